#include "mailing/newsletter.h"

#include "t/app/sending.h"

namespace {

using namespace std::chrono_literals;
using namespace std::string_literals;
using mailing::Source;
using t::holds;
using t::kNoon;

constexpr const char* kConfirm = "/newsletter/confirm";
constexpr const char* kStop = "/newsletter/stop";

struct Newsletter : t::Sending {
  void ask(const std::string& email, base::Instant now = kNoon) {
    as("gds_shop", [&](store::Tx& tx) {
      mailing::ask_for_newsletter(tx, email, Source::Foot, now);
      return base::Done{};
    });
  }
  bool confirm(const std::string& token, base::Instant now = kNoon) {
    return as("gds_shop",
              [&](store::Tx& tx) { return mailing::confirm_newsletter(tx, token, now); });
  }
  bool stop(const std::string& token) {
    return as("gds_shop",
              [&](store::Tx& tx) { return mailing::stop_newsletter(tx, token, kNoon); });
  }
  std::int64_t forget(base::Instant now) {
    return as("gds_jobs", [&](store::Tx& tx) { return mailing::forget_subscribers(tx, now); });
  }
  std::vector<mailing::Subscriber> subscribers() {
    return as("gds_jobs", [](store::Tx& tx) { return mailing::subscribers(tx); });
  }
  std::string questions() {
    return sql("SELECT count(*) FROM outbox WHERE kind = 'mail.newsletter_question'");
  }
  // Kim said yes; the token that ends it.
  std::string subscribed() {
    ask("kim@example.com");
    CPPUNIT_ASSERT(drain_mail());
    CPPUNIT_ASSERT(confirm(token_in(kConfirm)));
    return token_in(kStop);
  }
};

CPPUNIT_TEST_FIXTURE(Newsletter, who_said_yes_by_the_link_gets_it) {
  ask("Kim@example.com");
  CPPUNIT_ASSERT(drain_mail());
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, smtp.messages.size());
  CPPUNIT_ASSERT(holds(smtp.messages[0], "\r\nTo: Kim@example.com\r\n"));
  CPPUNIT_ASSERT(subscribers().empty());

  CPPUNIT_ASSERT(confirm(token_in(kConfirm), kNoon + 1h));
  CPPUNIT_ASSERT(confirm(token_in(kConfirm), kNoon + 2h));
  CPPUNIT_ASSERT(drain_mail(kNoon + 2h));

  const auto now = subscribers();
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, now.size());
  CPPUNIT_ASSERT_EQUAL("Kim@example.com"s, now[0].email);
  CPPUNIT_ASSERT_EQUAL("foot"s, now[0].source);
  CPPUNIT_ASSERT(now[0].asked_at == kNoon);
  CPPUNIT_ASSERT(now[0].confirmed_at == kNoon + 1h);
  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, smtp.messages.size());
  CPPUNIT_ASSERT(holds(smtp.messages[1], "\r\nSubject: You get our newsletter from now on\r\n"));
  CPPUNIT_ASSERT_EQUAL(now[0].stop_token, token_in(kStop));
}

CPPUNIT_TEST_FIXTURE(Newsletter, each_mail_has_what_ends_it_by_one_click) {
  const auto token = subscribed();
  CPPUNIT_ASSERT(drain_mail());
  for (const auto& mail : smtp.messages) {
    CPPUNIT_ASSERT_MESSAGE(
        mail, holds(mail, "\r\nList-Unsubscribe: <https://shop.example/newsletter/stop?t=" + token +
                              ">\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"));
  }
}

CPPUNIT_TEST_FIXTURE(Newsletter, no_question_is_answered_too_late) {
  ask("kim@example.com");
  CPPUNIT_ASSERT(drain_mail());
  const auto token = token_in(kConfirm);
  CPPUNIT_ASSERT(!confirm(std::string(43, 'x')));
  CPPUNIT_ASSERT(!confirm(token, kNoon + 49h));
  CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, forget(kNoon + 47h));
  CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, forget(kNoon + 49h));
  CPPUNIT_ASSERT_EQUAL("0"s, sql("SELECT count(*) FROM newsletter_subscribers"));
}

CPPUNIT_TEST_FIXTURE(Newsletter, a_mailbox_is_asked_five_times_and_not_twice_at_once) {
  ask("kim@example.com");
  ask("Kim+again@example.com", kNoon + 19min);
  CPPUNIT_ASSERT_EQUAL("1"s, questions());
  for (int n = 1; n < 9; ++n) ask("kim@example.com", kNoon + n * 20min);
  CPPUNIT_ASSERT_EQUAL("5"s, questions());
  CPPUNIT_ASSERT_EQUAL("1"s, sql("SELECT count(*) FROM newsletter_subscribers"));
}

CPPUNIT_TEST_FIXTURE(Newsletter, who_gets_it_is_not_asked_again) {
  subscribed();
  ask("kim@example.com", kNoon + 1h);
  CPPUNIT_ASSERT_EQUAL("1"s, questions());
  CPPUNIT_ASSERT(subscribers()[0].asked_at == kNoon);
}

CPPUNIT_TEST_FIXTURE(Newsletter, a_mailbox_that_ended_it_gets_none_again) {
  const auto token = subscribed();
  CPPUNIT_ASSERT(!stop(std::string(43, 'x')));
  CPPUNIT_ASSERT(stop(token));
  CPPUNIT_ASSERT(stop(token));
  CPPUNIT_ASSERT(subscribers().empty());

  // Neither the welcome that was still to go, nor another question, nor the old yes.
  CPPUNIT_ASSERT(drain_mail());
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, smtp.messages.size());
  ask("Kim+new@example.com", kNoon + 1h);
  CPPUNIT_ASSERT_EQUAL("1"s, questions());
  CPPUNIT_ASSERT(!confirm(token_in(kConfirm)));
  CPPUNIT_ASSERT_EQUAL("owner"s, sql("SELECT string_agg(reason, ',') FROM mail_suppressions"));
  // The list outlives what is known of the subscriber.
  CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, forget(kNoon + 24h * 366 * 3));
  ask("kim@example.com", kNoon + 24h * 366 * 3);
  CPPUNIT_ASSERT_EQUAL("1"s, questions());
}

CPPUNIT_TEST_FIXTURE(Newsletter, a_question_on_its_way_is_not_sent_to_who_wants_none) {
  ask("kim@example.com");
  CPPUNIT_ASSERT(as("gds_jobs",
                    [](store::Tx& tx) { return mailing::suppress(tx, "kim@example.com", kNoon); }));
  CPPUNIT_ASSERT(drain_mail());
  CPPUNIT_ASSERT_EQUAL(std::size_t{0}, smtp.messages.size());
}

CPPUNIT_TEST_FIXTURE(Newsletter, staff_let_a_mailbox_back_at_its_owners_word) {
  CPPUNIT_ASSERT(stop(subscribed()));
  const auto allow = [&] {
    return as("gds_jobs", [](store::Tx& tx) { return mailing::allow(tx, "KIM@example.com"); });
  };
  CPPUNIT_ASSERT(allow());
  CPPUNIT_ASSERT(!allow());
  ask("kim@example.com", kNoon + 1h);
  CPPUNIT_ASSERT_EQUAL("2"s, questions());
}

CPPUNIT_TEST_FIXTURE(Newsletter, a_subscriber_who_is_to_get_none_is_a_fault) {
  subscribed();
  const auto found = [&] {
    return as("gds_jobs", [](store::Tx& tx) { return mailing::faults(tx); });
  };
  CPPUNIT_ASSERT(found().empty());
  sql("INSERT INTO mail_suppressions SELECT mailbox_hash, 'staff', asked_at FROM"
      " newsletter_subscribers");
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found().size());
  CPPUNIT_ASSERT(subscribers().empty());
}

// Two forms at once for one mailbox ask once.
CPPUNIT_TEST_FIXTURE(Newsletter, two_forms_at_once_ask_a_mailbox_once) {
  auto one = rival("gds_shop");
  auto other = rival("gds_shop");
  one.transact("test", [&](store::Tx& tx) {
    mailing::ask_for_newsletter(tx, "lee@example.com", Source::Page, kNoon);
    return base::Done{};
  });
  other.transact("test", [&](store::Tx& tx) {
    mailing::ask_for_newsletter(tx, "LEE@example.com", Source::Foot, kNoon);
    return base::Done{};
  });
  CPPUNIT_ASSERT_EQUAL("1"s, questions());
  CPPUNIT_ASSERT_EQUAL("page"s, sql("SELECT string_agg(source, ',') FROM newsletter_subscribers"));
}

CPPUNIT_TEST_FIXTURE(Newsletter, a_yes_that_fails_at_any_statement_leaves_nothing) {
  ask("kim@example.com");
  CPPUNIT_ASSERT(drain_mail());
  const auto token = token_in(kConfirm);
  for (int nth = 1; nth <= 2; ++nth) {
    auto shop = rival("gds_shop");
    t::FailAt failing{nth};
    shop.watch(&failing);
    CPPUNIT_ASSERT_THROW(
        shop.transact("test",
                      [&](store::Tx& tx) { return mailing::confirm_newsletter(tx, token, kNoon); }),
        store::DbError);
    CPPUNIT_ASSERT(subscribers().empty());
    CPPUNIT_ASSERT_EQUAL("0"s,
                         sql("SELECT count(*) FROM outbox WHERE kind = 'mail.newsletter_welcome'"));
  }
}

}  // namespace
