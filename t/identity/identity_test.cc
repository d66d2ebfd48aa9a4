#include "identity/identity.h"

#include "base/crypto.h"
#include "customers/customers.h"
#include "identity/devices.h"
#include "identity/sign_in.h"
#include "t/db_test.h"
#include "t/rows.h"

namespace {

using base::Instant;
using identity::Audience;
using identity::LinkKind;
using identity::Wish;
using store::Tx;
using t::kNoon;
using t::minutes_later;

const identity::HashSlots kSlots;

// All as the role of the shop's pools, but what the job of the outbox does.
struct Accounts : t::OwnDatabase {
  void setUp() override {
    OwnDatabase::setUp();
    shop_.emplace(rival("gds_shop"));
    jobs_.emplace(rival("gds_jobs"));
  }
  void tearDown() override {
    shop_.reset();
    jobs_.reset();
    OwnDatabase::tearDown();
  }
  store::Db& shop() { return *shop_; }

  base::UserId account(const std::string& email) {
    return shop().transact("account", [&](Tx& tx) {
      const auto customer = customers::for_mail(tx, email, "Kim", kNoon);
      customers::verify_email(tx, customer, kNoon);
      return identity::create_shopper(tx, email, "Kim", customer, hash(), kNoon);
    });
  }
  static const std::string& hash() {
    static const auto made = identity::hash_password(base::Secret{kRight}, kSlots);
    return made;
  }
  void ask(Wish wish, const std::string& email, Instant now = kNoon) {
    shop().transact("ask", [&](Tx& tx) {
      identity::ask_link(tx, Audience::Shopper, wish, email, now);
      return true;
    });
  }
  std::optional<identity::LinkMail> draw(Instant now = kNoon) {
    const base::MailProofId last{std::stoll(sql("SELECT max(id) FROM mail_proofs"))};
    return jobs_->transact("draw", [&](Tx& tx) { return identity::draw_link(tx, last, now); });
  }
  auto use(const std::string& token, Instant now = kNoon) {
    return shop().transact("use", [&](Tx& tx) { return identity::use_proof(tx, token, now); });
  }
  bool tries(const std::string& email, const char* password, const std::string& device = "",
             Instant now = kNoon) {
    return identity::check_password(
               shop(),
               {Audience::Shopper, email, base::Secret{password}, device, {"192.0.2.7", "test"}},
               kSlots, now)
        .has_value();
  }
  std::optional<identity::Session> session(const std::string& token, Instant now) {
    return shop().at_once("session", [&](Tx& tx) {
      return identity::find_session(tx, Audience::Shopper, token, now);
    });
  }
  identity::Begun begin(base::UserId user, Instant now = kNoon) {
    return shop().transact("begin", [&](Tx& tx) {
      return identity::begin_session(tx, Audience::Shopper, user, {"192.0.2.7", "test"}, now);
    });
  }

  static constexpr const char* kOlderHash =
      "$argon2id$v=19$m=9216,t=4,p=1$MDEyMzQ1Njc4OWFiY2RlZg$"
      "eDL1yhRA22iOHEAXDtQhZVEO7yCKQOpNB7zlStPEg/w";
  static constexpr const char* kRight = "five words in a row";

 private:
  std::optional<store::Db> shop_;
  std::optional<store::Db> jobs_;
};

// ---- links by mail

CPPUNIT_TEST_FIXTURE(Accounts, a4_asking_for_a_link_leaves_the_same_rows_for_known_and_unknown) {
  account("kim@example.com");
  const auto left = [&](const std::string& email) {
    const auto before = sql("SELECT count(*) FROM outbox");
    ask(Wish::Reset, email);
    return before + ' ' + sql("SELECT count(*) || ' ' || max(kind) FROM outbox") + ' ' +
           sql("SELECT purpose || coalesce(token_hash, '') FROM mail_proofs ORDER BY id DESC LIMIT "
               "1");
  };

  CPPUNIT_ASSERT_EQUAL(std::string{"0 1 mail.account_link reset"}, left("kim@example.com"));
  CPPUNIT_ASSERT_EQUAL(std::string{"1 2 mail.account_link reset"}, left("nobody@example.com"));
}

CPPUNIT_TEST_FIXTURE(Accounts, the_mail_alone_says_whether_there_is_an_account) {
  account("kim@example.com");
  ask(Wish::Register, "new@example.com");
  CPPUNIT_ASSERT(draw()->kind == LinkKind::NewAccount);
  ask(Wish::Register, "kim@example.com");
  CPPUNIT_ASSERT(draw()->kind == LinkKind::AccountThere);
  ask(Wish::Reset, "kim@example.com");
  CPPUNIT_ASSERT(draw()->kind == LinkKind::NewPassword);
  ask(Wish::Reset, "new@example.com");
  CPPUNIT_ASSERT(draw()->kind == LinkKind::NoAccount);
}

CPPUNIT_TEST_FIXTURE(Accounts, a_link_goes_to_the_accounts_own_address_whatever_was_typed) {
  account("kim@example.com");
  ask(Wish::Reset, "kim+thief@example.com");

  CPPUNIT_ASSERT_EQUAL(std::string{"kim@example.com"}, draw()->to);
}

CPPUNIT_TEST_FIXTURE(Accounts, a_link_of_another_address_with_the_same_key_opens_no_account) {
  ask(Wish::Register, "kim+thief@example.com");
  const auto token = draw()->token.reveal();
  account("kim@example.com");

  CPPUNIT_ASSERT(!use(token));
}

CPPUNIT_TEST_FIXTURE(Accounts, a_link_works_once_and_not_after_its_time) {
  account("kim@example.com");
  ask(Wish::Reset, "kim@example.com");
  const auto token = draw()->token.reveal();
  CPPUNIT_ASSERT(!use(token, minutes_later(10)));
  CPPUNIT_ASSERT(use(token, minutes_later(9))->user.has_value());
  CPPUNIT_ASSERT(!use(token, minutes_later(9)));
  CPPUNIT_ASSERT(!use("no such token"));
}

CPPUNIT_TEST_FIXTURE(Accounts, of_two_mails_of_one_link_the_last_one_works) {
  ask(Wish::Register, "kim@example.com");
  const auto first = draw()->token.reveal();
  const auto second = draw()->token.reveal();

  CPPUNIT_ASSERT(!use(first));
  CPPUNIT_ASSERT(use(second));
  CPPUNIT_ASSERT(!draw());
}

CPPUNIT_TEST_FIXTURE(Accounts, using_a_link_ends_the_mailboxs_other_links) {
  account("kim@example.com");
  ask(Wish::Reset, "kim@example.com");
  const auto first = draw()->token.reveal();
  ask(Wish::Register, "kim@example.com");
  const auto second = draw()->token.reveal();

  CPPUNIT_ASSERT(use(first));
  CPPUNIT_ASSERT(!use(second));
}

CPPUNIT_TEST_FIXTURE(Accounts, a_mailbox_gets_three_links_an_hour) {
  for (int i = 0; i < 5; ++i) ask(Wish::Reset, "kim@example.com");
  ask(Wish::Register, "kim+more@example.com");
  CPPUNIT_ASSERT_EQUAL(std::string{"3"}, sql("SELECT count(*) FROM outbox"));
  ask(Wish::Reset, "kim@example.com", minutes_later(61));
  CPPUNIT_ASSERT_EQUAL(std::string{"4"}, sql("SELECT count(*) FROM outbox"));
}

// ---- passwords

CPPUNIT_TEST_FIXTURE(Accounts, a_password_signs_in_and_leaves_a_try) {
  const auto user = account("Kim@Example.com");
  CPPUNIT_ASSERT(tries("kim@example.com", kRight));
  CPPUNIT_ASSERT(!tries("kim@example.com", "wrong"));
  CPPUNIT_ASSERT(!tries("nobody@example.com", kRight));
  CPPUNIT_ASSERT_EQUAL(std::string{"in wrong wrong"},
                       sql("SELECT string_agg(outcome, ' ' ORDER BY id) FROM login_attempts"));
  CPPUNIT_ASSERT_EQUAL(
      std::string{"2"},
      sql("SELECT count(*) FROM login_attempts WHERE user_id = " + std::to_string(user.raw())));
}

CPPUNIT_TEST_FIXTURE(Accounts, after_five_failures_even_the_right_password_waits) {
  account("kim@example.com");
  account("lee@example.com");
  for (int i = 0; i < 5; ++i) CPPUNIT_ASSERT(!tries("kim@example.com", "wrong"));
  CPPUNIT_ASSERT(!tries("kim@example.com", kRight));
  CPPUNIT_ASSERT(tries("lee@example.com", kRight));
  CPPUNIT_ASSERT(tries("kim@example.com", kRight, "", minutes_later(1)));
  CPPUNIT_ASSERT(!tries("kim@example.com", "wrong", "", minutes_later(1)));
  CPPUNIT_ASSERT(tries("kim@example.com", kRight, "", minutes_later(1)));
}

CPPUNIT_TEST_FIXTURE(Accounts, each_further_failure_doubles_the_wait_up_to_an_hour) {
  account("kim@example.com");
  auto now = kNoon;
  const auto wait = [&] {
    tries("kim@example.com", "wrong", "", now);
    return sql(
        "SELECT extract(epoch FROM coalesce(locked_until - failed_at, '0'))::int::text "
        "FROM sign_in_locks");
  };
  for (int i = 0; i < 4; ++i) CPPUNIT_ASSERT_EQUAL(std::string{"0"}, wait());
  for (const auto* seconds : {"60", "120", "240", "480", "960", "1920", "3600", "3600"}) {
    CPPUNIT_ASSERT_EQUAL(std::string{seconds}, wait());
    now += std::chrono::hours{1};
  }
}

CPPUNIT_TEST_FIXTURE(Accounts, strangers_cannot_lock_an_owner_out_of_a_known_browser) {
  const auto user = account("kim@example.com");
  shop().transact("know", [&](Tx& tx) {
    identity::know_device(tx, Audience::Shopper, user, "kims browser", kNoon);
    return true;
  });
  for (int i = 0; i < 20; ++i) tries("kim@example.com", "wrong", "a strangers browser");

  CPPUNIT_ASSERT(!tries("kim@example.com", kRight, "a strangers browser"));
  CPPUNIT_ASSERT(tries("kim@example.com", kRight, "kims browser"));
  for (int i = 0; i < 5; ++i) tries("kim@example.com", "wrong", "kims browser");
  CPPUNIT_ASSERT(!tries("kim@example.com", kRight, "kims browser"));
}

CPPUNIT_TEST_FIXTURE(Accounts, a_browser_is_known_for_its_own_mailbox_alone) {
  const auto user = account("kim@example.com");
  shop().transact("know", [&](Tx& tx) {
    identity::know_device(tx, Audience::Shopper, user, "kims browser", kNoon);
    return true;
  });
  const auto knows = [&](const std::string& email, const std::string& device) {
    return shop().at_once("knows", [&](Tx& tx) {
      return identity::knows_device(tx, Audience::Shopper, email, device);
    });
  };

  CPPUNIT_ASSERT(knows("Kim@example.com", "kims browser"));
  CPPUNIT_ASSERT(!knows("kim@example.com", "another browser"));
  CPPUNIT_ASSERT(!knows("lee@example.com", "kims browser"));
}

CPPUNIT_TEST_FIXTURE(Accounts, a_new_password_ends_sessions_and_locks_and_tells_the_owner) {
  const auto user = account("kim@example.com");
  const auto token = begin(user).token.reveal();
  for (int i = 0; i < 5; ++i) tries("kim@example.com", "wrong");
  shop().transact("set", [&](Tx& tx) {
    identity::set_password(tx, user,
                           identity::hash_password(base::Secret{"six other words for now"}, kSlots),
                           std::nullopt, kNoon);
    return true;
  });

  CPPUNIT_ASSERT(!session(token, kNoon));
  CPPUNIT_ASSERT(!tries("kim@example.com", kRight));
  CPPUNIT_ASSERT(tries("kim@example.com", "six other words for now"));
  CPPUNIT_ASSERT_EQUAL(std::string{"mail.account_news"}, sql("SELECT kind FROM outbox"));
}

CPPUNIT_TEST_FIXTURE(Accounts, a_password_of_older_settings_is_hashed_anew_at_sign_in) {
  account("kim@example.com");
  // m=9216 t=4 of the contract's table, over "five words in a row".
  sql(std::string{"UPDATE credentials SET password_hash = '"} + kOlderHash + "'");

  CPPUNIT_ASSERT(tries("kim@example.com", kRight));
  CPPUNIT_ASSERT_EQUAL(
      std::string{"t"},
      sql("SELECT password_hash LIKE '$argon2id$v=19$m=19456,t=2,p=1$%' FROM credentials"));
  CPPUNIT_ASSERT(tries("kim@example.com", kRight));
}

// ---- sessions

CPPUNIT_TEST_FIXTURE(Accounts, a_session_ends_by_idling_and_in_the_end_anyway) {
  const auto token = begin(account("kim@example.com")).token.reveal();
  const auto days = [](int n) { return kNoon + std::chrono::hours{24 * n}; };

  CPPUNIT_ASSERT(session(token, days(29)));
  CPPUNIT_ASSERT(!session(token, days(30)));
  for (int day = 20; day < 180; day += 20) {
    const auto found = session(token, days(day));
    CPPUNIT_ASSERT(found);
    shop().at_once("touch", [&](Tx& tx) {
      identity::touch_session(tx, found->id, identity::Area::Shop, days(day));
      return true;
    });
    CPPUNIT_ASSERT(found->active_at == kNoon);
  }
  CPPUNIT_ASSERT(!session(token, days(180)));
  CPPUNIT_ASSERT(!session(token + "x", kNoon));
  CPPUNIT_ASSERT(!session("", kNoon));
}

CPPUNIT_TEST_FIXTURE(Accounts, no_token_and_no_password_stands_in_the_database) {
  const auto token = begin(account("kim@example.com")).token.reveal();
  ask(Wish::Reset, "kim@example.com");
  const auto link = draw()->token.reveal();
  const auto all =
      sql("SELECT string_agg(t, ' ') FROM (SELECT s::text FROM sessions s UNION ALL SELECT p::text "
          "FROM mail_proofs p UNION ALL SELECT c::text FROM credentials c UNION ALL "
          "SELECT o::text FROM outbox o) x (t)");

  CPPUNIT_ASSERT(all.find(base::sha256_hex(token)) != std::string::npos);
  for (const auto& secret : {token, link, std::string{kRight}})
    CPPUNIT_ASSERT(all.find(secret) == std::string::npos);
}

CPPUNIT_TEST_FIXTURE(Accounts, a1_a_session_is_ended_by_its_own_user_only) {
  const auto kim = account("kim@example.com");
  const auto lee = account("lee@example.com");
  const auto mine = begin(kim);
  const auto end = [&](base::UserId user) {
    return shop().at_once("end", [&](Tx& tx) { return identity::end_session(tx, user, mine.id); });
  };

  CPPUNIT_ASSERT(!end(lee));
  CPPUNIT_ASSERT(session(mine.token.reveal(), kNoon));
  CPPUNIT_ASSERT(end(kim));
  CPPUNIT_ASSERT(!session(mine.token.reveal(), kNoon));
}

// ---- staff and shoppers

CPPUNIT_TEST_FIXTURE(Accounts, the_shops_role_sees_no_row_of_staff) {
  sql("INSERT INTO users (audience, email, name, created_at) "
      "VALUES ('staff', 'boss@example.com', 'Boss', now())");
  sql("INSERT INTO credentials (user_id, audience, password_hash, changed_at) "
      "SELECT id, audience, '" +
      hash() + "', now() FROM users WHERE audience = 'staff'");
  account("kim@example.com");

  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, t::sql(shop(), "SELECT count(*) FROM users"));
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, t::sql(shop(), "SELECT count(*) FROM credentials"));
  auto admin = rival("gds_admin");
  CPPUNIT_ASSERT_EQUAL(std::string{"boss@example.com"},
                       t::sql(admin, "SELECT string_agg(email, ' ') FROM users"));
  CPPUNIT_ASSERT_THROW(
      t::sql(shop(),
             "INSERT INTO users (audience, email, created_at) VALUES ('staff', 'x@y.zz', now())"),
      store::DbError);
}

CPPUNIT_TEST_FIXTURE(Accounts, a_new_address_counts_once_its_link_came_back) {
  const auto user = account("kim@example.com");
  const auto other = account("lee@example.com");
  const auto ask_for = [&](const char* email) {
    shop().transact("ask", [&](Tx& tx) {
      identity::ask_new_email(tx, user, email, kNoon);
      return true;
    });
    return use(draw()->token.reveal()).value();
  };
  const auto change = [&](const identity::Proof& proof) {
    return static_cast<bool>(shop().transact(
        "change", [&](Tx& tx) { return identity::change_email(tx, proof, kNoon); }));
  };
  CPPUNIT_ASSERT(!change(ask_for("lee@example.com")));
  CPPUNIT_ASSERT(tries("kim@example.com", kRight));
  CPPUNIT_ASSERT(change(ask_for("kim@work.example.com")));
  CPPUNIT_ASSERT(!tries("kim@example.com", kRight));
  CPPUNIT_ASSERT(tries("kim@work.example.com", kRight));
  CPPUNIT_ASSERT(other != user);
  CPPUNIT_ASSERT_EQUAL(std::string{"4"},
                       sql("SELECT count(*) FROM outbox WHERE kind = 'mail.account_news'"));
}

CPPUNIT_TEST_FIXTURE(Accounts, what_is_old_goes) {
  begin(account("kim@example.com"));
  tries("kim@example.com", "wrong");
  ask(Wish::Reset, "kim@example.com");
  auto jobs = rival("gds_jobs");
  const auto clean = [&](int days) {
    return jobs.transact("clean", [&](Tx& tx) {
      return identity::clean(tx, kNoon + std::chrono::hours{24 * days}, 100);
    });
  };
  const auto left = [&] {
    return sql(
        "SELECT (SELECT count(*) FROM sessions) || ' ' || (SELECT count(*) FROM "
        "sign_in_locks) || ' ' || (SELECT count(*) FROM mail_proofs) || ' ' || (SELECT "
        "count(*) FROM login_attempts)");
  };

  clean(0);
  CPPUNIT_ASSERT_EQUAL(std::string{"1 1 1 1"}, left());
  clean(7);
  CPPUNIT_ASSERT_EQUAL(std::string{"1 0 0 1"}, left());
  clean(90);
  CPPUNIT_ASSERT_EQUAL(std::string{"0 0 0 0"}, left());
  CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, clean(90));
}

}  // namespace
