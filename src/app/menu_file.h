#pragma once
#include <sys/stat.h>

#include <string>

#include "catalog/pages.h"

namespace app {

// The menu that the served site was generated with. One stat() a request tells whether another one
// is served by now; the file is read only then.
class MenuFile {
 public:
  // `site_root` holds `current`; "" has no menu.
  explicit MenuFile(const std::string& site_root);

  // Makes `menu` that of the served site. It stays as it is while there is none that can be read.
  void refresh(catalog::Menu& menu);

 private:
  std::string path_;
  struct stat seen_ {};
};

}  // namespace app
