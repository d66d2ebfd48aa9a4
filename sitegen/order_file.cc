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
  replace_file(path, fingerprint + '\n' + catalog::to_bytes(order));
}

std::optional<catalog::ShelfOrder> read_order(const std::string& path,
                                              const std::string& fingerprint) {
  const auto bytes = read_file(path);
  if (!bytes || !bytes->starts_with(fingerprint + '\n')) return std::nullopt;
  return catalog::parse_order(std::string_view{*bytes}.substr(fingerprint.size() + 1));
}

}  // namespace sitegen
