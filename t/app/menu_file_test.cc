#include "app/menu_file.h"

#include <filesystem>
#include <fstream>

#include "t/temp_folder.h"

namespace {

namespace fs = std::filesystem;

// A site with generations, as sitegen leaves it.
struct Served : t::Plain {
  void serve(const std::string& generation, const std::string& text) {
    fs::create_directories(root + "/" + generation);
    std::ofstream{root + "/" + generation + "/menu.json"} << text;
    fs::remove(root + "/current");
    fs::create_symlink(generation, root + "/current");
  }
  std::string names() const {
    std::string text;
    for (const auto& department : menu.departments) text += department.name + ";";
    return text;
  }
  t::TempFolder folder;
  const std::string& root = folder.path();
  catalog::Menu menu;
};

constexpr const char* kOne = R"({"departments":[{"name":"Servers","path":"/c/servers"}]})";
constexpr const char* kTwo =
    R"({"departments":[{"name":"Power","path":"/c/power"},{"name":"Optics","path":"/c/optics"}]})";

CPPUNIT_TEST_FIXTURE(Served, workers_have_the_menu_of_the_site_that_is_served) {
  app::MenuFile file{root};
  file.refresh(menu);
  CPPUNIT_ASSERT_EQUAL(std::string{}, names());

  serve("gen-1", kOne);
  file.refresh(menu);
  CPPUNIT_ASSERT_EQUAL(std::string{"Servers;"}, names());

  serve("gen-2", kTwo);
  file.refresh(menu);
  CPPUNIT_ASSERT_EQUAL(std::string{"Power;Optics;"}, names());
}

CPPUNIT_TEST_FIXTURE(Served, a_menu_that_cannot_be_read_leaves_the_one_there_is) {
  app::MenuFile file{root};
  serve("gen-1", kOne);
  file.refresh(menu);

  serve("gen-2", "{\"departments\":");
  file.refresh(menu);
  CPPUNIT_ASSERT_EQUAL(std::string{"Servers;"}, names());

  fs::remove(root + "/current");
  file.refresh(menu);
  CPPUNIT_ASSERT_EQUAL(std::string{"Servers;"}, names());
}

CPPUNIT_TEST_FIXTURE(Served, an_unchanged_menu_is_not_read_again) {
  app::MenuFile file{root};
  serve("gen-1", kOne);
  file.refresh(menu);
  menu.departments.clear();

  file.refresh(menu);

  CPPUNIT_ASSERT_EQUAL(std::string{}, names());
}

CPPUNIT_TEST_FIXTURE(Served, without_a_site_there_is_no_menu) {
  app::MenuFile file{""};

  file.refresh(menu);

  CPPUNIT_ASSERT_EQUAL(std::string{}, names());
}

}  // namespace
