#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/instant.h"
#include "base/money.h"
#include "render/templates.h"
#include "views/fields.h"
#include "views/form_page.h"
#include "views/layout.h"

// The pages of /account. All are plain forms; those of who is signed in carry a token in the field
// `csrf`.
namespace views {

// GET /account/address: a new one, or one to edit. Posts to /account/address the fields of an
// address, label, id (of one to edit) and csrf.
struct AccountAddressForm {
  std::optional<base::AddressId> id;
  std::string token;
  base::Fields typed{};
  base::FieldErrors errors{};
};
std::string account_address(const render::Templates& templates, const Layout& layout,
                            const AccountAddressForm& form);

struct AccountOrder {
  std::string number;
  base::Instant placed_at;
  std::string state;  // for people
  base::Money total;
};
struct AccountAddress {
  base::AddressId id;
  std::string label;
  std::vector<std::string> lines;
  bool default_shipping = false;
  bool default_billing = false;
};
struct AccountDevice {
  base::SessionId id;
  std::string name;  // "Firefox on Windows"
  std::string address;
  base::Instant seen_at;
  bool is_this = false;
};
struct AccountAttempt {
  base::Instant at;
  std::string what;  // "Signed in", "Wrong password"
  std::string from;
};

// GET /account. Posts csrf and, with it, id to /account/address/remove, /account/address/default
// (and use) and /account/devices/end; alone to /account/sign-out and /account/sign-out-everywhere.
struct AccountView {
  std::string name;
  std::string email;
  std::string token;
  std::optional<Notice> notice{};
  std::vector<AccountOrder> orders{};
  std::optional<base::Money> credit{};  // store credit, where there is any
  std::vector<PageLink> signing{};      // what of signing in can be changed
  std::vector<AccountAddress> addresses{};
  std::vector<AccountDevice> devices{};
  std::vector<AccountAttempt> attempts{};
};
std::string account_page(const render::Templates& templates, const Layout& layout,
                         const AccountView& view);

// Fills the list of tries: ATTEMPTS.
void fill_attempts(render::Model& model, const std::vector<AccountAttempt>& attempts);
// Fills the lists of sessions and tries, for pages that show them: DEVICES, ATTEMPTS.
void fill_devices(render::Model& model, const std::vector<AccountDevice>& devices,
                  const std::vector<AccountAttempt>& attempts);
// "Nov 22, 2026, 18:00 UTC".
std::string minute_text(base::Instant at);
// "Wrong password", from the word of the tables.
std::string attempt_text(std::string_view outcome);

// "Firefox on Windows", from what a browser says it is; "A browser" where it says nothing known.
std::string agent_text(std::string_view agent);

}  // namespace views
