#pragma once
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/instant.h"
#include "base/money.h"
#include "store/db.h"

// Rows that tests begin with, as few as the tables allow. `db` connects as gds_owner.
namespace t {

inline const base::Instant kNoon = *base::parse_iso8601("2026-11-22T12:00:00Z");
inline base::Instant minutes_later(int minutes) {
  return kNoon + std::chrono::minutes{minutes};
}

// An active product of brand Cisco and category networking with one variant, without stock.
base::VariantId make_variant(store::Db& db, const std::string& mpn,
                             base::Money price = base::Money::cents(10000));

// A bundle's variant, made of these.
struct Part {
  base::VariantId variant;
  int units;
};
base::VariantId make_bundle(store::Db& db, const std::string& mpn, const std::vector<Part>& parts);

// A stock item of the variant with so many received.
base::StockItemId make_stock(store::Db& db, base::VariantId variant, int on_hand);

// An open cart with no lines, whose cookie's token is `token`.
base::CartId make_cart(store::Db& db, const std::string& token);

// An order awaiting payment, of an open cart that thereby is completing; one line a demand,
// each of $1.00.
struct Taken {
  base::VariantId variant;
  base::StockItemId item;
  int units;
};
base::OrderId make_order(store::Db& db, base::CartId cart, const std::vector<Taken>& lines);
base::OrderId make_order(store::Tx& tx, base::CartId cart, const std::vector<Taken>& lines);

// A cart hold as it stands; the counter goes with it.
void make_hold(store::Db& db, base::CartId cart, base::StockItemId item, int units,
               base::Instant expires_at);

// Stock items whose counters differ from their rows: held from holds, on_hand and allocated from
// movements. None, ever: "".
std::string stock_faults(store::Db& db);

}  // namespace t
