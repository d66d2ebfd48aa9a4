#include "base/columns.h"
#include "customers/locks.h"

namespace customers {
namespace {

using store::Query;

const Query<AddressId(CustomerId, std::string, std::string, std::string, std::string, std::string,
                      std::string, std::string, std::string, std::string, Instant, int)>
    kAdd{"customers.add_address", R"sql(
    INSERT INTO addresses (customer_id, label, name, company, line1, line2, city, state, zip, phone,
                           default_shipping, default_billing, created_at, updated_at)
    SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, there.n = 0, there.n = 0, $11, $11
      FROM (SELECT count(*) AS n FROM addresses WHERE customer_id = $1) there
     WHERE there.n < $12::int
    RETURNING id)sql"};

const Query<void(CustomerId, AddressId, std::string, std::string, std::string, std::string,
                 std::string, std::string, std::string, std::string, std::string, Instant)>
    kEdit{"customers.edit_address", R"sql(
    UPDATE addresses SET label = $3, name = $4, company = $5, line1 = $6, line2 = $7, city = $8,
                         state = $9, zip = $10, phone = $11, updated_at = $12
     WHERE customer_id = $1 AND id = $2)sql"};

const Query<void(CustomerId, AddressId)> kRemove{"customers.remove_address", R"sql(
    DELETE FROM addresses WHERE customer_id = $1 AND id = $2)sql"};

// The old default goes in a statement of its own: the unique index looks at every row as it comes.
const Query<void(CustomerId, AddressId, bool, Instant)> kClear{"customers.clear_default", R"sql(
    UPDATE addresses SET default_shipping = default_shipping AND NOT $3,
                         default_billing = default_billing AND $3, updated_at = $4
     WHERE customer_id = $1 AND CASE WHEN $3 THEN default_shipping ELSE default_billing END
       AND EXISTS (SELECT FROM addresses WHERE customer_id = $1 AND id = $2))sql"};
const Query<void(CustomerId, AddressId, bool, Instant)> kMakeDefault{"customers.make_default",
                                                                     R"sql(
    UPDATE addresses SET default_shipping = default_shipping OR $3,
                         default_billing = default_billing OR NOT $3, updated_at = $4
     WHERE customer_id = $1 AND id = $2)sql"};

struct Row {
  AddressId id;
  std::string label;
  std::string name;
  std::string company;
  std::string line1;
  std::string line2;
  std::string city;
  std::string state;
  std::string zip;
  std::string phone;
  bool default_shipping;
  bool default_billing;
  static constexpr auto columns() {
    return base::Columns<&Row::id, &Row::label, &Row::name, &Row::company, &Row::line1, &Row::line2,
                         &Row::city, &Row::state, &Row::zip, &Row::phone, &Row::default_shipping,
                         &Row::default_billing>{};
  }
};
const Query<Row(CustomerId)> kAddresses{"customers.addresses", R"sql(
    SELECT id, label, name, company, line1, line2, city, state, zip, phone, default_shipping,
           default_billing
      FROM addresses WHERE customer_id = $1 ORDER BY id)sql"};

base::Result<base::Done, AddressRefusal> done_if(std::int64_t rows) {
  if (rows == 0) return AddressRefusal::NoSuchAddress;
  return base::Done{};
}

}  // namespace

base::Result<AddressId, AddressRefusal> add_address(store::Tx& tx, CustomerId customer,
                                                    const Address& a, Instant now) {
  lock_customer(tx, customer);
  const auto id = tx.one_or_none(kAdd, customer, a.label, a.name, a.company, a.line1, a.line2,
                                 a.city, a.state, a.zip, a.phone, now, kMostAddresses);
  if (!id) return AddressRefusal::TooMany;
  return *id;
}

base::Result<base::Done, AddressRefusal> edit_address(store::Tx& tx, CustomerId customer,
                                                      AddressId id, const Address& a, Instant now) {
  lock_customer(tx, customer);
  return done_if(tx.exec(kEdit, customer, id, a.label, a.name, a.company, a.line1, a.line2, a.city,
                         a.state, a.zip, a.phone, now));
}

base::Result<base::Done, AddressRefusal> remove_address(store::Tx& tx, CustomerId customer,
                                                        AddressId id) {
  lock_customer(tx, customer);
  return done_if(tx.exec(kRemove, customer, id));
}

base::Result<base::Done, AddressRefusal> make_default(store::Tx& tx, CustomerId customer,
                                                      AddressId id, Use use, Instant now) {
  lock_customer(tx, customer);
  tx.exec(kClear, customer, id, use == Use::Shipping, now);
  return done_if(tx.exec(kMakeDefault, customer, id, use == Use::Shipping, now));
}

std::vector<KeptAddress> addresses(store::Tx& tx, CustomerId customer) {
  std::vector<KeptAddress> out;
  for (auto& r : tx.all(kAddresses, customer))
    out.push_back({r.id,
                   {r.label, r.name, r.company, r.line1, r.line2, r.city, r.state, r.zip, r.phone},
                   r.default_shipping,
                   r.default_billing});
  return out;
}

}  // namespace customers
