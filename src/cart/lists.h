#pragma once
#include "base/columns.h"
#include "cart/cart.h"

// Saved lists: goods that somebody wants to come back to. They belong to an account, or else to a
// browser by its cookie, until somebody signs in there. Nothing of a list is held. Owns saved_lists
// and saved_items.
namespace cart {

using SavedListId = base::Id<struct SavedListTag>;

inline constexpr int kMostLists = 20;    // of one keeper, however many are begun at once
inline constexpr int kMostSaved = 200;   // offers on one list
inline constexpr int kLongestName = 60;  // characters

// Whose lists: the account's of who is signed in, else the browser's by the value of its cookie
// ("" before its first list).
struct Keeper {
  std::string token;
  std::optional<base::CustomerId> customer{};
};

enum class SaveWhy {
  NotForSale,  // no such variant, or archived
  NoList,      // none of this keeper
  TooManyLists,
  TooManyItems,
  NameTaken,
  NoCart,  // nothing in it to save
};

struct Saved {
  SavedListId list;
  std::optional<std::string> new_token{};  // the cookie's value from now on
};

struct Wanted {
  VariantId variant;
  int units = 1;
};

// Puts an offer on a list: that one, or else the one that changed last; without any a first one is
// begun. What stands there already has these units now.
base::Result<Saved, SaveWhy> save(store::Tx& tx, const Keeper& keeper, const Wanted& wanted,
                                  std::optional<SavedListId> list, Instant now);
// Begins a list of that name; with every line of the cart that this token leads to.
base::Result<Saved, SaveWhy> begin_list(store::Tx& tx, const Keeper& keeper,
                                        const std::string& name, Instant now);
base::Result<Saved, SaveWhy> save_cart(store::Tx& tx, const Keeper& keeper,
                                       const std::string& cart_token, const std::string& name,
                                       Instant now);

// The offer that a card of the product shows: the cheapest, of those in stock if there are any.
std::optional<VariantId> offer_of(store::Tx& tx, base::ProductId product, Instant now);

struct ListHead {
  SavedListId id;
  std::string name;
  int items;
  bool is_shared;
  static constexpr auto columns() {
    return base::Columns<&ListHead::id, &ListHead::name, &ListHead::items, &ListHead::is_shared>{};
  }
};
// The one that changed last first.
std::vector<ListHead> lists_of(store::Tx& tx, const Keeper& keeper);

struct SavedItem {
  VariantId variant;
  std::string title;
  std::string slug;
  std::string mpn;
  std::string condition;
  std::optional<std::string> image;  // the front's file below media
  std::optional<int> image_width;
  std::optional<int> image_height;
  int units;
  Money price;    // of one, now, for everybody
  bool for_sale;  // neither the variant nor its product is archived
  int available;
  static constexpr auto columns() {
    return base::Columns<&SavedItem::variant, &SavedItem::title, &SavedItem::slug, &SavedItem::mpn,
                         &SavedItem::condition, &SavedItem::image, &SavedItem::image_width,
                         &SavedItem::image_height, &SavedItem::units, &SavedItem::price,
                         &SavedItem::for_sale, &SavedItem::available>{};
  }
};

struct SavedList {
  SavedListId id{0};
  std::string name;
  std::optional<std::string> share_code;
  std::vector<SavedItem> items{};  // saved last first
};
// Nothing when it is not this keeper's, or when the code leads to none.
std::optional<SavedList> list_of(store::Tx& tx, const Keeper& keeper, SavedListId id, Instant now);
std::optional<SavedList> shared_list(store::Tx& tx, const std::string& code, Instant now);

base::Result<base::Done, SaveWhy> name_list(store::Tx& tx, const Keeper& keeper, SavedListId id,
                                            const std::string& name, Instant now);
// Both answer false when there was nothing like it.
bool remove_item(store::Tx& tx, const Keeper& keeper, SavedListId id, VariantId variant);
bool remove_list(store::Tx& tx, const Keeper& keeper, SavedListId id);

// Whoever has the link sees the list, until it is shared no more; then the link is worth nothing
// for good. Answers false when there is no such list.
enum class Sharing { On, Off };
bool share_list(store::Tx& tx, const Keeper& keeper, SavedListId id, Sharing sharing);

// At sign-in: the browser's lists are the account's from now on; one whose name the account has
// already is joined with that. Done twice it does nothing the second time.
void join_lists(store::Tx& tx, const std::string& token, base::CustomerId customer, Instant now);

// Removes lists of browsers that nobody changed for thirteen months: the cookie that led to them
// has ended. Answers how many.
std::int64_t forget_lists(store::Tx& tx, Instant now);

}  // namespace cart
