#include "identity/keys.h"

#include "base/crypto.h"
#include "identity/staff.h"
#include "t/db_test.h"
#include "t/race/crowd.h"
#include "t/rows.h"

namespace {

using base::Instant;
using identity::ApiKeyId;
using identity::Claim;
using identity::KeyRefusal;
using store::Tx;
using t::kNoon;
using t::minutes_later;

using Texts = std::vector<std::string>;

struct Keys : t::OwnDatabase {
  void setUp() override {
    OwnDatabase::setUp();
    admin_.emplace(rival("gds_admin"));
  }
  void tearDown() override {
    admin_.reset();
    OwnDatabase::tearDown();
  }
  store::Db& admin() { return *admin_; }
  auto make(const Texts& scopes, const identity::KeyMaker& maker = {"gdsctl test"}) {
    return admin().transact("make", [&](Tx& tx) {
      return identity::make_key(tx, {"the ERP", scopes, 60, 30}, maker, kNoon);
    });
  }
  auto find(const std::string& text, Instant now = kNoon) {
    return admin().at_once("find", [&](Tx& tx) { return identity::find_key(tx, text, now); });
  }
  base::UserId staff(const std::string& role) {
    return *rival("gds_jobs").transact("add", [&](Tx& tx) {
      return identity::add_staff(tx, role + "@example.com", "Kim", role, std::nullopt, kNoon);
    });
  }
  identity::Claimed claim(ApiKeyId key, const std::string& request, Instant now = kNoon) {
    return admin().transact("claim", [&](Tx& tx) {
      const auto claimed =
          identity::claim_answer(tx, key, "name-1", base::sha256_hex(request), now);
      if (claimed.claim == Claim::Fresh)
        identity::keep_answer(tx, key, "name-1", {201, "\"tag\"", "answer of " + request});
      return claimed;
    });
  }

 private:
  std::optional<store::Db> admin_;
};

CPPUNIT_TEST_FIXTURE(Keys, a_key_opens_what_its_scopes_say_and_is_kept_as_a_digest) {
  const auto made = make({"stock.view", "catalog.view", "stock.view"});

  CPPUNIT_ASSERT(made);
  const auto text = made->text.reveal();
  CPPUNIT_ASSERT_EQUAL(std::size_t{60}, text.size());
  const auto key = find(text);
  CPPUNIT_ASSERT(key && key->id == made->id);
  CPPUNIT_ASSERT(key->scopes == (Texts{"catalog.view", "stock.view"}));
  CPPUNIT_ASSERT(key->has("stock.view") && !key->has("stock.adjust") && !key->has("stock"));
  CPPUNIT_ASSERT_EQUAL(
      std::string{"0"},
      sql("SELECT count(*) FROM api_keys k WHERE k::text LIKE '%" + text.substr(17) + "%'"));
  CPPUNIT_ASSERT_EQUAL(base::sha256_hex(text.substr(17)), sql("SELECT secret_hash FROM api_keys"));
}

CPPUNIT_TEST_FIXTURE(Keys, any_other_text_opens_nothing) {
  const auto text = make({"stock.view"})->text.reveal();
  auto other = text;
  other.back() = other.back() == 'A' ? 'B' : 'A';
  const auto half = text.substr(0, 17);

  for (const auto& wrong : {other, half, half + std::string(43, 'A'), text + "A", " " + text,
                            std::string{}, "gds_" + std::string(12, '0') + text.substr(16),
                            "GDS" + text.substr(3), std::string(60, '\0')})
    CPPUNIT_ASSERT_MESSAGE(wrong, !find(wrong));
}

CPPUNIT_TEST_FIXTURE(Keys, a_key_that_has_expired_or_was_ended_opens_nothing) {
  const auto made = make({"stock.view"});
  const auto text = made->text.reveal();
  const auto expires = kNoon + std::chrono::hours{24 * 30};
  CPPUNIT_ASSERT(find(text, expires - std::chrono::microseconds{1}));
  CPPUNIT_ASSERT(!find(text, expires));
  const auto end = [&](Instant now) {
    return admin().transact(
        "end", [&](Tx& tx) { return identity::end_key(tx, made->id, "staff 1", now); });
  };

  CPPUNIT_ASSERT(!end(expires));
  CPPUNIT_ASSERT(end(minutes_later(1)));
  CPPUNIT_ASSERT(!end(minutes_later(2)));
  CPPUNIT_ASSERT(!find(text, minutes_later(2)));
  CPPUNIT_ASSERT_EQUAL(std::string{"staff 1"}, sql("SELECT ended_by FROM api_keys"));
}

CPPUNIT_TEST_FIXTURE(Keys, a3_nobody_gives_a_key_what_they_lack) {
  const auto warehouse = staff("warehouse");
  const identity::KeyMaker maker{"staff 1", warehouse};

  CPPUNIT_ASSERT(make({"stock.view", "prices.edit"}, maker).why() == KeyRefusal::NotHeld);
  CPPUNIT_ASSERT(make({"stock.view", "staff.manage"}, maker).why() == KeyRefusal::NoSuchScope);
  CPPUNIT_ASSERT(make({"no.such"}).why() == KeyRefusal::NoSuchScope);
  CPPUNIT_ASSERT(make({}).why() == KeyRefusal::NoScope);
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM api_keys"));
  CPPUNIT_ASSERT(make({"stock.view", "stock.adjust"}, maker));
}

CPPUNIT_TEST_FIXTURE(Keys, a3_a_key_never_does_more_than_its_maker_may_now) {
  const auto user = staff("warehouse");
  const auto text = make({"stock.view", "orders.view"}, {"staff 1", user})->text.reveal();
  CPPUNIT_ASSERT(find(text)->has("stock.view"));

  rival("gds_jobs").transact("role", [&](Tx& tx) {
    CPPUNIT_ASSERT(identity::grant_role(tx, user, "accounting", std::nullopt, kNoon));
    CPPUNIT_ASSERT(identity::take_role(tx, user, "warehouse", std::nullopt));
    return true;
  });

  CPPUNIT_ASSERT(find(text)->scopes == Texts{"orders.view"});
}

CPPUNIT_TEST_FIXTURE(Keys, making_and_ending_a_key_stand_in_the_audit_log_without_its_secret) {
  const auto made = make({"stock.view"});
  admin().transact("end",
                   [&](Tx& tx) { return identity::end_key(tx, made->id, "staff 1", kNoon); });

  CPPUNIT_ASSERT_EQUAL(
      std::string{"insert api_keys, insert api_key_scopes, update api_keys"},
      sql("SELECT string_agg(action || ' ' || relation, ', ' ORDER BY id) FROM audit_log "
          "WHERE relation LIKE 'api_key%'"));
  CPPUNIT_ASSERT_EQUAL(std::string{"0"},
                       sql("SELECT count(*) FROM audit_log WHERE after ? 'secret_hash'"));
}

CPPUNIT_TEST_FIXTURE(Keys, the_same_request_gets_the_kept_answer_and_another_is_refused) {
  const auto key = make({"stock.view"})->id;
  const auto other = make({"stock.view"})->id;

  CPPUNIT_ASSERT(claim(key, "one").claim == Claim::Fresh);
  const auto again = claim(key, "one", minutes_later(60 * 24 - 1));
  CPPUNIT_ASSERT(again.claim == Claim::Answered);
  CPPUNIT_ASSERT_EQUAL(std::string{"answer of one"}, again.answer.body);
  CPPUNIT_ASSERT_EQUAL(201, again.answer.status);
  CPPUNIT_ASSERT(claim(key, "two").claim == Claim::OtherRequest);
  CPPUNIT_ASSERT(claim(other, "two").claim == Claim::Fresh);
}

CPPUNIT_TEST_FIXTURE(Keys, a_name_is_free_again_after_a_day_swept_or_not) {
  const auto key = make({"stock.view"})->id;
  claim(key, "one");

  CPPUNIT_ASSERT(claim(key, "two", minutes_later(60 * 24)).claim == Claim::Fresh);
  CPPUNIT_ASSERT(claim(key, "two", minutes_later(60 * 24 + 1)).claim == Claim::Answered);
  auto jobs = rival("gds_jobs");
  const auto clean = [&](int minutes) {
    return jobs.transact("clean",
                         [&](Tx& tx) { return identity::clean(tx, minutes_later(minutes), 100); });
  };
  CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, clean(2 * 60 * 24 - 1));
  CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, clean(2 * 60 * 24));
}

CPPUNIT_TEST_FIXTURE(Keys, of_20_at_once_under_one_name_one_acts_and_19_get_its_answer) {
  const auto key = make({"stock.view"})->id;
  const auto answers =
      t::crowd<std::string>(*this, 20, "gds_admin", [&](store::Db& db, int number) {
        return db.transact("claim", [&](Tx& tx) -> std::string {
          const auto claimed =
              identity::claim_answer(tx, key, "name-1", base::sha256_hex("same"), kNoon);
          if (claimed.claim == Claim::Answered) return claimed.answer.body;
          identity::keep_answer(tx, key, "name-1", {200, "", "by " + std::to_string(number)});
          return "by " + std::to_string(number);
        });
      });

  for (const auto& answer : answers) CPPUNIT_ASSERT_EQUAL(answers.front(), answer);
  CPPUNIT_ASSERT_EQUAL(answers.front(), sql("SELECT body FROM api_answers"));
}

CPPUNIT_TEST_FIXTURE(Keys, a_rival_of_one_that_is_rolled_back_has_its_turn) {
  const auto key = make({"stock.view"})->id;
  auto first = rival("gds_admin");
  try {
    first.transact("claim", [&](Tx& tx) -> bool {
      identity::claim_answer(tx, key, "name-1", base::sha256_hex("one"), kNoon);
      throw base::Error{"half-way"};
    });
  } catch (const base::Error&) {
    CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM api_answers"));
  }

  CPPUNIT_ASSERT(claim(key, "two").claim == Claim::Fresh);
}

}  // namespace
