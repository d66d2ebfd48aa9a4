#include "identity/staff.h"

#include <cctype>

#include "audit/audit.h"
#include "base/crypto.h"
#include "identity/keys.h"
#include "identity/sign_in.h"
#include "identity/totp.h"
#include "t/db_test.h"
#include "t/race/crowd.h"
#include "t/rows.h"

namespace {

using base::Instant;
using base::UserId;
using identity::Audience;
using identity::CodeAnswer;
using identity::StaffRefusal;
using store::Tx;
using t::kNoon;
using t::minutes_later;

// ---- staff, as the role of the panels

struct Staff : t::OwnDatabase {
  void setUp() override {
    OwnDatabase::setUp();
    admin_.emplace(rival("gds_admin"));
    kim = added("kim@example.com", "owner");
  }
  void tearDown() override {
    admin_.reset();
    OwnDatabase::tearDown();
  }
  store::Db& admin() { return *admin_; }
  UserId added(const std::string& email, const std::string& role) {
    return *rival("gds_jobs").transact("add", [&](Tx& tx) {
      return identity::add_staff(tx, email, "Kim", role, std::nullopt, kNoon);
    });
  }
  auto grant(UserId to, const std::string& role, UserId granter) {
    return admin().transact(
        "grant", [&](Tx& tx) { return identity::grant_role(tx, to, role, granter, kNoon); });
  }
  auto end(UserId user, UserId granter) {
    return admin().transact(
        "end", [&](Tx& tx) { return identity::end_staff(tx, user, "staff", granter, kNoon); });
  }
  std::string seed(UserId user) {
    const auto found = admin().transact(
        "seed", [&](Tx& tx) { return identity::seed_to_confirm(tx, user, keys, kNoon); });
    return found ? found->reveal() : std::string{};
  }
  CodeAnswer tries(std::string_view code, Instant now = kNoon) {
    return identity::check_code(admin(), Audience::Staff, kim, code, keys, now);
  }
  std::string code(Instant now = kNoon) {
    return identity::totp_code(seed_, identity::totp_step(now));
  }
  // With an authenticator; a code of an hour ago confirmed it.
  void enrol() {
    seed_ = seed(kim);
    const auto before = kNoon - std::chrono::hours{1};
    CPPUNIT_ASSERT(tries(code(before), before) == CodeAnswer::Right);
  }
  identity::Begun begin(Instant now = kNoon) {
    return admin().transact("begin", [&](Tx& tx) {
      return identity::begin_session(tx, Audience::Staff, kim, {"192.0.2.7", "test"}, now);
    });
  }
  std::optional<identity::StaffSession> session(const std::string& token, Instant now = kNoon) {
    return admin().at_once("session",
                           [&](Tx& tx) { return identity::find_staff_session(tx, token, now); });
  }

  base::SealKeys keys{{base::Secret{std::string(64, 'a')}}};
  UserId kim{0};
  std::string seed_;

 private:
  std::optional<store::Db> admin_;
};

CPPUNIT_TEST_FIXTURE(Staff, a_code_counts_once) {
  enrol();
  CPPUNIT_ASSERT(tries(code()) == CodeAnswer::Right);
  CPPUNIT_ASSERT(tries(code()) == CodeAnswer::Wrong);
  CPPUNIT_ASSERT(tries(code(kNoon - std::chrono::seconds{30})) == CodeAnswer::Wrong);
  CPPUNIT_ASSERT(tries(code(kNoon + std::chrono::seconds{30})) == CodeAnswer::Right);
}

CPPUNIT_TEST_FIXTURE(Staff, of_two_who_show_one_code_at_once_one_is_right) {
  enrol();
  auto rivals = rival("gds_admin");
  const auto first = identity::check_code(rivals, Audience::Staff, kim, code(), keys, kNoon);
  const auto second = tries(code());
  CPPUNIT_ASSERT(first == CodeAnswer::Right);
  CPPUNIT_ASSERT(second == CodeAnswer::Wrong);
}

CPPUNIT_TEST_FIXTURE(Staff, after_five_wrong_codes_a_right_one_waits_a_quarter_of_an_hour) {
  enrol();
  for (int i = 0; i < 5; ++i) CPPUNIT_ASSERT(tries("000000") == CodeAnswer::Wrong);
  CPPUNIT_ASSERT(tries(code()) == CodeAnswer::Waiting);
  CPPUNIT_ASSERT(tries(code(minutes_later(14)), minutes_later(14)) == CodeAnswer::Waiting);
  CPPUNIT_ASSERT(tries(code(minutes_later(15)), minutes_later(15)) == CodeAnswer::Right);
}

CPPUNIT_TEST_FIXTURE(Staff, a_seed_is_shown_until_it_is_confirmed_and_kept_sealed) {
  const auto shown = seed(kim);
  CPPUNIT_ASSERT_EQUAL(shown, seed(kim));
  CPPUNIT_ASSERT_EQUAL(identity::kSeedBytes, shown.size());
  seed_ = shown;
  CPPUNIT_ASSERT(tries(code()) == CodeAnswer::Right);
  CPPUNIT_ASSERT_EQUAL(std::string{}, seed(kim));
  CPPUNIT_ASSERT(sql("SELECT encode(sealed, 'hex') FROM totp_secrets").find(base::hex(shown)) ==
                 std::string::npos);
}

CPPUNIT_TEST_FIXTURE(Staff, seeds_are_sealed_anew_under_a_new_key_and_codes_go_on) {
  enrol();
  const base::SealKeys both{
      {base::Secret{std::string(64, '7')}, base::Secret{std::string(64, 'a')}}};
  const auto done =
      rival("gds_jobs").transact("reseal", [&](Tx& tx) { return identity::reseal(tx, both); });
  CPPUNIT_ASSERT_EQUAL(1, done.done);
  keys = base::SealKeys{{base::Secret{std::string(64, '7')}}};
  CPPUNIT_ASSERT(tries(code()) == CodeAnswer::Right);
  const base::SealKeys other{{base::Secret{std::string(64, '9')}}};
  const auto lost =
      rival("gds_jobs").transact("reseal", [&](Tx& tx) { return identity::reseal(tx, other); });
  CPPUNIT_ASSERT_EQUAL(0, lost.done);
  CPPUNIT_ASSERT_EQUAL(1, lost.lost);
}

CPPUNIT_TEST_FIXTURE(Staff, a_recovery_code_works_once_in_any_case_and_new_ones_void_the_old) {
  enrol();
  const auto make = [&] {
    return admin().transact("codes",
                            [&](Tx& tx) { return identity::new_recovery_codes(tx, kim, keys); });
  };
  const auto codes = make();
  CPPUNIT_ASSERT_EQUAL(std::size_t{10}, codes.size());
  CPPUNIT_ASSERT_EQUAL(std::size_t{19}, codes[0].size());
  std::string typed;
  for (const char c : codes[0])
    if (c != '-') typed += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  CPPUNIT_ASSERT(tries(typed) == CodeAnswer::RightByRecovery);
  CPPUNIT_ASSERT(tries(codes[0]) == CodeAnswer::Wrong);
  CPPUNIT_ASSERT(tries(codes[1]) == CodeAnswer::RightByRecovery);
  make();
  CPPUNIT_ASSERT(tries(codes[2]) == CodeAnswer::Wrong);
  CPPUNIT_ASSERT_EQUAL(std::string{"10"}, sql("SELECT count(*) FROM recovery_codes"));
  CPPUNIT_ASSERT_EQUAL(
      std::string{"0"},
      sql("SELECT count(*) FROM recovery_codes WHERE code_hash = '" + codes[3] + "'"));
}

CPPUNIT_TEST_FIXTURE(Staff, recovery_codes_outlive_a_new_key_of_the_seals) {
  enrol();
  const auto codes = admin().transact(
      "codes", [&](Tx& tx) { return identity::new_recovery_codes(tx, kim, keys); });
  const base::SealKeys both{
      {base::Secret{std::string(64, '7')}, base::Secret{std::string(64, 'a')}}};
  rival("gds_jobs").transact("reseal", [&](Tx& tx) { return identity::reseal(tx, both); });
  keys = base::SealKeys{{base::Secret{std::string(64, '7')}}};

  CPPUNIT_ASSERT(tries(codes[0]) == CodeAnswer::RightByRecovery);
}

CPPUNIT_TEST_FIXTURE(Staff, half_a_session_becomes_whole_under_another_token) {
  const auto half = begin();
  CPPUNIT_ASSERT(!session(half.token.reveal())->whole);
  CPPUNIT_ASSERT(session(half.token.reveal(), minutes_later(9)));
  CPPUNIT_ASSERT(!session(half.token.reveal(), minutes_later(10)));
  const auto whole =
      admin().transact("whole", [&](Tx& tx) { return identity::make_whole(tx, half.id, kNoon); });

  CPPUNIT_ASSERT(!session(half.token.reveal()));
  CPPUNIT_ASSERT(session(whole.reveal())->whole);
  CPPUNIT_ASSERT(session(whole.reveal(), minutes_later(14)));
  CPPUNIT_ASSERT(!session(whole.reveal(), minutes_later(15)));
  CPPUNIT_ASSERT(!admin().at_once("shopper", [&](Tx& tx) {
    return identity::find_session(tx, Audience::Shopper, whole.reveal(), kNoon);
  }));
}

CPPUNIT_TEST_FIXTURE(Staff, a_staff_session_ends_after_eight_hours_however_busy) {
  const auto half = begin();
  const auto token =
      admin().transact("whole", [&](Tx& tx) { return identity::make_whole(tx, half.id, kNoon); });
  for (int minute = 10; minute < 480; minute += 10) {
    CPPUNIT_ASSERT(session(token.reveal(), minutes_later(minute)));
    admin().at_once("touch", [&](Tx& tx) {
      identity::touch_session(tx, half.id, identity::Area::Account, minutes_later(minute));
      return true;
    });
  }
  CPPUNIT_ASSERT(!session(token.reveal(), minutes_later(480)));
}

CPPUNIT_TEST_FIXTURE(Staff, a3_nobody_grants_what_they_lack) {
  const auto lee = added("lee@example.com", "sales");
  const auto pat = added("pat@example.com", "reader");
  CPPUNIT_ASSERT(grant(pat, "owner", lee).why() == StaffRefusal::NotHeld);
  CPPUNIT_ASSERT(grant(pat, "warehouse", lee).why() == StaffRefusal::NotHeld);
  CPPUNIT_ASSERT(grant(pat, "sales", lee));
  CPPUNIT_ASSERT(grant(pat, "owner", kim));
  CPPUNIT_ASSERT(grant(pat, "nonsense", kim).why() == StaffRefusal::NoSuchRole);
  CPPUNIT_ASSERT(grant(UserId{999}, "sales", kim).why() == StaffRefusal::NoSuchUser);
  const auto take =
      admin().transact("take", [&](Tx& tx) { return identity::take_role(tx, pat, "owner", lee); });
  CPPUNIT_ASSERT(take.why() == StaffRefusal::NotHeld);
}

CPPUNIT_TEST_FIXTURE(Staff, a_role_is_what_its_permissions_are) {
  const auto may = [&](UserId user) {
    return admin().at_once("may", [&](Tx& tx) { return identity::permissions(tx, user); });
  };
  CPPUNIT_ASSERT_EQUAL(std::stoul(sql("SELECT count(*) FROM permissions")), may(kim).size());
  CPPUNIT_ASSERT(may(kim).size() >= 40);
  const auto lee = may(added("lee@example.com", "reader"));
  for (const auto& permission : lee) CPPUNIT_ASSERT(permission.ends_with(".view"));
  CPPUNIT_ASSERT(may(UserId{999}).empty());
}

CPPUNIT_TEST_FIXTURE(Staff, taking_a_role_away_ends_the_sessions) {
  const auto token = begin().token.reveal();
  const auto lee = added("lee@example.com", "owner");
  CPPUNIT_ASSERT(
      admin().transact("take", [&](Tx& tx) { return identity::take_role(tx, kim, "owner", lee); }));
  CPPUNIT_ASSERT(!session(token));
}

CPPUNIT_TEST_FIXTURE(Staff, a_link_for_staff_goes_to_who_is_of_the_staff_alone) {
  auto jobs = rival("gds_jobs");
  const auto link = [&](const std::string& email) {
    jobs.transact("link", [&](Tx& tx) {
      identity::ask_link(tx, Audience::Staff, identity::Wish::Reset, email, kNoon);
      return true;
    });
    return base::MailProofId{std::stoll(sql("SELECT max(id) FROM mail_proofs"))};
  };
  const auto draw = [&](base::MailProofId id) {
    return jobs.transact("draw", [&](Tx& tx) { return identity::draw_link(tx, id, kNoon); });
  };
  const auto known = draw(link("kim@example.com"));
  CPPUNIT_ASSERT(known->audience == Audience::Staff);
  CPPUNIT_ASSERT(known->expires_at == kNoon + std::chrono::hours{24});
  CPPUNIT_ASSERT(!draw(link("nobody@example.com")));
  sql("INSERT INTO credentials (user_id, audience, password_hash, changed_at) VALUES (" +
      std::to_string(kim.raw()) + ", 'staff', '$argon2id$x', '2026-11-22')");
  CPPUNIT_ASSERT(draw(link("kim@example.com"))->expires_at == minutes_later(10));
}

// ---- who works here no more

CPPUNIT_TEST_FIXTURE(Staff, who_left_comes_in_by_nothing_and_comes_back_with_nothing) {
  enrol();
  const auto lee = added("lee@example.com", "owner");
  const auto key = admin().transact("key", [&](Tx& tx) {
    return identity::make_key(tx, {"the ERP", {"stock.view"}, 60, 30}, {"staff", kim}, kNoon);
  });
  sql("INSERT INTO credentials (user_id, audience, password_hash, changed_at) VALUES (" +
      std::to_string(kim.raw()) + ", 'staff', '$argon2id$x', now())");
  const auto half = begin();
  const auto token =
      admin().transact("whole", [&](Tx& tx) { return identity::make_whole(tx, half.id, kNoon); });
  const auto link = admin().transact(
      "link", [&](Tx& tx) { return identity::ask_staff_link(tx, "kim@example.com", kNoon); });

  CPPUNIT_ASSERT(end(kim, lee));

  CPPUNIT_ASSERT(!session(token.reveal()));
  CPPUNIT_ASSERT(!admin().at_once(
      "find", [&](Tx& tx) { return identity::find_key(tx, key->text.reveal(), kNoon); }));
  CPPUNIT_ASSERT(!rival("gds_jobs").transact("draw", [&](Tx& tx) {
    return identity::draw_link(tx, *link, kNoon);
  }));
  CPPUNIT_ASSERT_EQUAL(std::string{"0 0 0"},
                       sql("SELECT concat_ws(' ', (SELECT count(*) FROM credentials),"
                           " (SELECT count(*) FROM totp_secrets), (SELECT count(*) FROM user_roles"
                           " WHERE user_id <> " +
                           std::to_string(lee.raw()) + "))"));
  CPPUNIT_ASSERT(end(kim, lee).why() == StaffRefusal::NoSuchUser);
  CPPUNIT_ASSERT(grant(kim, "reader", lee).why() == StaffRefusal::NoSuchUser);
  CPPUNIT_ASSERT_EQUAL(kim, added("kim@example.com", "reader"));
  const auto back =
      *admin().at_once("member", [&](Tx& tx) { return identity::staff_member(tx, kim); });
  CPPUNIT_ASSERT(!back.ended_at && !back.has_password && !back.has_codes);
  CPPUNIT_ASSERT_EQUAL(std::string{"reader"}, back.roles);
}

CPPUNIT_TEST_FIXTURE(Staff, a3_nobody_ends_who_may_more_or_lets_them_begin_anew) {
  const auto lee = added("lee@example.com", "manager");
  const auto anew = [&](UserId user, UserId granter) {
    return admin().transact("anew",
                            [&](Tx& tx) { return identity::begin_anew(tx, user, granter, kNoon); });
  };
  enrol();

  CPPUNIT_ASSERT(end(kim, lee).why() == StaffRefusal::NotHeld);
  CPPUNIT_ASSERT(anew(kim, lee).why() == StaffRefusal::NotHeld);
  CPPUNIT_ASSERT(session(begin().token.reveal())->has_codes);
  const auto pat = added("pat@example.com", "sales");
  CPPUNIT_ASSERT(anew(pat, lee));
  CPPUNIT_ASSERT_EQUAL(std::string{"pat@example.com"}, sql("SELECT email FROM mail_proofs"));
  CPPUNIT_ASSERT(end(pat, lee));
}

CPPUNIT_TEST_FIXTURE(Staff, nobody_takes_their_own_roles_or_ends_themself) {
  const auto take =
      admin().transact("take", [&](Tx& tx) { return identity::take_role(tx, kim, "owner", kim); });

  CPPUNIT_ASSERT(take.why() == StaffRefusal::Yourself);
  CPPUNIT_ASSERT(end(kim, kim).why() == StaffRefusal::Yourself);
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, sql("SELECT count(*) FROM user_roles"));
}

CPPUNIT_TEST_FIXTURE(Staff, of_8_owners_who_end_each_other_at_once_one_remains) {
  std::vector<UserId> owners{kim};
  for (int i = 1; i < 8; ++i)
    owners.push_back(added("owner" + std::to_string(i) + "@example.com", "owner"));
  const auto next = [&](int i) { return owners[static_cast<std::size_t>(i % 8)]; };

  // Twice around: each ends all the others.
  t::crowd<int>(*this, 8, "gds_admin", [&](store::Db& db, int i) {
    for (int other = 1; other < 8; ++other)
      db.transact("end", [&](Tx& tx) {
        return identity::end_staff(tx, next(i + other), "staff", next(i), kNoon);
      });
    return 0;
  });

  CPPUNIT_ASSERT_EQUAL(
      std::string{"1 1"},
      sql("SELECT concat_ws(' ', (SELECT count(*) FROM users WHERE ended_at IS NULL),"
          " (SELECT count(*) FROM user_roles))"));
}

CPPUNIT_TEST_FIXTURE(Staff, an_end_that_fails_at_any_statement_leaves_no_trace) {
  const auto lee = added("lee@example.com", "owner");
  enrol();
  int at = 1;
  for (;; ++at) {
    t::FailAt fail{at};
    auto db = rival("gds_admin");
    db.watch(&fail);
    try {
      db.transact("end", [&](Tx& tx) { return identity::end_staff(tx, kim, "staff", lee, kNoon); });
      break;
    } catch (const store::DbError&) {
      CPPUNIT_ASSERT_EQUAL(
          std::string{"2 2 1"},
          sql("SELECT concat_ws(' ', (SELECT count(*) FROM users WHERE ended_at IS NULL),"
              " (SELECT count(*) FROM user_roles), (SELECT count(*) FROM totp_secrets))"));
    }
  }
  CPPUNIT_ASSERT(at > 8);
}

CPPUNIT_TEST_FIXTURE(Staff, a_session_knows_when_a_code_was_shown_and_what_its_user_may) {
  const auto half = begin();
  CPPUNIT_ASSERT(!session(half.token.reveal())->proved_at);
  const auto token =
      admin().transact("whole", [&](Tx& tx) { return identity::make_whole(tx, half.id, kNoon); });
  CPPUNIT_ASSERT(session(token.reveal())->proved_at == kNoon);

  admin().transact("prove", [&](Tx& tx) {
    identity::prove_session(tx, half.id, minutes_later(9));
    return true;
  });

  CPPUNIT_ASSERT(session(token.reveal())->proved_at == minutes_later(9));
  CPPUNIT_ASSERT(session(token.reveal())->may("keys.manage"));
  CPPUNIT_ASSERT(!session(token.reveal())->may("keys"));
}

CPPUNIT_TEST_FIXTURE(Staff, what_becomes_of_staff_stands_in_the_audit_log) {
  const auto lee = added("lee@example.com", "sales");
  const auto before = sql("SELECT count(*) FROM audit_log");
  admin().transact("end", [&](Tx& tx) {
    audit::act_as(tx, {"staff 1", "192.0.2.7", "r-1"});
    return identity::end_staff(tx, lee, "staff 1", kim, kNoon);
  });

  CPPUNIT_ASSERT_EQUAL(
      std::string{"staff 1 192.0.2.7 r-1 delete user_roles, staff 1 192.0.2.7 r-1 update users"},
      sql("SELECT string_agg(concat_ws(' ', actor, address, request, action, relation), ', '"
          " ORDER BY id) FROM audit_log WHERE id > " +
          before));
}

}  // namespace
