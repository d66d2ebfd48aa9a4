#include "t/db_test.h"
#include "t/histories/world.h"

namespace t::histories {

void open_shop(store::Db& db) {
  const auto a = make_variant(db, "SWITCH", base::Money::cents(45000));
  const auto b = make_variant(db, "CABLE", base::Money::cents(333));
  const auto c = make_variant(db, "RAILS", base::Money::cents(1999));
  make_stock(db, a, 4);
  make_stock(db, b, 9);
  make_stock(db, c, 3);
  make_bundle(db, "KIT", {{a, 1}, {b, 2}});
}

}  // namespace t::histories
