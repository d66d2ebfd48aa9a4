#pragma once
#include <set>
#include <string>
#include <vector>

#include "sitegen/explain.h"
#include "t/sitegen/building.h"

namespace t {

using Names = std::set<std::string>;

// A site that was made and is then changed.
struct Changing : Building {
  void setUp() override {
    Building::setUp();
    build();
  }
  std::vector<std::string> explained(const std::string& sku) {
    const auto variant = std::stoll(sql("SELECT id FROM variants WHERE sku = '" + sku + "'"));
    auto db = rival("gds_site");
    return sitegen::explain(lock(), config, db, base::VariantId{variant});
  }
  // Shows what was just changed, in place, and compares it with a site made anew.
  sitegen::Built shown() {
    auto built = update();
    CPPUNIT_ASSERT(built.in_place);
    CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM page_changes"));
    same_as_made_anew();
    return built;
  }
  void same_as_made_anew() {
    const auto mine = site();
    const auto fresh = made_anew();
    Names names;
    for (const auto& [file, bytes] : fresh)
      if (const auto at = mine.find(file); at == mine.end() || at->second != bytes)
        names.insert(file);
    for (const auto& [file, bytes] : mine)
      if (!fresh.contains(file)) names.insert(file);
    std::string differ;
    for (const auto& name : names) differ += name + ' ';
    CPPUNIT_ASSERT_EQUAL(std::string{}, differ);
  }
  static Names pages(const std::vector<std::string>& files) {
    Names found;
    for (const auto& file : files)
      if (file.ends_with(".html")) found.insert(file);
    return found;
  }
};

}  // namespace t
