#include "net/http_client.h"

#include <chrono>
#include <string>

#include "net/url.h"
#include "t/db_test.h"
#include "t/loopback.h"
#include "t/test.h"

namespace {

using namespace std::string_literals;
using net::HttpClient;
using net::HttpLimits;
using net::HttpRequest;
using net::NetError;
using Kind = net::NetError::Kind;
using std::chrono::milliseconds;

constexpr HttpLimits kLimits{milliseconds{2000}, milliseconds{5000}, 10000};
constexpr HttpLimits kShort{milliseconds{150}, milliseconds{150}, 1000000000};

// The kind of failure; an answer fails the test.
Kind failure_of(HttpClient& client, const HttpRequest& request,
                const HttpLimits& limits = kLimits) {
  try {
    client.send(request, limits);
  } catch (const NetError& e) {
    return e.kind();
  }
  CPPUNIT_FAIL("an answer came");
  return Kind::Refused;
}

HttpRequest get(std::string url) {
  HttpRequest request;
  request.url = std::move(url);
  return request;
}

CPPUNIT_TEST_FIXTURE(t::Plain, http_sends_what_it_was_given_and_reads_the_whole_answer) {
  std::string seen;
  const std::string body(9000, 'b');
  t::LoopbackServer server{[&](t::Peer& peer) {
    seen = peer.read_request();
    peer.write(t::http_answer(201, body, "Request-Id: req_1\r\n"));
  }};
  HttpClient client;

  const auto answer = client.send({.method = "POST",
                                   .url = server.url("/v1/things?a=b"),
                                   .headers = {{"Idempotency-Key", "k1"}},
                                   .body = "x=1"},
                                  kLimits);

  CPPUNIT_ASSERT_EQUAL(201, answer.status);
  CPPUNIT_ASSERT(answer.body == body);
  CPPUNIT_ASSERT_EQUAL("req_1"s, std::string{answer.header("request-id")});
  CPPUNIT_ASSERT_EQUAL(""s, std::string{answer.header("absent")});
  CPPUNIT_ASSERT(seen.starts_with("POST /v1/things?a=b HTTP/1.1\r\n"));
  CPPUNIT_ASSERT(seen.find("Idempotency-Key: k1\r\n") != std::string::npos);
  CPPUNIT_ASSERT(seen.find("Content-Length: 3\r\n") != std::string::npos);
  CPPUNIT_ASSERT(seen.ends_with("\r\n\r\nx=1"));
}

CPPUNIT_TEST_FIXTURE(t::OwnDatabase, p4_nothing_is_sent_while_a_transaction_is_open) {
  int requests = 0;
  t::LoopbackServer server{[&](t::Peer& peer) {
    peer.read_request();
    ++requests;
    peer.write(t::http_answer(200, "here", ""));
  }};
  HttpClient client;
  static const store::Query<bool()> kBegin{"test.begin", "SELECT true"};
  const auto send_within = [&](store::Tx& tx) {
    tx.one(kBegin);
    return client.send(get(server.url("/")), kLimits);
  };

  CPPUNIT_ASSERT_THROW(db().transact("test", send_within), base::BugError);
  CPPUNIT_ASSERT_THROW(db().snapshot("test", send_within), base::BugError);

  CPPUNIT_ASSERT_EQUAL(0, requests);
  CPPUNIT_ASSERT_EQUAL(200, client.send(get(server.url("/")), kLimits).status);
}

CPPUNIT_TEST_FIXTURE(t::Plain, an_empty_post_says_that_it_is_empty) {
  std::string seen;
  t::LoopbackServer server{[&](t::Peer& peer) {
    seen = peer.read_request();
    peer.write(t::http_answer(200, "{}"));
  }};
  HttpClient client;

  client.send({.method = "POST", .url = server.url("/"), .headers = {}, .body = ""}, kLimits);

  CPPUNIT_ASSERT(seen.find("Content-Length: 0\r\n") != std::string::npos);
}

CPPUNIT_TEST_FIXTURE(t::Plain, connections_are_kept_and_a_dead_one_is_replaced_for_a_get) {
  t::LoopbackServer server{[&](t::Peer& peer) {
    // Two requests a connection, then it closes without a word.
    for (int i = 0; i < 2 && !peer.read_request().empty(); ++i) {
      peer.write(t::http_answer(200, "{}"));
    }
  }};
  HttpClient client;

  for (int i = 0; i < 4; ++i) {
    CPPUNIT_ASSERT_EQUAL(200, client.send(get(server.url("/")), kLimits).status);
  }

  CPPUNIT_ASSERT_EQUAL(2, server.connections());
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_post_that_must_not_be_repeated_takes_a_fresh_connection) {
  t::LoopbackServer server{[&](t::Peer& peer) {
    peer.read_request();
    peer.write(t::http_answer(200, "{}"));
  }};
  HttpClient client;
  const HttpRequest post{.method = "POST", .url = server.url("/"), .headers = {}, .body = "x"};

  CPPUNIT_ASSERT_EQUAL(200, client.send(post, kLimits).status);
  CPPUNIT_ASSERT_EQUAL(200, client.send(post, kLimits).status);

  CPPUNIT_ASSERT_EQUAL(2, server.connections());
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_silent_server_is_given_up_at_the_deadline) {
  t::LoopbackServer server{[](t::Peer& peer) { peer.wait_until_gone(); }};
  HttpClient client;

  CPPUNIT_ASSERT(Kind::Timeout == failure_of(client, get(server.url("/")), kShort));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_server_that_drips_is_given_up_at_the_deadline_in_all) {
  t::LoopbackServer server{[](t::Peer& peer) {
    peer.read_request();
    peer.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n");
    // Each byte comes well within a time-out per read; only a total deadline ends this.
    while (peer.write("x")) continue;
  }};
  HttpClient client;
  const auto start = std::chrono::steady_clock::now();

  CPPUNIT_ASSERT(Kind::Timeout == failure_of(client, get(server.url("/")), kShort));

  CPPUNIT_ASSERT(std::chrono::steady_clock::now() - start < milliseconds{2000});
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_cut_answer_is_an_error_and_may_have_been_acted_on) {
  t::LoopbackServer server{[](t::Peer& peer) {
    const auto request = peer.read_request();
    if (request.starts_with("GET /short")) {
      peer.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{}");
    } else if (request.starts_with("GET /reset")) {
      peer.reset();
    }
  }};
  HttpClient client;

  CPPUNIT_ASSERT(Kind::Cut == failure_of(client, get(server.url("/short"))));
  CPPUNIT_ASSERT(Kind::Cut == failure_of(client, get(server.url("/nothing"))));
  CPPUNIT_ASSERT(Kind::Cut == failure_of(client, get(server.url("/reset"))));
  CPPUNIT_ASSERT((NetError{Kind::Cut, ""}.may_have_arrived()));
  CPPUNIT_ASSERT((!NetError{Kind::Tls, ""}.may_have_arrived()));
}

CPPUNIT_TEST_FIXTURE(t::Plain, an_answer_over_the_limit_is_refused) {
  t::LoopbackServer server{[](t::Peer& peer) {
    peer.read_request();
    peer.write(t::http_answer(200, std::string(10001, 'x')));
  }};
  HttpClient client;

  CPPUNIT_ASSERT(Kind::TooLarge == failure_of(client, get(server.url("/"))));
}

CPPUNIT_TEST_FIXTURE(t::Plain, an_answer_that_is_not_http_is_an_error) {
  t::LoopbackServer server{[](t::Peer& peer) {
    peer.read_request();
    peer.write("SSH-2.0-OpenSSH_9.2\r\n\r\n");
  }};
  HttpClient client;

  CPPUNIT_ASSERT(Kind::Protocol == failure_of(client, get(server.url("/"))));
}

CPPUNIT_TEST_FIXTURE(t::Plain, nobody_listening_is_surely_not_arrived) {
  std::string url;
  {
    url = t::LoopbackServer{[](t::Peer&) {}}.url("/v1/charges?secret=1");
  }
  HttpClient client;
  try {
    client.send(get(url), kLimits);
    CPPUNIT_FAIL("an answer came");
  } catch (const NetError& e) {
    CPPUNIT_ASSERT(Kind::Connect == e.kind());
    CPPUNIT_ASSERT(!e.may_have_arrived());
    const std::string message{e.what()};
    CPPUNIT_ASSERT(message.starts_with("GET http://127.0.0.1:"));
    CPPUNIT_ASSERT(message.find("/v1/charges: no connection") != std::string::npos);
    CPPUNIT_ASSERT(message.find("secret") == std::string::npos);
  }
}

CPPUNIT_TEST_FIXTURE(t::Plain, control_characters_never_reach_the_wire) {
  t::LoopbackServer server{[](t::Peer&) {}};
  HttpClient client;
  const auto url = server.url("/");

  CPPUNIT_ASSERT(Kind::Refused == failure_of(client, get(url + "a\r\nX: y")));
  CPPUNIT_ASSERT(Kind::Refused == failure_of(client, get(url + " x")));
  CPPUNIT_ASSERT(Kind::Refused == failure_of(client, {.method = "GET\r\n", .url = url}));
  for (const auto& header : {std::pair{"A"s, "b\r\nC: d"s}, std::pair{"A\n"s, "b"s},
                             std::pair{"A"s, "b\0c"s}, std::pair{""s, "b"s}}) {
    CPPUNIT_ASSERT(Kind::Refused ==
                   failure_of(client, {.method = "GET", .url = url, .headers = {header}}));
  }
  CPPUNIT_ASSERT_EQUAL(0, server.connections());
}

CPPUNIT_TEST_FIXTURE(t::Plain, plain_http_goes_to_the_own_machine_only) {
  for (const auto* refused :
       {"http://example.com/", "http://127.example.com/", "http://10.0.0.1/", "ftp://localhost/",
        "http://user@localhost/", "https://a:0/", "https://a:99999/", "https:///x", "https://a#b",
        "http://127.0.0.1.nip.io/", "https://a_b/", "https://[::1/", "localhost", ""}) {
    CPPUNIT_ASSERT_THROW_MESSAGE(refused, net::Url::parse(refused), NetError);
  }
  const auto url = net::Url::parse("https://api.example.com:8443/v1/x?y=z");
  CPPUNIT_ASSERT_EQUAL("https://api.example.com:8443"s, url.origin());
  CPPUNIT_ASSERT_EQUAL("/v1/x?y=z"s, url.target);
  CPPUNIT_ASSERT_EQUAL("/v1/x"s, std::string{url.path()});
  CPPUNIT_ASSERT_EQUAL("/?q"s, net::Url::parse("http://[::1]:80?q").target);
  CPPUNIT_ASSERT_EQUAL("https://a:443"s, net::Url::parse("https://a").origin());
}

// A server that speaks TLS with a certificate for `host`.
std::function<void(t::Peer&)> tls_server(const std::string& host) {
  return [host](t::Peer& peer) {
    if (!peer.start_tls(t::certificate_for(host))) return;
    peer.read_request();
    peer.write(t::http_answer(200, "{}"));
  };
}

CPPUNIT_TEST_FIXTURE(t::Plain, https_works_with_a_trusted_certificate_of_that_host) {
  t::LoopbackServer server{tls_server("localhost")};
  HttpClient client{{.ca_file = t::certificate_for("localhost").certificate_file}};

  const auto answer =
      client.send(get("https://localhost:" + std::to_string(server.port()) + "/"), kLimits);

  CPPUNIT_ASSERT_EQUAL(200, answer.status);
}

CPPUNIT_TEST_FIXTURE(t::Plain, https_refuses_a_foreign_host_name_even_on_the_own_machine) {
  t::LoopbackServer server{tls_server("api.example.com")};
  HttpClient client{{.ca_file = t::certificate_for("api.example.com").certificate_file}};
  const auto url = "https://localhost:" + std::to_string(server.port()) + "/";

  CPPUNIT_ASSERT(Kind::Tls == failure_of(client, get(url)));
}

CPPUNIT_TEST_FIXTURE(t::Plain, https_refuses_a_certificate_nobody_trusted_signed) {
  t::LoopbackServer server{tls_server("localhost")};
  HttpClient client;
  const auto url = "https://localhost:" + std::to_string(server.port()) + "/";

  CPPUNIT_ASSERT(Kind::Tls == failure_of(client, get(url)));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_silent_tls_peer_is_given_up_at_the_deadline) {
  t::LoopbackServer server{[](t::Peer& peer) { peer.wait_until_gone(); }};
  HttpClient client;
  const auto url = "https://localhost:" + std::to_string(server.port()) + "/";
  const auto start = std::chrono::steady_clock::now();

  const auto kind = failure_of(client, get(url), kShort);

  CPPUNIT_ASSERT(!(NetError{kind, ""}.may_have_arrived()));
  CPPUNIT_ASSERT(std::chrono::steady_clock::now() - start < milliseconds{2000});
}

}  // namespace
