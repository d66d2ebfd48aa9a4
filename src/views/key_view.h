#pragma once
#include <optional>
#include <string>
#include <vector>

#include "identity/keys.h"
#include "views/admin_view.h"

// The panel of the API's keys.
namespace views {

// GET /admin/keys.
struct KeysView {
  Desk desk;
  std::optional<Notice> notice{};
  std::vector<identity::KeyRow> keys{};
};
std::string keys_page(const render::Templates& templates, const Layout& layout,
                      const KeysView& view, base::Instant now);

// GET /admin/keys/:id. Posts id and csrf to /admin/keys/end.
std::string key_page(const render::Templates& templates, const Layout& layout, const Desk& desk,
                     const identity::KeyRow& key, base::Instant now);

// GET /admin/keys/new. Posts name, days, per_minute, scope_NAME of each that is ticked, and csrf to
// /admin/keys.
struct KeyForm {
  Desk desk;
  std::vector<identity::Permission> scopes{};  // that who asks may give
  base::Fields typed{};
  base::FieldErrors errors{};  // of scopes: "scopes"
};
std::string key_form(const render::Templates& templates, const Layout& layout, const KeyForm& form);

// What was made, shown once.
std::string key_made(const render::Templates& templates, const Layout& layout, const Desk& desk,
                     const std::string& key);

}  // namespace views
