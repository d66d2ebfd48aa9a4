#pragma once
#include "t/db_test.h"
#include "t/rows.h"
#include "tender/tender.h"

// What tests of tender start from: cards of staff's, credit of customers, orders that exist by id.
namespace t {

struct Tender : OwnDatabase {
  // Customers 1 to 9.
  void setUp() override {
    OwnDatabase::setUp();
    sql("INSERT INTO customers (email, created_at, updated_at) "
        "SELECT 'c' || n || '@example.com', '2026-11-22', '2026-11-22' FROM generate_series(1, 9) "
        "n");
  }
  // The ledger is whole after every test.
  void tearDown() override {
    CPPUNIT_ASSERT_EQUAL(std::string{}, faults());
    OwnDatabase::tearDown();
  }
  template <class Work>
  auto run(Work&& work) {
    return db().transact("test", std::forward<Work>(work));
  }
  static base::Money cents(std::int64_t n) { return base::Money::cents(n); }

  tender::Issued issued(std::int64_t amount, std::optional<base::Instant> expires_at = {}) {
    return run([&](store::Tx& tx) {
      return tender::issue(tx, cents(amount), expires_at, "a test", "test", kNoon);
    });
  }
  tender::Source card(std::int64_t amount, std::optional<base::Instant> expires_at = {}) {
    return {.card = issued(amount, expires_at).card};
  }
  tender::Source credit(std::int64_t customer, std::int64_t amount) {
    return run([&](store::Tx& tx) {
      const base::CustomerId id{customer};
      tender::grant_credit(tx, id, cents(amount), "a test",
                           {"grant " + std::to_string(customer), "test"}, kNoon);
      return tender::Source{.credit = tender::account_of(tx, id)};
    });
  }
  auto authorize(base::OrderId order, const std::vector<tender::Part>& parts,
                 base::Instant now = kNoon) {
    return run([&](store::Tx& tx) {
      return tender::authorize(tx, order, parts, {"order " + std::to_string(order.raw()), "test"},
                               now);
    });
  }
  base::Money capture(base::OrderId order, base::Instant now = kNoon) {
    return run([&](store::Tx& tx) { return tender::capture(tx, order, "test", now); });
  }
  base::Money release(base::OrderId order) {
    return run([&](store::Tx& tx) { return tender::release(tx, order, "test", kNoon); });
  }
  auto refund(base::OrderId order, std::int64_t amount, const std::string& what,
              base::Instant now = kNoon) {
    return run([&](store::Tx& tx) {
      return tender::refund(tx, order, cents(amount), "buyer@example.com", {what, "test"}, now);
    });
  }
  // "amount used authorized" of each card, then of each account.
  std::string counters() {
    return sql(
        "SELECT string_agg(concat_ws(' ', amount_cents, used_cents, authorized_cents), ', ' "
        "ORDER BY kind, id) FROM (SELECT 1 AS kind, id, amount_cents, used_cents, "
        "authorized_cents FROM gift_cards UNION ALL SELECT 2, id, amount_cents, used_cents, "
        "authorized_cents FROM store_credit_accounts) a");
  }
  std::string entry_count() { return sql("SELECT count(*) FROM tender_entries"); }
  std::string faults() {
    std::string text;
    for (const auto& fault : run([](store::Tx& tx) { return tender::faults(tx); }))
      text += fault + "\n";
    return text;
  }
  // What the database says to a statement: "" when it does it, else the SQLSTATE.
  std::string refused(const std::string& text) {
    try {
      sql(text);
    } catch (const store::DbError& e) {
      return e.sqlstate();
    }
    return "";
  }
};

}  // namespace t
