#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/money.h"
#include "cart/lists.h"
#include "render/templates.h"
#include "views/layout.h"

// Saved lists: GET /lists, /lists/<id> and, for who has its link, /lists/shared/<code>.
namespace views {

struct ListsView {
  std::vector<cart::ListHead> lists;
  bool signed_in = false;
  std::string error{};  // why there is no new list; with what was typed
  std::string typed{};
};
std::string lists_page(const render::Templates& templates, const Layout& layout,
                       const ListsView& view);

// A list of one's own can be changed; one that somebody shared can be put in the cart.
enum class ListOf { Oneself, Another };
struct ListView {
  ListOf of = ListOf::Oneself;
  cart::SavedList list;
  std::vector<cart::ListHead> others{};  // where an item can go instead
  std::string share_url{};               // "" while it is not shared
  std::string notice{};                  // what was done, or what could not be
  std::string error{};                   // why it has no other name; with what was typed
  std::string typed{};
};
std::string list_page(const render::Templates& templates, const Layout& layout,
                      const ListView& view);

// What all its items cost that can be had, at the prices of the page: its form sends it back, so
// that nothing is added at a price that nobody saw.
base::Money list_total(const cart::SavedList& list);
// Can it be had in these units?
bool can_be_had(const cart::SavedItem& item);

}  // namespace views
