#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "promo/price.h"
#include "store/db.h"

// Promotions and codes as the shop keeps them, and who has used which. Owns promotions,
// promotion_targets, coupons and coupon_claims. What a basket costs under them is promo/price.h's.
//
// Locks: claim() and release() lock promotions by ascending id, each with its code before the next.
// Order of locks everywhere: the order's row, then these, then stock. So a freeze claims before it
// holds, and an order that ends lets go of its uses before it gives stock back.
namespace promo {

// "save-10 now" and "SAVE10NOW" are one code; "" when it can be none.
std::string normalised_code(std::string_view typed);

// What applies to a basket: promotions that start by themselves, and those of the codes. A code
// that brings none is told why.
enum class NoCode { Unknown, Over, UsedUp, UsedByYou };
struct RefusedCode {
  std::string code;
  NoCode why;
};
struct Rules {
  std::vector<Promotion> promotions;
  std::vector<RefusedCode> refused;
};
// Who buys, as limits for each customer count: the mail address, case and "+tag" aside.
std::string mail_key(std::string_view mail);

// `codes` as typed; `buyer` is a mail_key(), "" while it is not known. Whether a code is used up is
// told as of now; claim() has the last word. A constant number of statements.
Rules rules(store::Tx& tx, const std::vector<std::string>& codes, const std::string& buyer,
            Instant now);

enum class ClaimWhy { UsedUp, UsedByYou };
struct ClaimRefused {
  std::string name;
  std::string code;
  ClaimWhy why;
};
// Takes one use of each promotion that was applied, for an order that freezes: all or nothing, and
// never more than the limits under any number of rivals (invariant C1, 2.20). On a refusal nothing
// of it may be kept. A second claim of an order for a promotion breaks a constraint (C2).
base::Result<base::Done, ClaimRefused> claim(store::Tx& tx, const std::vector<Applied>& applied,
                                             base::OrderId order, const std::string& mail_key,
                                             Instant now);
// The order was paid: its uses are for good.
void keep(store::Tx& tx, base::OrderId order, Instant now);
// The order ended: its uses are given back, once, whoever asks how often (O9).
void release(store::Tx& tx, base::OrderId order, Instant now);

// A promotion and its codes, by staff. Promotion::id and code are not looked at.
struct Limits {
  int total = 0;         // 0: none
  int per_customer = 0;  // 0: none
};
PromotionId create(store::Tx& tx, const Promotion& promotion, const Limits& limits, Instant now);
enum class CodeRefusal { NotACode, Taken };
base::Result<base::Done, CodeRefusal> add_code(store::Tx& tx, PromotionId promotion,
                                               const std::string& code, int limit_total,
                                               Instant now);
// So many unique codes of one use each, of at least 60 bits, as they are to be written.
std::vector<std::string> add_batch(store::Tx& tx, PromotionId promotion, int codes,
                                   const std::string& batch, Instant now);

// What is broken, a sentence each (C1, C2): counters that are not their claims.
std::vector<std::string> faults(store::Tx& tx);

}  // namespace promo
