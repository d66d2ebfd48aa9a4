#include "cart/lists.h"

#include "base/columns.h"
#include "base/crypto.h"
#include "cart/change.h"

namespace cart {
namespace {

using base::CustomerId;
using store::Query;
using Customer = std::optional<CustomerId>;
using Hash = std::optional<std::string>;

constexpr const char* kFirstName = "Saved items";
constexpr std::chrono::hours kForgottenAfter{24 * 396};

// Of a customer, or of a browser: one of both is null, and equal to nothing.
const Query<SavedListId(SavedListId, Customer, Hash, Instant)> kTouch{"cart.touch_list", R"sql(
    UPDATE saved_lists SET changed_at = greatest(changed_at, $4)
     WHERE id = $1 AND (customer_id = $2 OR browser_hash = $3)
    RETURNING id)sql"};
const Query<SavedListId(Customer, Hash)> kNewest{"cart.newest_list", R"sql(
    SELECT id FROM saved_lists WHERE customer_id = $1 OR browser_hash = $2
     ORDER BY changed_at DESC, id DESC LIMIT 1)sql"};
// Lists of one keeper are begun one after another: of two at once the second one counts the first.
const Query<bool(Customer, Hash)> kAlone{"cart.begin_alone", R"sql(
    SELECT true FROM pg_advisory_xact_lock(7267, hashtext(coalesce($1::bigint::text, $2::text))))sql"};
const Query<SavedListId(Customer, Hash, std::string, Instant, int)> kBegin{"cart.begin_list", R"sql(
    INSERT INTO saved_lists (customer_id, browser_hash, name, created_at, changed_at)
    SELECT $1::bigint, $2::text, $3::text, $4::timestamptz, $4
     WHERE (SELECT count(*) FROM saved_lists WHERE customer_id = $1 OR browser_hash = $2) < $5::int
    ON CONFLICT DO NOTHING
    RETURNING id)sql"};
const Query<bool(Customer, Hash, std::string)> kIsTaken{"cart.list_name_taken", R"sql(
    SELECT EXISTS (SELECT FROM saved_lists
                    WHERE (customer_id = $1 OR browser_hash = $2) AND lower(name) = lower($3)))sql"};

// The caller has locked the list.
const Query<int(SavedListId, VariantId, int, Instant, int)> kPut{"cart.put_on_list", R"sql(
    INSERT INTO saved_items (list_id, variant_id, units, saved_at)
    SELECT $1::bigint, v.id, $3::int, $4::timestamptz
      FROM variants v
      JOIN products p ON p.id = v.product_id
     WHERE v.id = $2 AND v.state = 'active' AND p.state = 'active'
       AND (SELECT count(*) FROM saved_items WHERE list_id = $1 AND variant_id <> $2) < $5::int
    ON CONFLICT (list_id, variant_id) DO UPDATE SET units = excluded.units
    RETURNING units)sql"};
const Query<bool(VariantId)> kIsForSale{"cart.is_for_sale", R"sql(
    SELECT EXISTS (SELECT FROM variants v JOIN products p ON p.id = v.product_id
                    WHERE v.id = $1 AND v.state = 'active' AND p.state = 'active'))sql"};
const Query<int(SavedListId, std::string, Instant, int)> kPutCart{"cart.put_cart_on_list", R"sql(
    WITH put AS (
      INSERT INTO saved_items (list_id, variant_id, units, saved_at)
      SELECT $1::bigint, l.variant_id, l.units, $3::timestamptz
        FROM carts t
        JOIN carts c ON c.id = coalesce(t.merged_into_id, t.id)
        JOIN cart_lines l ON l.cart_id = c.id
       WHERE t.token_hash = $2 AND c.state IN ('open', 'completing')
       ORDER BY l.id LIMIT $4::int
      ON CONFLICT DO NOTHING
      RETURNING 1)
    SELECT count(*)::int FROM put)sql"};

const Query<VariantId(base::ProductId, Instant)> kOfferOf{"cart.offer_of_product", R"sql(
    SELECT v.id
      FROM variants v
      JOIN products p ON p.id = v.product_id
     WHERE p.id = $1 AND v.state = 'active' AND p.state = 'active'
     ORDER BY variant_available(v.id, $2) > 0 DESC, v.price_cents, v.id LIMIT 1)sql"};

const Query<ListHead(Customer, Hash)> kLists{"cart.lists", R"sql(
    SELECT l.id, l.name, (SELECT count(*)::int FROM saved_items WHERE list_id = l.id),
           l.share_code IS NOT NULL
      FROM saved_lists l WHERE l.customer_id = $1 OR l.browser_hash = $2
     ORDER BY l.changed_at DESC, l.id DESC)sql"};

struct Named {
  SavedListId id;
  std::string name;
  std::optional<std::string> share_code;
  static constexpr auto columns() {
    return base::Columns<&Named::id, &Named::name, &Named::share_code>{};
  }
};
const Query<Named(SavedListId, Customer, Hash)> kList{"cart.list", R"sql(
    SELECT id, name, share_code FROM saved_lists
     WHERE id = $1 AND (customer_id = $2 OR browser_hash = $3))sql"};
const Query<Named(std::string)> kShared{"cart.shared_list", R"sql(
    SELECT id, name, share_code FROM saved_lists WHERE share_code = $1)sql"};
const Query<SavedItem(SavedListId, Instant)> kItems{"cart.list_items", R"sql(
    SELECT v.id, p.title, p.slug, p.mpn, v.condition, m.file, m.width, m.height, i.units,
           v.price_cents, v.state = 'active' AND p.state = 'active',
           variant_available(v.id, $2)
      FROM saved_items i
      JOIN variants v ON v.id = i.variant_id
      JOIN products p ON p.id = v.product_id
      LEFT JOIN media m ON m.product_id = p.id AND m.view = 'front'
     WHERE i.list_id = $1
     ORDER BY i.saved_at DESC, v.id)sql"};

const Query<int(SavedListId, Customer, Hash, std::string, Instant)> kName{"cart.name_list", R"sql(
    UPDATE saved_lists l SET name = $4, changed_at = greatest(changed_at, $5)
     WHERE id = $1 AND (customer_id = $2 OR browser_hash = $3)
       AND NOT EXISTS (SELECT FROM saved_lists o
                        WHERE o.id <> l.id AND lower(o.name) = lower($4)
                          AND (o.customer_id = $2 OR o.browser_hash = $3))
    RETURNING 1)sql"};
const Query<void(SavedListId, Customer, Hash, VariantId)> kRemoveItem{"cart.remove_from_list",
                                                                      R"sql(
    DELETE FROM saved_items i USING saved_lists l
     WHERE i.list_id = $1 AND i.variant_id = $4 AND l.id = i.list_id
       AND (l.customer_id = $2 OR l.browser_hash = $3))sql"};
const Query<void(SavedListId, Customer, Hash)> kRemove{"cart.remove_list", R"sql(
    DELETE FROM saved_lists WHERE id = $1 AND (customer_id = $2 OR browser_hash = $3))sql"};
// Shared again while it is, it keeps its link.
const Query<void(SavedListId, Customer, Hash, std::optional<std::string>)> kShare{"cart.share_list",
                                                                                  R"sql(
    UPDATE saved_lists SET share_code = CASE WHEN $4::text IS NULL THEN NULL
                                             ELSE coalesce(share_code, $4) END
     WHERE id = $1 AND (customer_id = $2 OR browser_hash = $3))sql"};

// Lists of the same name become one; what both have keeps the larger number of units.
const Query<void(std::string, CustomerId)> kJoinItems{"cart.join_list_items", R"sql(
    INSERT INTO saved_items AS s (list_id, variant_id, units, saved_at)
    SELECT t.id, i.variant_id, i.units, i.saved_at
      FROM saved_lists f
      JOIN saved_lists t ON t.customer_id = $2 AND lower(t.name) = lower(f.name)
      JOIN saved_items i ON i.list_id = f.id
     WHERE f.browser_hash = $1
     ORDER BY t.id, i.variant_id
    ON CONFLICT (list_id, variant_id) DO UPDATE SET units = greatest(s.units, excluded.units))sql"};
const Query<void(std::string, CustomerId)> kDropJoined{"cart.drop_joined_lists", R"sql(
    DELETE FROM saved_lists f
     WHERE f.browser_hash = $1
       AND EXISTS (SELECT FROM saved_lists t
                    WHERE t.customer_id = $2 AND lower(t.name) = lower(f.name)))sql"};
const Query<void(std::string, CustomerId, Instant)> kClaim{"cart.claim_lists", R"sql(
    UPDATE saved_lists SET customer_id = $2, browser_hash = NULL, changed_at = greatest(changed_at, $3)
     WHERE browser_hash = $1)sql"};
const Query<void(Instant)> kForget{"cart.forget_lists", R"sql(
    DELETE FROM saved_lists WHERE customer_id IS NULL AND changed_at < $1)sql"};

// The browser's, where nobody is signed in; no cookie is nobody's.
Hash hash_of(const Keeper& keeper) {
  if (keeper.customer || keeper.token.empty()) return std::nullopt;
  return token_hash(keeper.token);
}

std::optional<SavedList> read(store::Tx& tx, const std::optional<Named>& named, Instant now) {
  if (!named) return std::nullopt;
  return SavedList{named->id, named->name, named->share_code, tx.all(kItems, named->id, now)};
}

}  // namespace

base::Result<Saved, SaveWhy> begin_list(store::Tx& tx, const Keeper& keeper,
                                        const std::string& name, Instant now) {
  Saved saved{SavedListId{0}};
  auto hash = hash_of(keeper);
  if (!keeper.customer && !hash) {
    saved.new_token = base::random_token();
    hash = token_hash(*saved.new_token);
  }
  tx.one(kAlone, keeper.customer, hash);
  const auto begun = tx.one_or_none(kBegin, keeper.customer, hash, name, now, kMostLists);
  if (!begun)
    return tx.one(kIsTaken, keeper.customer, hash, name) ? SaveWhy::NameTaken
                                                         : SaveWhy::TooManyLists;
  saved.list = *begun;
  return saved;
}

base::Result<Saved, SaveWhy> save(store::Tx& tx, const Keeper& keeper, const Wanted& wanted,
                                  std::optional<SavedListId> list, Instant now) {
  Saved saved{SavedListId{0}};
  const auto hash = hash_of(keeper);
  if (!list) list = tx.one_or_none(kNewest, keeper.customer, hash);
  if (list) {
    saved.list = *list;
    if (!tx.one_or_none(kTouch, *list, keeper.customer, hash, now)) return SaveWhy::NoList;
  } else {
    const auto begun = begin_list(tx, keeper, kFirstName, now);
    if (!begun) return begun.why();
    saved = *begun;
  }
  if (tx.one_or_none(kPut, saved.list, wanted.variant, wanted.units, now, kMostSaved)) return saved;
  return tx.one(kIsForSale, wanted.variant) ? SaveWhy::TooManyItems : SaveWhy::NotForSale;
}

base::Result<Saved, SaveWhy> save_cart(store::Tx& tx, const Keeper& keeper,
                                       const std::string& cart_token, const std::string& name,
                                       Instant now) {
  auto begun = begin_list(tx, keeper, name, now);
  if (!begun) return begun;
  if (tx.one(kPutCart, begun->list, token_hash(cart_token), now, kMostSaved) == 0)
    return SaveWhy::NoCart;
  return begun;
}

std::optional<VariantId> offer_of(store::Tx& tx, base::ProductId product, Instant now) {
  return tx.one_or_none(kOfferOf, product, now);
}

std::vector<ListHead> lists_of(store::Tx& tx, const Keeper& keeper) {
  return tx.all(kLists, keeper.customer, hash_of(keeper));
}

std::optional<SavedList> list_of(store::Tx& tx, const Keeper& keeper, SavedListId id, Instant now) {
  return read(tx, tx.one_or_none(kList, id, keeper.customer, hash_of(keeper)), now);
}

std::optional<SavedList> shared_list(store::Tx& tx, const std::string& code, Instant now) {
  return read(tx, tx.one_or_none(kShared, code), now);
}

base::Result<base::Done, SaveWhy> name_list(store::Tx& tx, const Keeper& keeper, SavedListId id,
                                            const std::string& name, Instant now) {
  const auto hash = hash_of(keeper);
  if (tx.one_or_none(kName, id, keeper.customer, hash, name, now)) return base::Done{};
  return tx.one_or_none(kList, id, keeper.customer, hash) ? SaveWhy::NameTaken : SaveWhy::NoList;
}

bool remove_item(store::Tx& tx, const Keeper& keeper, SavedListId id, VariantId variant) {
  return tx.exec(kRemoveItem, id, keeper.customer, hash_of(keeper), variant) > 0;
}

bool remove_list(store::Tx& tx, const Keeper& keeper, SavedListId id) {
  return tx.exec(kRemove, id, keeper.customer, hash_of(keeper)) > 0;
}

bool share_list(store::Tx& tx, const Keeper& keeper, SavedListId id, Sharing sharing) {
  const auto code = sharing == Sharing::On ? std::optional{base::random_token()} : std::nullopt;
  return tx.exec(kShare, id, keeper.customer, hash_of(keeper), code) > 0;
}

void join_lists(store::Tx& tx, const std::string& token, CustomerId customer, Instant now) {
  if (token.empty()) return;
  const auto hash = token_hash(token);
  tx.exec(kJoinItems, hash, customer);
  tx.exec(kDropJoined, hash, customer);
  tx.exec(kClaim, hash, customer, now);
}

std::int64_t forget_lists(store::Tx& tx, Instant now) {
  return tx.exec(kForget, now - kForgottenAfter);
}

}  // namespace cart
