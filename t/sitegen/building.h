#pragma once
#include <sys/stat.h>

#include <filesystem>
#include <map>
#include <string>

#include "sitegen/build.h"
#include "t/catalog/shop.h"
#include "t/temp_folder.h"

namespace t {

inline bool has(const std::string& text, const std::string& piece) {
  return text.find(piece) != std::string::npos;
}

// A small shop and a folder for its site.
struct Building : SmallShop {
  void setUp() override {
    SmallShop::setUp();
    config.site.root = own.path() + "/site";
    config.site.url = "https://shop.test";
  }
  sitegen::SiteFolder lock() const {
    return std::move(
        *sitegen::SiteFolder::lock(config.site.root, sitegen::SiteFolder::Wait::ForTheOther));
  }
  sitegen::Built build() { return made(sitegen::build); }
  sitegen::Built update() { return made(sitegen::update); }
  std::string served(const std::string& file) const {
    return sitegen::read_file(config.site.root + "/current/" + file).value_or("(no file)");
  }
  // Every file of the served generation but the one that tells its number.
  std::map<std::string, std::string> site() const { return files_in(config.site.root); }
  static std::map<std::string, std::string> files_in(const std::string& root) {
    namespace fs = std::filesystem;
    std::map<std::string, std::string> files;
    const fs::path top = root + "/current/";
    for (const auto& entry : fs::recursive_directory_iterator{top})
      if (entry.is_regular_file() && entry.path().filename() != "generation.json")
        files[entry.path().lexically_relative(top).string()] = *sitegen::read_file(entry.path());
    return files;
  }
  // The same of a site that is made of the same rows in another folder.
  std::map<std::string, std::string> made_anew() {
    const TempFolder other;
    const auto root = std::exchange(config.site.root, other.path());
    build();
    auto files = site();
    config.site.root = root;
    return files;
  }
  ino_t inode(const std::string& file) const {
    struct stat facts {};
    CPPUNIT_ASSERT_EQUAL(0, stat((config.site.root + "/current/" + file).c_str(), &facts));
    return facts.st_ino;
  }
  void set_price(const std::string& sku, int cents) {
    sql("UPDATE variants SET price_cents = " + std::to_string(cents) + " WHERE sku = '" + sku +
        "'");
  }

  TempFolder own;
  base::Config config;

 private:
  template <class Make>
  sitegen::Built made(const Make& make) {
    const auto place = lock();
    auto db = rival("gds_site");
    const auto built = make(place, config, db, {}, kShopTime);
    sitegen::add_brotli(place, built, 1, [] { return false; });
    place.clean(3);
    return built;
  }
};

}  // namespace t
