#include "audit/audit.h"

#include "t/db_test.h"
#include "t/race/crowd.h"

namespace {

using audit::Actor;
using store::Tx;

struct Audit : t::OwnDatabase {
  // The rights that migrations gave stand in the log as well; each test begins with an empty one.
  void setUp() override {
    OwnDatabase::setUp();
    tamper(
        "TRUNCATE audit_log, audit_chain RESTART IDENTITY; "
        "UPDATE audit_head SET position = 0, hash = decode(repeat('00', 32), 'hex')");
  }
  // As somebody with a name, in a transaction.
  void as_kim(const std::string& change) {
    db().transact("test", [&](Tx& tx) {
      audit::act_as(tx, {"staff kim", "192.0.2.7", "5f2c"});
      db().run("test", change);
      return base::Done{};
    });
  }
  // Oldest first, a line each.
  std::string log() {
    std::string lines;
    for (const auto& entry :
         db().snapshot("log", [](Tx& tx) { return audit::entries(tx, {}, 100); }))
      lines = entry.actor + " " + entry.address + " " + entry.request + ": " + entry.action + " " +
              entry.relation + " " + entry.row_key + " " + entry.before.value_or("-") + " " +
              entry.after.value_or("-") + "\n" + lines;
    return lines;
  }
  std::string broken(const std::optional<audit::Head>& anchor = std::nullopt) {
    return db().snapshot(
        "verify", [&](Tx& tx) { return audit::verify(tx, anchor, [](std::int64_t) {}).broken; });
  }
  void three_changes() {
    as_kim("INSERT INTO companies (name, created_at) VALUES ('Rack & Sons', '2026-11-22')");
    as_kim("UPDATE companies SET terms = 'net_30', credit_limit_cents = 500000");
    as_kim("DELETE FROM companies");
  }
  // What the shop never does: a change behind the back of the log.
  void tamper(const std::string& change) {
    sql("ALTER TABLE audit_log DISABLE TRIGGER USER; ALTER TABLE audit_chain DISABLE TRIGGER "
        "USER; " +
        change +
        "; ALTER TABLE audit_log ENABLE TRIGGER USER; ALTER TABLE audit_chain ENABLE TRIGGER USER");
  }
};

CPPUNIT_TEST_FIXTURE(Audit, an_entry_says_who_from_where_and_what_it_was_and_is) {
  three_changes();

  CPPUNIT_ASSERT_EQUAL(
      std::string{
          "staff kim 192.0.2.7 5f2c: insert companies 1 - {\"id\": 1, \"name\": \"Rack & Sons\", "
          "\"terms\": \"\", \"tax_id\": \"\", \"created_at\": \"2026-11-22T00:00:00+00:00\", "
          "\"credit_limit_cents\": 0}\n"
          "staff kim 192.0.2.7 5f2c: update companies 1 {\"terms\": \"\", \"credit_limit_cents\": "
          "0} "
          "{\"terms\": \"net_30\", \"credit_limit_cents\": 500000}\n"
          "staff kim 192.0.2.7 5f2c: delete companies 1 {\"id\": 1, \"name\": \"Rack & Sons\", "
          "\"terms\": \"net_30\", \"tax_id\": \"\", \"created_at\": \"2026-11-22T00:00:00+00:00\", "
          "\"credit_limit_cents\": 500000} -\n"},
      log());
  CPPUNIT_ASSERT_EQUAL(std::string{}, broken());
}

CPPUNIT_TEST_FIXTURE(Audit, the_name_ends_with_its_transaction_and_then_the_role_is_named) {
  as_kim("SELECT 1");

  sql("INSERT INTO companies (name, created_at) VALUES ('A', '2026-11-22')");

  CPPUNIT_ASSERT(log().starts_with("role gds_owner  : insert companies 1 "));
}

CPPUNIT_TEST_FIXTURE(Audit, where_shoppers_write_too_only_who_has_a_name_is_logged) {
  sql("INSERT INTO customers (email, created_at, updated_at) VALUES ('a@shop.example', "
      "'2026-11-22', '2026-11-22')");
  CPPUNIT_ASSERT_EQUAL(std::string{}, log());

  as_kim("UPDATE customers SET name = 'A', updated_at = '2026-11-23'");
  as_kim("UPDATE customers SET updated_at = '2026-11-24'");  // nothing that anybody asked for

  CPPUNIT_ASSERT_EQUAL(
      std::string{
          "staff kim 192.0.2.7 5f2c: update customers 1 {\"name\": \"\"} {\"name\": \"A\"}\n"},
      log());
}

CPPUNIT_TEST_FIXTURE(Audit, what_is_rolled_back_was_never_done) {
  CPPUNIT_ASSERT_THROW(
      as_kim("INSERT INTO companies (name, created_at) VALUES ('A', '2026-11-22'); SELECT 1 / 0"),
      store::DbError);

  CPPUNIT_ASSERT_EQUAL(std::string{}, log());
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT position FROM audit_head"));
  CPPUNIT_ASSERT_EQUAL(std::string{}, broken());
}

CPPUNIT_TEST_FIXTURE(Audit, nobody_changes_an_entry_or_writes_one_by_hand) {
  three_changes();
  const auto before = log();
  const auto refused = [](store::Db& on, const std::string& text) {
    try {
      on.run("test", text);
    } catch (const store::DbError& e) {
      return e.sqlstate();
    }
    return std::string{"done"};
  };
  for (const std::string table : {"audit_log", "audit_chain"}) {
    CPPUNIT_ASSERT_EQUAL(std::string{"42501"}, refused(db(), "DELETE FROM " + table));
    CPPUNIT_ASSERT_EQUAL(std::string{"42501"}, refused(db(), "TRUNCATE " + table + " CASCADE"));
  }
  CPPUNIT_ASSERT_EQUAL(std::string{"42501"}, refused(db(), "UPDATE audit_log SET actor = 'x'"));
  CPPUNIT_ASSERT_EQUAL(std::string{"42501"}, refused(db(), "UPDATE audit_chain SET hash = ''"));
  for (const auto* const role : {"gds_shop", "gds_hooks", "gds_admin", "gds_jobs", "gds_site"}) {
    auto on = rival(role);
    CPPUNIT_ASSERT_EQUAL(std::string{"42501"},
                         refused(on, "INSERT INTO audit_log (actor) VALUES ('x')"));
    CPPUNIT_ASSERT_EQUAL(std::string{"42501"}, refused(on, "UPDATE audit_head SET position = 0"));
  }

  CPPUNIT_ASSERT_EQUAL(before, log());
  CPPUNIT_ASSERT_EQUAL(std::string{}, broken());
}

CPPUNIT_TEST_FIXTURE(Audit, one_changed_byte_is_found_and_its_place_named) {
  three_changes();
  const std::string changed[] = {
      "actor = 'staff kin'",
      "address = '192.0.2.8'",
      "request = '5f2d'",
      "action = 'insert'",
      "relation = 'companiet'",
      "row_key = '2'",
      "at = at + interval '1 microsecond'",
      "before = jsonb_set(before, '{terms}', '\"n\"')",
      "after = jsonb_set(after, '{credit_limit_cents}', '500001')",
      "after = NULL",
      "salt = set_byte(salt, 3, get_byte(salt, 3) # 1)",
      "content_hash = set_byte(content_hash, 31, get_byte(content_hash, 31) # 1)",
  };
  for (const auto& change : changed) {
    tamper("CREATE TABLE kept AS TABLE audit_log; UPDATE audit_log SET " + change +
           " WHERE id = 2");
    CPPUNIT_ASSERT_MESSAGE(change, broken().starts_with("place 2 of the audit log: "));
    tamper(
        "UPDATE audit_log l SET at = k.at, actor = k.actor, address = k.address, request = "
        "k.request, action = k.action, relation = k.relation, row_key = k.row_key, salt = k.salt, "
        "before = k.before, after = k.after, content_hash = k.content_hash FROM kept k "
        "WHERE k.id = l.id; DROP TABLE kept");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(change, std::string{}, broken());
  }
  tamper(
      "UPDATE audit_chain SET hash = set_byte(hash, 0, get_byte(hash, 0) # 1) WHERE position = 3");
  CPPUNIT_ASSERT(broken().starts_with("place 3 of the audit log: "));
}

CPPUNIT_TEST_FIXTURE(Audit, what_was_taken_away_is_missed) {
  three_changes();
  const auto was = db().snapshot("head", [](Tx& tx) { return audit::head(tx); });
  CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, was.position);
  CPPUNIT_ASSERT_EQUAL(std::string{}, broken(was));

  tamper("DELETE FROM audit_chain WHERE position = 3");
  CPPUNIT_ASSERT_EQUAL(std::string{"place 3 of the audit log is missing: it had 3"}, broken());

  // Whoever can make the end match is caught by an end that was kept elsewhere.
  tamper(
      "DELETE FROM audit_log WHERE id = 3; UPDATE audit_head SET (position, hash) = "
      "(SELECT position, hash FROM audit_chain WHERE position = 2)");
  CPPUNIT_ASSERT_EQUAL(std::string{}, broken());
  CPPUNIT_ASSERT_EQUAL(std::string{"place 3 of the audit log is missing: it once had 3"},
                       broken(was));
  as_kim("INSERT INTO companies (name, created_at) VALUES ('B', '2026-11-22')");
  CPPUNIT_ASSERT_EQUAL(std::string{"place 3 of the audit log is not the one that it once was"},
                       broken(was));

  tamper("DELETE FROM audit_chain WHERE position = 1");
  CPPUNIT_ASSERT_EQUAL(std::string{"place 1 of the audit log is missing"}, broken());
}

CPPUNIT_TEST_FIXTURE(Audit, erased_content_leaves_the_chain_whole) {
  three_changes();

  tamper("UPDATE audit_log SET salt = NULL, before = NULL, after = NULL WHERE id = 2");

  CPPUNIT_ASSERT_EQUAL(std::string{}, broken());
}

CPPUNIT_TEST_FIXTURE(Audit, of_20_at_once_all_have_their_place) {
  t::crowd<int>(*this, 20, "gds_owner", [](store::Db& on, int number) {
    return on.transact("test", [&](Tx& tx) {
      audit::act_as(tx, {"staff " + std::to_string(number), "", ""});
      on.run("test", "INSERT INTO companies (name, created_at) VALUES ('" + std::to_string(number) +
                         "', '2026-11-22')");
      return number;
    });
  });

  CPPUNIT_ASSERT_EQUAL(std::string{}, broken());
  CPPUNIT_ASSERT_EQUAL(
      std::string{"20 20"},
      sql("SELECT position || ' ' || (SELECT count(DISTINCT actor) FROM audit_log) "
          "FROM audit_head"));
}

}  // namespace
