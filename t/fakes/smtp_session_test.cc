#include "smtp_session.h"

#include "t/test.h"

namespace fakes {
namespace {

// A conversation: each line gets its reply's three digits.
struct Conversation {
  Mailbox mailbox;
  SmtpSession session{mailbox};

  std::string say(std::string_view line) {
    return session.line(line, SmtpSession::Ending::CrLf).text.substr(0, 3);
  }
  void to_data() {
    say("EHLO shop.example");
    say("MAIL FROM:<bounces+1@shop.example>");
    say("RCPT TO:<kim@example.com>");
    say("DATA");
  }
  void headers() {
    for (const char* line : {"From: a@shop.example", "Date: Sun, 22 Nov 2026 15:30:00 +0000",
                             "Message-ID: <1@shop.example>", "Subject: s", ""}) {
      say(line);
    }
  }
};

CPPUNIT_TEST_FIXTURE(t::Plain, smtp_a_message_arrives_with_its_dots_unstuffed) {
  Conversation talk;
  CPPUNIT_ASSERT_EQUAL(std::string{"250"}, talk.say("EHLO shop.example"));
  CPPUNIT_ASSERT_EQUAL(std::string{"250"}, talk.say("MAIL FROM:<b+1@shop.example> SIZE=100"));
  CPPUNIT_ASSERT_EQUAL(std::string{"250"}, talk.say("RCPT TO:<kim@example.com>"));
  CPPUNIT_ASSERT_EQUAL(std::string{"354"}, talk.say("DATA"));
  talk.headers();
  talk.say("..two dots");
  CPPUNIT_ASSERT_EQUAL(std::string{"250"}, talk.say("."));

  const auto mails = talk.mailbox.newest_first();
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, mails.size());
  CPPUNIT_ASSERT_EQUAL(std::string{"b+1@shop.example"}, mails[0].from);
  CPPUNIT_ASSERT(mails[0].raw.ends_with("\r\n\r\n.two dots\r\n"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, smtp_commands_out_of_order_are_refused) {
  Conversation talk;
  CPPUNIT_ASSERT_EQUAL(std::string{"503"}, talk.say("MAIL FROM:<a@shop.example>"));
  talk.say("HELO shop.example");
  CPPUNIT_ASSERT_EQUAL(std::string{"503"}, talk.say("RCPT TO:<kim@example.com>"));
  CPPUNIT_ASSERT_EQUAL(std::string{"503"}, talk.say("DATA"));
  CPPUNIT_ASSERT_EQUAL(std::string{"500"}, talk.say("WHAT"));
  CPPUNIT_ASSERT_EQUAL(std::string{"502"}, talk.say("AUTH PLAIN AAAA"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, smtp_smuggled_commands_and_bad_addresses_are_refused) {
  Conversation talk;
  talk.say("EHLO shop.example");
  CPPUNIT_ASSERT_EQUAL(std::string{"553"}, talk.say("MAIL FROM:<no address>"));
  CPPUNIT_ASSERT_EQUAL(std::string{"501"}, talk.say("MAIL FROM: a@shop.example"));
  CPPUNIT_ASSERT_EQUAL(std::string{"555"}, talk.say("MAIL FROM:<a@shop.example> X=1"));
  talk.say("MAIL FROM:<a@shop.example>");
  CPPUNIT_ASSERT_EQUAL(std::string{"553"}, talk.say("RCPT TO:<a@b@example.com>"));
  CPPUNIT_ASSERT_EQUAL(std::string{"555"}, talk.say("RCPT TO:<a@b.example>x>"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, smtp_damaged_messages_are_refused_at_their_end) {
  const auto end_of = [](std::string_view line, SmtpSession::Ending ending) {
    Conversation talk;
    talk.to_data();
    talk.headers();
    talk.session.line(line, ending);
    const auto reply = talk.session.line(".", SmtpSession::Ending::CrLf).text;
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, talk.mailbox.newest_first().size());
    return reply;
  };
  CPPUNIT_ASSERT_EQUAL(std::string{"554 5.6.0 bare CR or LF in the message\r\n"},
                       end_of("x", SmtpSession::Ending::BareLf));
  CPPUNIT_ASSERT_EQUAL(std::string{"554 5.6.0 bare CR or LF in the message\r\n"},
                       end_of("x\ry", SmtpSession::Ending::CrLf));
  CPPUNIT_ASSERT_EQUAL(std::string{"554 5.6.0 line over 998 octets\r\n"},
                       end_of(std::string(999, 'x'), SmtpSession::Ending::CrLf));
}

CPPUNIT_TEST_FIXTURE(t::Plain, smtp_a_message_needs_its_headers) {
  Conversation talk;
  talk.to_data();
  talk.say("Subject: s");
  talk.say("");
  CPPUNIT_ASSERT_EQUAL(std::string{"554"}, talk.say("."));
  CPPUNIT_ASSERT_EQUAL(std::size_t{0}, talk.mailbox.newest_first().size());
}

CPPUNIT_TEST_FIXTURE(t::Plain, smtp_auth_is_wanted_when_configured) {
  Conversation talk;
  talk.mailbox.set_credentials("user:pass");
  talk.say("EHLO shop.example");
  CPPUNIT_ASSERT_EQUAL(std::string{"530"}, talk.say("MAIL FROM:<a@shop.example>"));
  CPPUNIT_ASSERT_EQUAL(std::string{"535"}, talk.say("AUTH PLAIN AHVzZXIAd3Jvbmc="));
  CPPUNIT_ASSERT_EQUAL(std::string{"334"}, talk.say("AUTH LOGIN"));
  CPPUNIT_ASSERT_EQUAL(std::string{"334"}, talk.say("dXNlcg=="));
  CPPUNIT_ASSERT_EQUAL(std::string{"235"}, talk.say("cGFzcw=="));
  CPPUNIT_ASSERT_EQUAL(std::string{"250"}, talk.say("MAIL FROM:<a@shop.example>"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, smtp_faults_strike_once_where_they_are_set) {
  Conversation talk;
  talk.mailbox.add_fault({.step = "rcpt", .code = 550, .text = "5.1.1 no", .match = "kim@"});
  talk.mailbox.add_fault({.step = "dot", .code = 0, .text = "", .match = "", .stored = true});
  talk.say("EHLO shop.example");
  talk.say("MAIL FROM:<a@shop.example>");
  CPPUNIT_ASSERT_EQUAL(std::string{"250"}, talk.say("RCPT TO:<lee@example.com>"));
  CPPUNIT_ASSERT_EQUAL(std::string{"550"}, talk.say("RCPT TO:<kim@example.com>"));
  CPPUNIT_ASSERT_EQUAL(std::string{"250"}, talk.say("RCPT TO:<kim@example.com>"));
  talk.say("DATA");
  talk.headers();

  const auto end = talk.session.line(".", SmtpSession::Ending::CrLf);

  CPPUNIT_ASSERT(end.closes);
  CPPUNIT_ASSERT_EQUAL(std::string{}, end.text);
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, talk.mailbox.newest_first().size());
}

}  // namespace
}  // namespace fakes
