#pragma once
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <regex>
#include <string>
#include <vector>

#include "app/outbox_handlers.h"
#include "t/loopback.h"
#include "t/sale.h"
#include "t/smtp_server.h"

// What tests of the outbox's lanes start from.
namespace t {

inline base::Config make_config() {
  base::Config config;
  config.site.url = "https://shop.example";
  config.site.name = "Rack & Port";
  config.smtp.from = "orders@shop.example";
  config.mail.postal_address = "1 Rack Road, Columbus, OH 43215";
  config.staff.mail = {"staff@shop.example", "boss@shop.example"};
  return config;
}

// Where a lane writes its lines.
class LogFile {
 public:
  LogFile() { close(mkstemp(path_.data())); }
  ~LogFile() { std::remove(path_.c_str()); }
  LogFile(const LogFile&) = delete;
  LogFile& operator=(const LogFile&) = delete;
  const std::string& path() const { return path_; }
  std::string text() const {
    std::ifstream in{path_};
    return {std::istreambuf_iterator<char>{in}, {}};
  }

 private:
  std::string path_ = "/tmp/gds-log-XXXXXX";
};

// A paid order's rows in the outbox, a mail server, and a lane between.
struct Sending : Sale {
  void pay(bool as_frozen = true) {
    auto session = paid_session(frozen_order(2));
    if (!as_frozen) session.amount_total = base::Money::cents(100);
    complete(session);
  }
  // Runs the mail lane once over what is due at `now`; false: it stopped over an alarm.
  bool drain_mail(base::Instant now = kNoon) {
    net::MailerOptions options;
    options.host = "localhost";
    options.port = server.port();
    options.tls = base::SmtpTls::None;
    options.helo = "shop.example";
    const render::Templates templates{"templates", render::Strictness::Throw};
    app::MailLane lane{config, database(database_name(), "gds_jobs"), templates, options};
    return drain(lane, now);
  }
  bool drain(app::OutboxLane& lane, base::Instant now) {
    base::Log log{log_file.path()};
    const bool on = lane.drain([now] { return now; }, log, [] { return false; });
    logged = log_file.text();
    counts = "";
    for (const auto& [what, n] : lane.counts()) counts += what + "=" + std::to_string(n) + " ";
    return on;
  }
  // What a pool or a job does, as its role.
  template <class Work>
  auto as(const char* role, const Work& work) {
    auto other = rival(role);
    return other.transact("test", work);
  }
  // The token of a link in the last mail.
  std::string token_in(const std::string& path) {
    // Quoted-printable: long lines are broken by "=" at their ends, "=" itself is written as =3D.
    auto mail = std::regex_replace(smtp.messages.back(), std::regex{"=\r\n"}, "");
    mail = std::regex_replace(mail, std::regex{"=3D"}, "=");
    const auto at = mail.find(path + "?t=");
    CPPUNIT_ASSERT_MESSAGE(mail, at != std::string::npos);
    return mail.substr(at + path.size() + 3, 43);
  }
  std::string database_name() { return sql("SELECT current_database()"); }

  base::Config config = make_config();
  Smtp smtp{};
  LoopbackServer server{std::ref(smtp)};
  LogFile log_file{};
  std::string counts;
  std::string logged;
};

// Stripe, as far as the lane asks it.
struct Stripes : Sending {
  bool drain_stripe(const std::string& answer, base::Instant now = kNoon) {
    return drain_stripe(std::vector{answer}, now);
  }
  // Answers in turn, the last one again and again.
  bool drain_stripe(const std::vector<std::string>& answers, base::Instant now = kNoon) {
    std::size_t next = 0;
    LoopbackServer provider{[&](Peer& peer) {
      for (auto request = peer.read_request(); !request.empty(); request = peer.read_request()) {
        requests.push_back(request);
        peer.write(answers.at(std::min(next++, answers.size() - 1)));
      }
    }};
    base::Log log{log_file.path()};
    app::StripeLane lane{
        database(database_name(), "gds_jobs"),
        stripe::Client{{.api_base = provider.url("/v1"),
                        .secret_key = base::Secret{"sk"},
                        .budget = {0, std::chrono::seconds{5}, std::chrono::seconds{5}}}},
        payment::terms(config), log};
    return drain(lane, now);
  }
  std::vector<std::string> requests;
};

inline bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace t
