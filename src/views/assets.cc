#include "views/assets.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/crypto.h"
#include "base/error.h"

namespace views {
namespace {

// Forty bits: two contents of one file never meet, and the name stays readable.
constexpr std::size_t kHashDigits = 10;

std::string content_of(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) throw base::Error{"cannot read the asset " + file.string()};
  return text.str();
}

}  // namespace

std::vector<Asset> read_assets(const std::string& templates) {
  const auto folder = std::filesystem::path{templates} / "assets";
  if (!std::filesystem::is_directory(folder))
    throw base::Error{"the folder " + folder.string() + " is not there"};
  std::vector<Asset> assets;
  for (const auto& entry : std::filesystem::directory_iterator{folder}) {
    const auto& file = entry.path();
    if (!entry.is_regular_file() || file.filename().string().starts_with('.')) continue;
    auto content = content_of(file);
    auto path = "/assets/" + file.stem().string() + '.' +
                base::sha256_hex(content).substr(0, kHashDigits) + file.extension().string();
    assets.push_back({file.filename().string(), std::move(path), std::move(content)});
  }
  std::sort(assets.begin(), assets.end(),
            [](const Asset& a, const Asset& b) { return a.name < b.name; });
  return assets;
}

const std::string& path_of(const std::vector<Asset>& assets, const std::string& name) {
  const auto found = std::find_if(assets.begin(), assets.end(),
                                  [&](const Asset& asset) { return asset.name == name; });
  if (found == assets.end()) throw base::BugError{"no asset " + name};
  return found->path;
}

}  // namespace views
