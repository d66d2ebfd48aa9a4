#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/columns.h"
#include "base/result.h"
#include "promo/price.h"
#include "store/db.h"

// Promotions and codes as the shop keeps them, and who has used which. Owns promotions,
// promotion_targets, coupons and coupon_claims. What a basket costs under them is promo/price.h's;
// which codes a cart has typed in is the cart's.
//
// Order of locks: the order's row, which the caller holds; then claim() and release() take
// promotions by ascending id, each with its coupon before the next; stock comes after. So a freeze
// claims before it holds, and an order that ends lets go of its uses before it gives stock back.
namespace promo {

// How a code is compared: "save-10 now" and "SAVE10NOW" are one. "" when it can be none: codes are
// 3 to 40 letters and digits, with blanks, dashes, underlines and dots between.
std::string normalised_code(std::string_view typed);

// Who buys, as far as it is known: limits for each customer count by mail address and by account.
struct Buyer {
  std::string mail_key{};  // base::mail_key(), "" while no address was given
  std::optional<base::CustomerId> customer = std::nullopt;
};
// Who buys from this address: with the customer that it leads to, where there is one already.
Buyer buyer(store::Tx& tx, const std::string& mail);

// What may apply to a basket: promotions that start by themselves, and those of the codes.
enum class NoCode {
  Unknown,
  Over,
  UsedUp,
  UsedByYou,
  NotYours,  // said to nobody but as Unknown is: a code is not for finding out whose it is
  Doubled,   // another code brought the same promotion
  TooMany,   // more than kMostCodes
};
struct RefusedCode {
  std::string code;  // as typed
  NoCode why;
};
struct Rules {
  std::vector<Promotion> promotions;  // by id
  std::vector<RefusedCode> refused;   // each code that brought none (invariant C4)
};
// `codes` as typed. Whether one is used up is told as of now; claim() has the last word. Two
// statements, however many there are.
Rules rules(store::Tx& tx, const std::vector<std::string>& codes, const Buyer& buyer, Instant now);

enum class ClaimWhy { UsedUp, UsedByYou, Expired, NotYours };
struct ClaimRefused {
  std::string name;  // the promotion's
  std::string code;  // "" when it applies by itself
  ClaimWhy why;
};
// Takes one use of each promotion that was applied, for an order that freezes: all or nothing, and
// never more than the limits under any number of rivals (invariant C1, 2.20). Nothing of a refusal
// may be kept: transact() rolls it back. The buyer's mail_key is known. An order claims a promotion
// once: a second claim throws.
base::Result<base::Done, ClaimRefused> claim(store::Tx& tx, const std::vector<Applied>& applied,
                                             base::OrderId order, const Buyer& buyer, Instant now);
// The order was paid: its uses are for good. What was let go before stays so.
void keep(store::Tx& tx, base::OrderId order, Instant now);
// The order ended or was cancelled: its uses are given back, once, whoever asks how often (C2, O9).
void release(store::Tx& tx, base::OrderId order, Instant now);

// Staff's part. `actor` is who: "gdsctl ann".
struct Limits {
  int total = 0;         // 0: none
  int per_customer = 0;  // 0: none
};
// The scope that names say: "product:SLUG", "category:PATH", "brand:SLUG", "condition:WORD".
// Refused with the first name that is none.
struct NoTarget {
  std::string name;
};
base::Result<Scope, NoTarget> find_scope(store::Tx& tx, const std::vector<std::string>& names);
// Promotion::id and code are not looked at. What contradicts itself breaks a constraint.
PromotionId create(store::Tx& tx, const Promotion& promotion, const Limits& limits,
                   const std::string& actor, Instant now);
// It applies to nothing from now on; orders keep what they have. False: it was so, or is unknown.
bool archive(store::Tx& tx, PromotionId promotion);

struct NewCode {
  int limit_total = 0;          // 0: none
  std::string only_mail_key{};  // nobody else may use it; "": anyone
  std::optional<base::CustomerId> only_customer = std::nullopt;
  std::optional<Instant> starts_at = std::nullopt;
  std::optional<Instant> ends_at = std::nullopt;
};
enum class CodeRefusal { NotACode, Taken, NotByCode };
base::Result<base::CouponId, CodeRefusal> add_code(store::Tx& tx, PromotionId promotion,
                                                   const std::string& code, const NewCode& terms,
                                                   const std::string& actor, Instant now);
// So many unique codes of one use each, of 60 random bits in letters that are not taken for each
// other ("7KQM-X2HD-93WP"). Nothing: there is no such promotion, or it does not start by code.
std::vector<std::string> add_batch(store::Tx& tx, PromotionId promotion, int codes,
                                   const NewCode& terms, const std::string& batch,
                                   const std::string& actor, Instant now);

struct Listed {
  PromotionId id;
  std::string name;
  std::string kind;
  std::string klass;
  bool by_code;
  std::string state;
  std::optional<Instant> starts_at;
  std::optional<Instant> ends_at;
  std::string codes;  // those of no batch, parted by blanks
  std::int64_t batched_codes;
  std::int64_t uses;  // claimed or kept
  std::optional<int> limit_total;
  std::optional<int> limit_per_customer;
  Money given;  // in all, by these uses
  static constexpr auto columns() {
    return base::Columns<&Listed::id, &Listed::name, &Listed::kind, &Listed::klass,
                         &Listed::by_code, &Listed::state, &Listed::starts_at, &Listed::ends_at,
                         &Listed::codes, &Listed::batched_codes, &Listed::uses,
                         &Listed::limit_total, &Listed::limit_per_customer, &Listed::given>{};
  }
};
// Oldest first.
std::vector<Listed> list(store::Tx& tx);

// The first instant of a day, and the first after it, by the store's clocks (2.23): "2026-11-30".
// Nothing for what is no day.
std::optional<Instant> start_of_day(store::Tx& tx, const std::string& day);
std::optional<Instant> end_of_day(store::Tx& tx, const std::string& day);

// For the job: promotions that are over are archived; codes that ended 90 days ago and were never
// used go, at most `batch` at once.
std::int64_t archive_ended(store::Tx& tx, Instant now);
std::int64_t forget_codes(store::Tx& tx, Instant now, int batch);

// What is broken, a sentence each (C1, C2): counters that are not their claims, limits passed.
std::vector<std::string> faults(store::Tx& tx);

}  // namespace promo
