#include "identity/second_step.h"
#include "identity/sign_in.h"
#include "identity/staff.h"
#include "identity/totp.h"
#include "t/db_test.h"
#include "t/rows.h"

// What the owner of an account hears of by mail, though nobody asked.

namespace {

using identity::Audience;
using identity::CodeAnswer;
using store::Tx;
using t::kNoon;

struct News : t::OwnDatabase {
  void setUp() override {
    OwnDatabase::setUp();
    admin_.emplace(rival("gds_admin"));
    kim = *rival("gds_jobs").transact("add", [&](Tx& tx) {
      return identity::add_staff(tx, "kim@example.com", "Kim", "owner", std::nullopt, kNoon);
    });
  }
  void tearDown() override {
    admin_.reset();
    OwnDatabase::tearDown();
  }
  store::Db& admin() { return *admin_; }
  void knows(const std::string& device, int minute) {
    admin().transact("know", [&](Tx& tx) {
      identity::know_device(tx, Audience::Staff, kim, device, t::minutes_later(minute));
      return true;
    });
  }
  // What was told, in the order of its time.
  std::string told() {
    return sql(
        "SELECT coalesce(string_agg(split_part(key, ' ', 1), ',' ORDER BY id), '')"
        " FROM outbox WHERE kind = 'mail.account_news'");
  }

  base::UserId kim{0};

 private:
  std::optional<store::Db> admin_;
};

CPPUNIT_TEST_FIXTURE(News, another_browser_is_told_of_and_the_first_one_is_not) {
  knows("the first", 0);
  knows("the first", 1);
  CPPUNIT_ASSERT_EQUAL(std::string{}, told());

  knows("another", 2);
  knows("another", 3);
  knows("the first", 4);

  CPPUNIT_ASSERT_EQUAL(std::string{"browser"}, told());
}

CPPUNIT_TEST_FIXTURE(News, a_code_that_comes_twice_is_refused_and_told_of) {
  const base::SealKeys keys{{base::Secret{std::string(64, 'a')}}};
  const auto seed = admin().transact(
      "seed", [&](Tx& tx) { return identity::seed_to_confirm(tx, kim, keys, kNoon); });
  const auto tries = [&](const std::string& code) {
    return identity::check_code(admin(), Audience::Staff, kim, code, keys, kNoon);
  };
  const auto code = identity::totp_code(seed->reveal(), identity::totp_step(kNoon));
  CPPUNIT_ASSERT(tries(code) == CodeAnswer::Right);
  CPPUNIT_ASSERT(tries("000000") == CodeAnswer::Wrong);
  CPPUNIT_ASSERT_EQUAL(std::string{}, told());

  CPPUNIT_ASSERT(tries(code) == CodeAnswer::Wrong);

  CPPUNIT_ASSERT_EQUAL(std::string{"code_again"}, told());
}

}  // namespace
