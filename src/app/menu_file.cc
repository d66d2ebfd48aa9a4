#include "app/menu_file.h"

#include <fstream>
#include <sstream>

#include "views/menu.h"

namespace app {
namespace {

// Generations link what did not change, so that the same menu is the same file.
bool is_same(const struct stat& a, const struct stat& b) {
  return a.st_dev == b.st_dev && a.st_ino == b.st_ino && a.st_mtim.tv_sec == b.st_mtim.tv_sec &&
         a.st_mtim.tv_nsec == b.st_mtim.tv_nsec;
}

}  // namespace

MenuFile::MenuFile(const std::string& site_root)
    : path_{site_root.empty() ? std::string{} : site_root + "/current/" + views::kMenuFile} {}

void MenuFile::refresh(catalog::Menu& menu) {
  struct stat facts {};
  if (path_.empty() || stat(path_.c_str(), &facts) != 0 || is_same(facts, seen_)) return;
  // Noted before it is read: a file that makes no sense is not read again for every request.
  seen_ = facts;
  std::ifstream file{path_, std::ios::binary};
  std::ostringstream text;
  text << file.rdbuf();
  if (auto read = views::parse_menu(text.str())) menu = std::move(*read);
}

}  // namespace app
