#include "sitegen/order_file.h"

#include <algorithm>
#include <filesystem>
#include <vector>

#include "base/crypto.h"
#include "sitegen/generation.h"

namespace sitegen {
namespace {

namespace fs = std::filesystem;

std::string facts_of(const fs::path& file) {
  std::error_code error;
  const auto size = fs::file_size(file, error);
  const auto time = fs::last_write_time(file, error);
  return file.string() + ' ' + std::to_string(size) + ' ' +
         std::to_string(time.time_since_epoch().count()) + '\n';
}

// As long as a multiple of eight: numbers follow, and are read where they stand.
std::string first_line(const std::string& fingerprint) {
  constexpr std::size_t kAligned = 8;
  auto line = fingerprint + '\n';
  line.insert(fingerprint.size(), (kAligned - line.size() % kAligned) % kAligned, ' ');
  return line;
}

}  // namespace

std::string fingerprint(const base::Config& config) {
  std::vector<std::string> facts = {config.site.url + '\n', config.site.name + '\n',
                                    config.indexnow.key + '\n',
                                    std::to_string(config.hold.units_per_line) + '\n',
                                    facts_of(fs::read_symlink("/proc/self/exe"))};
  for (const auto& entry : fs::recursive_directory_iterator{config.templates.dir})
    if (entry.is_regular_file()) facts.push_back(facts_of(entry.path()));
  std::sort(facts.begin(), facts.end());
  std::string all;
  for (const auto& fact : facts) all += fact;
  return base::sha256_hex(all);
}

void write_order(const std::string& path, const std::string& fingerprint,
                 const catalog::ShelfOrder& order) {
  replace_file(path, first_line(fingerprint) + catalog::to_bytes(order));
}

std::optional<catalog::ShelfOrder> read_order(const std::string& path,
                                              const std::string& fingerprint) {
  const auto file = map_file(path);
  const auto start = first_line(fingerprint);
  if (!file || !file->bytes().starts_with(start)) return std::nullopt;
  return catalog::parse_order(file->bytes().substr(start.size()), file);
}

}  // namespace sitegen
