#pragma once
#include <string>
#include <vector>

#include "t/db_test.h"
#include "t/rows.h"
#include "tax/tax.h"

// A shop whose sales are written into the tax ledger.
namespace t {

struct TaxLedger : OwnDatabase {
  void setUp() override {
    OwnDatabase::setUp();
    variant = make_variant(db(), "WS-1");
    stock = make_stock(db(), variant, 1000);
  }
  base::OrderId order() {
    const auto cart = make_cart(db(), "cart " + std::to_string(++carts));
    return make_order(db(), cart, {{variant, stock, 1}});
  }
  static tax::Part part(const std::string& place, std::int64_t taxable, std::int64_t cents,
                        const std::string& reason = "standard_rated") {
    return {.jurisdiction = "US-TX",
            .label = place,
            .level = place == "Texas" ? "state" : "city",
            .tax_type = "sales_tax",
            .rate_percent = place == "Texas" ? "6.25" : "2",
            .tax_code = "txcd_99999999",
            .taxable = base::Money::cents(taxable),
            .tax = base::Money::cents(cents),
            .reason = reason};
  }
  // Goods of $100.00 and shipping of $10.00, taxed by state and city; or what a test says.
  static tax::Sale sale(const std::string& cause) {
    return {
        .cause = cause,
        .order = std::nullopt,
        .state = "TX",
        .zip = "78701",
        .items = {
            {1, base::Money::cents(10000), {part("Texas", 10000, 625), part("Austin", 10000, 200)}},
            {std::nullopt,
             base::Money::cents(1000),
             {part("Texas", 1000, 63), part("Austin", 1000, 20)}}}};
  }
  bool record(const tax::Sale& sale, base::Instant at = kNoon) {
    return db().transact("record", [&](store::Tx& tx) { return tax::record_sale(tx, sale, at); });
  }
  // "TX 1 sales, gross 11000, taxable 11000, exempt 0, nontaxable 0, tax 908, reversed 0, elsewhere
  // 0"
  std::string report(base::Instant from = kNoon, base::Instant until = minutes_later(1)) {
    std::string out;
    for (const auto& s :
         db().snapshot("report", [&](store::Tx& tx) { return tax::by_state(tx, from, until); }))
      out += s.state + " " + std::to_string(s.sales) + " sales, gross " + cents(s.gross) +
             ", taxable " + cents(s.taxable) + ", exempt " + cents(s.exempt) + ", nontaxable " +
             cents(s.nontaxable) + ", tax " + cents(s.tax) + ", reversed " + cents(s.reversed) +
             ", elsewhere " + cents(s.facilitator) + "\n";
    return out;
  }
  std::string faults() {
    std::string out;
    for (const auto& fault : db().snapshot("faults", [](store::Tx& tx) { return tax::faults(tx); }))
      out += fault + "\n";
    return out;
  }
  static std::string cents(base::Money m) { return std::to_string(m.in_cents()); }

  base::VariantId variant{0};
  base::StockItemId stock{0};
  int carts = 0;
};

}  // namespace t
