#include "identity/linked.h"

#include "customers/customers.h"
#include "t/db_test.h"
#include "t/rows.h"

namespace {

using base::UserId;
using identity::UnlinkRefusal;
using store::Tx;
using t::kNoon;
using t::minutes_later;

const std::string kIssuer = "https://accounts.google.com";
const char* const kHash =
    "$argon2id$v=19$m=9216,t=4,p=1$MDEyMzQ1Njc4OWFiY2RlZg$"
    "eDL1yhRA22iOHEAXDtQhZVEO7yCKQOpNB7zlStPEg/w";

// All as the role of the shop's pools.
struct Linking : t::OwnDatabase {
  void setUp() override {
    OwnDatabase::setUp();
    shop_.emplace(rival("gds_shop"));
  }
  void tearDown() override {
    shop_.reset();
    OwnDatabase::tearDown();
  }
  UserId account(const std::string& email, const std::optional<std::string>& hash) {
    return shop_->transact("account", [&](Tx& tx) {
      const auto customer = customers::for_mail(tx, email, "Kim", kNoon);
      return identity::create_shopper(tx, email, "Kim", customer, hash, kNoon);
    });
  }
  bool link(UserId user, const std::string& subject) {
    return shop_->transact("link", [&](Tx& tx) {
      return identity::link(tx, user, {kIssuer, subject, "kim@gmail.com"}, kNoon);
    });
  }
  std::optional<identity::User> found(const std::string& subject,
                                      const std::string& issuer = kIssuer) {
    return shop_->at_once("find", [&](Tx& tx) {
      return identity::find_linked(tx, {issuer, subject, "kim@gmail.com"});
    });
  }
  auto unlink(UserId user) {
    return shop_->transact("unlink",
                           [&](Tx& tx) { return identity::unlink(tx, user, kIssuer, kNoon); });
  }
  std::string left() {
    return sql(
        "SELECT (SELECT count(*) FROM oauth_identities) || ' ' || (SELECT count(*) FROM "
        "outbox)");
  }
  std::optional<store::Db> shop_;
};

CPPUNIT_TEST_FIXTURE(Linking,
                     the_subject_under_its_issuer_names_the_user_and_the_address_does_not) {
  const auto kim = account("kim@gmail.com", kHash);
  CPPUNIT_ASSERT(!found("1"));
  CPPUNIT_ASSERT(link(kim, "1"));

  CPPUNIT_ASSERT(found("1")->id == kim);
  CPPUNIT_ASSERT(!found("2"));
  CPPUNIT_ASSERT(!found("1", "https://other.example"));
  CPPUNIT_ASSERT_EQUAL(std::string{"1 1"}, left());
  CPPUNIT_ASSERT_EQUAL(std::string{"0"},
                       sql("SELECT count(*) FROM oauth_identities WHERE subject_hash = '1'"));
}

CPPUNIT_TEST_FIXTURE(Linking, an_identity_is_one_users_and_a_user_has_one_of_an_issuer) {
  const auto kim = account("kim@gmail.com", kHash);
  const auto lee = account("lee@gmail.com", kHash);
  CPPUNIT_ASSERT(link(kim, "1"));

  CPPUNIT_ASSERT(!link(lee, "1"));
  CPPUNIT_ASSERT(!link(kim, "2"));
  CPPUNIT_ASSERT_EQUAL(std::string{"1 1"}, left());
  CPPUNIT_ASSERT(found("1")->id == kim);
}

CPPUNIT_TEST_FIXTURE(Linking, the_last_way_in_is_not_taken_away) {
  const auto kim = account("kim@gmail.com", std::nullopt);
  CPPUNIT_ASSERT(unlink(kim).why() == UnlinkRefusal::NotLinked);
  link(kim, "1");

  CPPUNIT_ASSERT(unlink(kim).why() == UnlinkRefusal::LastWay);
  CPPUNIT_ASSERT_EQUAL(std::string{"1 1"}, left());
  sql("INSERT INTO credentials (user_id, audience, password_hash, changed_at) VALUES (" +
      std::to_string(kim.raw()) + ", 'shopper', '" + kHash + "', '2026-11-22')");
  CPPUNIT_ASSERT(unlink(kim));
  CPPUNIT_ASSERT_EQUAL(std::string{"0 2"}, left());
  CPPUNIT_ASSERT(!found("1"));
}

CPPUNIT_TEST_FIXTURE(Linking, a_way_back_is_good_once_in_its_own_browser_for_ten_minutes) {
  const auto begin = [&](const std::string& state) {
    shop_->at_once("begin", [&](Tx& tx) {
      identity::begin_flow(tx, state, "browser", {"/cart", std::nullopt}, kNoon);
      return true;
    });
  };
  const auto take = [&](const std::string& state, const std::string& browser, int minutes) {
    return shop_->at_once("take", [&](Tx& tx) {
      return identity::take_flow(tx, state, browser, minutes_later(minutes));
    });
  };
  begin("a");
  CPPUNIT_ASSERT_EQUAL(std::string{"/cart"}, take("a", "browser", 9)->next);
  CPPUNIT_ASSERT(!take("a", "browser", 9));
  begin("b");
  CPPUNIT_ASSERT(!take("b", "another", 1));
  CPPUNIT_ASSERT(!take("b", "browser", 1));
  begin("c");
  CPPUNIT_ASSERT(!take("c", "browser", 10));
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM oauth_flows"));
}

CPPUNIT_TEST_FIXTURE(Linking, what_waits_for_proof_of_the_account_joins_once) {
  const auto kim = account("kim@gmail.com", kHash);
  const auto token = shop_->transact("begin", [&](Tx& tx) {
    return identity::begin_join(tx, kim, {kIssuer, "1", "kim@gmail.com"}, "/cart", kNoon);
  });
  const auto finish = [&](int minutes) {
    return shop_->transact("finish", [&](Tx& tx) {
      return identity::finish_join(tx, token.reveal(), minutes_later(minutes));
    });
  };
  CPPUNIT_ASSERT(!found("1"));
  CPPUNIT_ASSERT(!finish(15));
  CPPUNIT_ASSERT(finish(14));
  CPPUNIT_ASSERT(!finish(14));
  CPPUNIT_ASSERT(found("1")->id == kim);
}

CPPUNIT_TEST_FIXTURE(Linking, linking_that_fails_at_any_statement_leaves_nothing) {
  const auto kim = account("kim@gmail.com", kHash);
  for (int nth = 1;; ++nth) {
    t::FailAt fault{nth};
    shop_->watch(&fault);
    bool failed = false;
    try {
      link(kim, "1");
    } catch (const store::DbError&) {
      failed = true;
    }
    shop_->watch(nullptr);
    if (!failed) break;
    CPPUNIT_ASSERT_EQUAL(std::string{"0 0"}, left());
    CPPUNIT_ASSERT(nth < 20);
  }
  CPPUNIT_ASSERT_EQUAL(std::string{"1 1"}, left());
}

}  // namespace
