// gds-fakes: stand-ins for the outside services, one program with a face per service. It serves
// HTTP and SMTP on loopback ports until SIGTERM, keeps its state in memory, and keeps the secrets
// it shares with the shop as files in --state.
#include <sys/stat.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>

#include "control.h"
#include "google_face.h"
#include "http_server.h"
#include "inbox_page.h"
#include "pages_face.h"
#include "pay_page.h"
#include "smtp_server.h"
#include "stripe_face.h"
#include "text.h"
#include "turnstile_face.h"

namespace {

using Options = std::map<std::string, std::string>;

constexpr const char* kUsage =
    "usage: gds-fakes --port N --smtp-port N --state DIR [--webhook-url URL]\n";

std::optional<Options> options_of(int argc, char** argv) {
  Options out{{"--port", ""}, {"--smtp-port", ""}, {"--webhook-url", ""}, {"--state", ""}};
  for (int i = 1; i + 1 < argc; i += 2) {
    const auto found = out.find(argv[i]);
    if (found == out.end()) return {};
    found->second = argv[i + 1];
  }
  if (argc % 2 == 0 || out["--state"].empty()) return {};
  return out;
}

std::optional<std::uint16_t> port_of(const std::string& text) {
  const auto number = fakes::whole_number(text);
  if (!number || *number < 1 || *number > 65535) return {};
  return static_cast<std::uint16_t>(*number);
}

// A secret that stands in a file; the first start makes it, for the shop to read.
std::string secret_in(const std::filesystem::path& file, const std::string& prefix) {
  std::string secret;
  if (std::ifstream in{file}; in >> secret) return secret;
  secret = prefix + fakes::random_token(32);
  std::ofstream{file} << secret << '\n';
  return secret;
}

struct Faces {
  fakes::StripeFace stripe;
  fakes::StripeWorld& world;
  fakes::Mailbox& mailbox;
  fakes::RequestLog& requests;
  fakes::TurnstileFace& turnstile;
  fakes::GoogleFace& google;
  fakes::Control control;

  fakes::Reply answer(const fakes::Request& request) {
    const auto below = [&](const std::string& prefix) {
      return request.path == prefix || request.path.starts_with(prefix + "/");
    };
    if (below("/_control")) return control.answer(request, request.path.substr(9));
    if (below("/inbox")) return answer_inbox(mailbox, request, request.path.substr(6));
    if (below("/stripe/pay") && request.path.size() > 12) {
      return answer_pay_page(world, request, request.path.substr(12));
    }
    auto reply = of_service(request);
    requests.add(request, reply);
    return reply;
  }

  fakes::Reply of_service(const fakes::Request& request) {
    const auto& path = request.path;
    if (path.starts_with("/stripe/v1")) return stripe.answer(request, path.substr(10));
    if (path.starts_with("/turnstile/v0")) return turnstile.answer(request, path.substr(13));
    if (path.starts_with("/google/")) return google.answer(request, path.substr(7));
    if (path == "/cdn/purge") return fakes::answer_purge(request);
    if (path == "/indexnow") return fakes::answer_index_now(request);
    return {.status = 404, .type = "text/plain", .body = "no stand-in serves this address\n"};
  }
};

int serve(std::uint16_t port, std::uint16_t smtp_port, Options& options, const sigset_t& stop) {
  const std::filesystem::path state{options["--state"]};
  std::filesystem::create_directories(state);
  fakes::StripeWorld world;
  world.pay_base = "http://127.0.0.1:" + std::to_string(port) + "/stripe/pay/";
  fakes::FaultPlan faults;
  fakes::Mailbox mailbox;
  fakes::RequestLog requests;
  fakes::Courier courier{world, options["--webhook-url"],
                         fakes::split(secret_in(state / "stripe.webhook_secrets", "whsec_"), ',')};
  world.on_event = [&](const fakes::Json& event) { courier.take(event); };
  fakes::TurnstileFace turnstile{secret_in(state / "turnstile.secret", "0x4AAAAAAA")};
  fakes::GoogleFace google{"http://127.0.0.1:" + std::to_string(port) + "/google",
                           secret_in(state / "google.client_secret", "GOCSPX-")};
  Faces faces{{world, faults, secret_in(state / "stripe.secret_key", "sk_test_")},
              world,
              mailbox,
              requests,
              turnstile,
              google,
              {world, faults, courier, mailbox, requests, turnstile, google}};
  const fakes::HttpServer http{port, [&](const auto& request) { return faces.answer(request); }};
  const fakes::SmtpServer smtp{smtp_port, mailbox};
  std::cout << "fakes: http 127.0.0.1:" << port << " smtp 127.0.0.1:" << smtp_port << std::endl;
  // Sessions expire by themselves, whether or not anybody looks.
  for (const timespec second{1, 0}; sigtimedwait(&stop, nullptr, &second) < 0;) {
    const std::lock_guard lock{world.mutex};
    settle_clock(world);
  }
  // At once, whatever hangs by order of a fault: there is nothing to save.
  std::_Exit(0);
}

}  // namespace

int main(int argc, char** argv) {
  auto options = options_of(argc, argv);
  const auto port = options ? port_of((*options)["--port"]) : std::nullopt;
  const auto smtp_port = options ? port_of((*options)["--smtp-port"]) : std::nullopt;
  if (!port || !smtp_port) {
    std::cerr << kUsage;
    return 2;
  }
  umask(0077);
  std::signal(SIGPIPE, SIG_IGN);
  // Blocked before the first thread starts, so that only sigtimedwait() sees them.
  sigset_t stop;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTERM);
  sigaddset(&stop, SIGINT);
  pthread_sigmask(SIG_BLOCK, &stop, nullptr);
  try {
    return serve(*port, *smtp_port, *options, stop);
  } catch (const std::exception& error) {
    std::cerr << "gds-fakes: " << error.what() << '\n';
    return 1;
  }
}
