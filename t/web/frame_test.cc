#include "web/frame.h"

#include <fstream>
#include <iterator>

#include "base/error.h"
#include "store/db.h"
#include "t/temp_folder.h"
#include "t/test.h"
#include "web/errors.h"

using web::Body;
using web::Guard;
using web::Pace;
using web::Pool;
using web::Response;
using web::Who;

namespace {

struct Ctx {
  web::Request& req;
  base::Instant now{};
};
using Route = web::Route<Ctx>;

Response fine(Ctx&) {
  return Response::text("fine");
}
Response echo(Ctx& ctx) {
  return Response::text(ctx.req.param("a") + "," + ctx.req.param("b"));
}
Response missing(Ctx&) {
  throw web::NotFound{};
}
Response gone_db(Ctx&) {
  throw store::DbError{"cart.read", "connection lost", "08006"};
}
Response sick_db(Ctx&) {
  throw store::DbError{"cart.read", "no such column", "42703"};
}
Response bug(Ctx&) {
  throw base::BugError{"broken"};
}
Response odd(Ctx&) {
  throw 7;
}

const std::array kTable{
    Route{"GET", "/", Pool::Shop, Who::Anyone, Guard::None, Pace::Read, fine},
    Route{"GET", "/cart", Pool::Shop, Who::Anyone, Guard::None, Pace::None, fine},
    Route{"POST", "/cart", Pool::Shop, Who::Anyone, Guard::Csrf, Pace::Write, fine, Body::Form, 20},
    Route{"GET", "/o/:a/:b", Pool::Shop, Who::Anyone, Guard::None, Pace::None, echo},
    Route{"GET", "/o/fixed/:x", Pool::Shop, Who::Anyone, Guard::None, Pace::None, fine},
    Route{"GET", "/mine", Pool::Shop, Who::Shopper, Guard::None, Pace::None, fine},
    Route{"POST", "/hook", Pool::Shop, Who::Signed, Guard::Signature, Pace::None, fine, Body::Raw,
          20},
    Route{"POST", "/api", Pool::Shop, Who::Anyone, Guard::None, Pace::None, fine, Body::Json, 20},
    Route{"POST", "/v1", Pool::Shop, Who::Key, Guard::Bearer, Pace::Write, fine, Body::Json, 20,
          "stock.view"},
    Route{"GET", "/inner", Pool::Shop, Who::Anyone, Guard::Loopback, Pace::None, fine},
    Route{"GET", "/missing", Pool::Shop, Who::Anyone, Guard::None, Pace::None, missing},
    Route{"GET", "/gone-db", Pool::Shop, Who::Anyone, Guard::None, Pace::None, gone_db},
    Route{"GET", "/sick-db", Pool::Shop, Who::Anyone, Guard::None, Pace::None, sick_db},
    Route{"GET", "/bug", Pool::Shop, Who::Anyone, Guard::None, Pace::None, bug},
    Route{"GET", "/odd", Pool::Shop, Who::Anyone, Guard::None, Pace::None, odd},
    Route{"GET", "/other-pool", Pool::Admin, Who::Anyone, Guard::None, Pace::None, fine},
};

// Lets the first `allowed` through.
class Countdown : public web::Pacer {
 public:
  int allowed = 1000;
  std::optional<std::chrono::seconds> refusal(Pace pace, std::string_view, base::Instant) override {
    if (pace == Pace::None || allowed-- > 0) return std::nullopt;
    return std::chrono::seconds{42};
  }
};

struct Framed : CppUnit::TestFixture {
  Response answer(web::Request req) {
    Ctx ctx{req};
    const web::Frame<Ctx> frame{
        {std::span<const Route>{kTable}, Pool::Shop},
        {is_signed_, refuse_audience_, refuse_key_,
         [](Ctx&, const web::Problem& problem) {
           return Response::text("problem " + std::to_string(problem.status));
         }},
        config_,
        pacer_,
        log_};
    auto answered = frame.answer(ctx);
    route_ = answered.route;
    return answered.response;
  }
  int get(std::string_view target) { return answer({"GET", target}).status; }
  web::Request form(const char* value) { return {"POST", "/cart", {{"a", value}}}; }

  base::Config config_;  // site.url is http://127.0.0.1:8080
  Countdown pacer_;
  base::Log log_{"/dev/null"};
  std::function<bool(Ctx&, const Route&)> is_signed_;
  std::function<std::optional<web::Problem>(Ctx&, const Route&)> refuse_audience_;
  std::function<std::optional<web::Problem>(Ctx&, const Route&)> refuse_key_;
  std::string route_;
};

CPPUNIT_TEST_FIXTURE(Framed, a_form_whose_fields_cannot_be_told_apart_or_read_is_refused) {
  for (const auto* body : {"a=1&a=1", "a=1&b=2&a=", "a=%00", "a=%ff%fe", "%c0%af=1", "a=%zz"}) {
    web::Request req{"POST", "/cart"};
    req.body = body;
    req.set_header("Content-Type", "application/x-www-form-urlencoded");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(body, 422, answer(std::move(req)).status);
  }
  web::Request fine{"POST", "/cart", {{"a", "1"}, {"b", "1"}}};
  CPPUNIT_ASSERT_EQUAL(200, answer(std::move(fine)).status);
}

CPPUNIT_TEST_FIXTURE(Framed, a_path_is_found_exactly_or_not_at_all) {
  CPPUNIT_ASSERT_EQUAL(200, get("/"));
  CPPUNIT_ASSERT_EQUAL(200, get("/cart?x=1"));
  CPPUNIT_ASSERT_EQUAL(std::string{"/cart"}, route_);
  for (const auto* wrong : {"/cart/", "//cart", "/Cart", "/cart/x", "", "cart", "/x/../cart",
                            "/%63art", "/o/1", "/o//2", "/o/1/2/3", "/other-pool"})
    CPPUNIT_ASSERT_EQUAL_MESSAGE(wrong, 404, get(wrong));
  CPPUNIT_ASSERT_EQUAL(std::string{"-"}, route_);
}

CPPUNIT_TEST_FIXTURE(Framed, segments_with_a_colon_are_decoded_and_fixed_ones_go_first) {
  CPPUNIT_ASSERT_EQUAL(std::string{"1/2,x y+"}, answer({"GET", "/o/1%2F2/x%20y+"}).body);
  CPPUNIT_ASSERT_EQUAL(std::string{"/o/:a/:b"}, route_);
  CPPUNIT_ASSERT_EQUAL(std::string{"fine"}, answer({"GET", "/o/fixed/1"}).body);
  for (const auto* wrong : {"/o/1/%00", "/o/1/%ff", "/o/1/%0a", "/o/1/%zz"})
    CPPUNIT_ASSERT_EQUAL_MESSAGE(wrong, 404, get(wrong));
}

CPPUNIT_TEST_FIXTURE(Framed, another_method_is_told_which_ones_there_are) {
  const auto refused = answer({"DELETE", "/cart"});

  CPPUNIT_ASSERT_EQUAL(405, refused.status);
  CPPUNIT_ASSERT_EQUAL(std::string{"GET, HEAD, POST"}, std::string{refused.header("Allow")});
  CPPUNIT_ASSERT_EQUAL(200, answer({"HEAD", "/cart"}).status);
  CPPUNIT_ASSERT_EQUAL(405, answer({"POST", "/"}).status);
  CPPUNIT_ASSERT_EQUAL(405, answer({"HEAD", "/hook"}).status);
}

CPPUNIT_TEST_FIXTURE(Framed, guards_answer_in_their_order) {
  auto req = form("a value that is far too long");
  req.set_header("Origin", "https://evil.example");
  req.set_header("Content-Type", "text/plain");
  pacer_.allowed = 0;
  CPPUNIT_ASSERT_EQUAL(413, answer(req).status);
  req.body = "a=1";
  CPPUNIT_ASSERT_EQUAL(403, answer(req).status);
  req.set_header("Origin", "http://127.0.0.1:8080");
  const auto slow = answer(req);
  CPPUNIT_ASSERT_EQUAL(429, slow.status);
  CPPUNIT_ASSERT_EQUAL(std::string{"42"}, std::string{slow.header("Retry-After")});
  pacer_.allowed = 2;
  CPPUNIT_ASSERT_EQUAL(415, answer(req).status);
  req.set_header("Content-Type", "application/x-www-form-urlencoded");
  CPPUNIT_ASSERT_EQUAL(200, answer(req).status);
}

CPPUNIT_TEST_FIXTURE(Framed, a_form_from_elsewhere_is_refused) {
  const auto status = [&](const char* name, const char* value) {
    auto req = form("1");
    req.set_header(name, value);
    return answer(req).status;
  };
  CPPUNIT_ASSERT_EQUAL(200, answer(form("1")).status);
  CPPUNIT_ASSERT_EQUAL(200, status("Origin", "http://127.0.0.1:8080"));
  for (const auto* foreign :
       {"null", "http://127.0.0.1", "http://127.0.0.1:80801", "https://127.0.0.1:8080",
        "http://localhost:8080", "http://127.0.0.1:8080.evil.example", "http://127.0.0.1:8080/"})
    CPPUNIT_ASSERT_EQUAL_MESSAGE(foreign, 403, status("Origin", foreign));
  CPPUNIT_ASSERT_EQUAL(200, status("Sec-Fetch-Site", "same-origin"));
  for (const auto* site : {"cross-site", "same-site", "other"})
    CPPUNIT_ASSERT_EQUAL_MESSAGE(site, 403, status("Sec-Fetch-Site", site));
  auto both = form("1");
  both.set_header("Sec-Fetch-Site", "cross-site");
  both.set_header("Origin", "http://127.0.0.1:8080");
  CPPUNIT_ASSERT_EQUAL(403, answer(both).status);
}

CPPUNIT_TEST_FIXTURE(Framed, without_a_hook_nobody_is_signed_and_nobody_is_signed_in) {
  CPPUNIT_ASSERT_EQUAL(400, answer({"POST", "/hook"}).status);
  CPPUNIT_ASSERT_EQUAL(404, get("/mine"));
  is_signed_ = [](Ctx& ctx, const Route&) { return ctx.req.body == "signed"; };
  web::Request req{"POST", "/hook"};
  req.body = "signed";
  CPPUNIT_ASSERT_EQUAL(200, answer(req).status);
  req.body = "signed by a forger, and so on";
  CPPUNIT_ASSERT_EQUAL(413, answer(req).status);
  refuse_audience_ = [](Ctx&, const Route&) { return web::Problem{401, "who are you"}; };
  CPPUNIT_ASSERT_EQUAL(401, get("/mine"));
}

CPPUNIT_TEST_FIXTURE(Framed, a_key_is_asked_for_after_size_and_pace_and_before_the_type) {
  web::Request req{"POST", "/v1"};
  req.body = "{\"a\": \"far too long\"}";
  pacer_.allowed = 0;
  CPPUNIT_ASSERT_EQUAL(413, answer(req).status);
  req.body = "{}";
  for (const auto* odd : {"", "Bearer", "Bearer ", "Basic abc", "abc", "Bearers abc"}) {
    req.set_header("Authorization", odd);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(odd, 401, answer(req).status);
  }
  req.set_header("Authorization", "bearer abc");
  CPPUNIT_ASSERT_EQUAL(429, answer(req).status);
  pacer_.allowed = 1000;
  CPPUNIT_ASSERT_EQUAL(404, answer(req).status);
  refuse_key_ = [](Ctx& ctx, const Route& route) -> std::optional<web::Problem> {
    if (web::bearer(ctx.req) == "abc" && route.scope == "stock.view") return std::nullopt;
    return web::Problem{403, "scope"};
  };
  CPPUNIT_ASSERT_EQUAL(415, answer(req).status);
  req.set_header("Content-Type", "application/json");
  CPPUNIT_ASSERT_EQUAL(200, answer(req).status);
  req.set_header("Authorization", "Bearer abcd");
  CPPUNIT_ASSERT_EQUAL(403, answer(req).status);
}

CPPUNIT_TEST_FIXTURE(Framed, an_inner_page_is_not_there_for_others) {
  web::Request req{"GET", "/inner"};
  CPPUNIT_ASSERT_EQUAL(404, answer(req).status);
  req.address = "192.0.2.1";
  CPPUNIT_ASSERT_EQUAL(404, answer(req).status);
  req.address = "127.0.0.1";
  CPPUNIT_ASSERT_EQUAL(200, answer(req).status);
}

CPPUNIT_TEST_FIXTURE(Framed, only_json_is_read_where_json_is_asked_for) {
  web::Request req{"POST", "/api", {{"a", "1"}}};
  CPPUNIT_ASSERT_EQUAL(415, answer(req).status);
  req.set_header("Content-Type", "application/json; charset=utf-8");
  CPPUNIT_ASSERT_EQUAL(200, answer(req).status);
}

CPPUNIT_TEST_FIXTURE(Framed, the_ladder_ends_every_throw) {
  CPPUNIT_ASSERT_EQUAL(404, get("/missing"));
  const auto down = answer({"GET", "/gone-db"});
  CPPUNIT_ASSERT_EQUAL(503, down.status);
  CPPUNIT_ASSERT_EQUAL(std::string{"10"}, std::string{down.header("Retry-After")});
  CPPUNIT_ASSERT_EQUAL(500, get("/sick-db"));
  CPPUNIT_ASSERT_EQUAL(500, get("/bug"));
  CPPUNIT_ASSERT_EQUAL(500, get("/odd"));
  CPPUNIT_ASSERT_EQUAL(std::string{"/odd"}, route_);
}

CPPUNIT_TEST_FIXTURE(Framed, an_error_page_that_fails_too_is_plain_words) {
  web::Request req{"GET", "/"};
  req.id = "abc123";
  const auto answered = web::climb(
      log_, req, []() -> Response { throw base::BugError{"one"}; },
      [](const web::Problem&) -> Response { throw base::BugError{"two"}; });

  CPPUNIT_ASSERT_EQUAL(500, answered.status);
  CPPUNIT_ASSERT_EQUAL(std::string{"Something went wrong here. Please try again in a moment.\n"
                                   "Reference: abc123\n"},
                       answered.body);
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_problem_page_that_leads_elsewhere_keeps_its_status) {
  const web::Problem gone{404, "no route"};
  CPPUNIT_ASSERT_EQUAL(301, web::with_problem(Response::moved("/p/new"), gone).status);
  CPPUNIT_ASSERT_EQUAL(404, web::with_problem(Response::html("gone"), gone).status);
  auto notice = Response::html("discontinued");
  notice.header("Link", "<https://shop.test/p/old>; rel=\"canonical\"");
  CPPUNIT_ASSERT_EQUAL(200, web::with_problem(notice, gone).status);
  CPPUNIT_ASSERT_EQUAL(403, web::with_problem(notice, web::Problem{403, "no"}).status);
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_refusal_stands_in_the_log_with_its_reason_and_no_field) {
  const t::TempFolder folder;
  const auto path = folder.path() + "/log";
  base::Log log{path};
  Countdown pacer;
  const base::Config config;
  const web::Frame<Ctx> frame{
      {std::span<const Route>{kTable}, Pool::Shop},
      {.problem_page = [](Ctx&, const web::Problem&) { return Response::text("no"); }},
      config,
      pacer,
      log};
  web::Request req{"POST", "/cart", {{"a", "secret"}}};
  req.id = "r-1";
  req.set_header("Origin", "https://evil.example");
  Ctx ctx{req};

  CPPUNIT_ASSERT_EQUAL(403, frame.answer(ctx).response.status);
  log.flush();

  std::ifstream in{path};
  const std::string line{std::istreambuf_iterator<char>{in}, {}};
  CPPUNIT_ASSERT(line.ends_with("refused id=r-1 status=403 why=\"foreign origin\"\n"));
  CPPUNIT_ASSERT(line.find("secret") == std::string::npos);
}

CPPUNIT_TEST_FIXTURE(t::Plain, two_rows_for_the_same_requests_are_a_bug) {
  const web::RouteRow row{"GET", "/o/:a", Pool::Shop, Who::Anyone, Guard::None, Pace::None};
  auto same = row;
  same.path = "/o/:b";
  CPPUNIT_ASSERT_THROW((web::Paths{{row, same}}), base::BugError);
  same.method = "POST";
  CPPUNIT_ASSERT_EQUAL(1, (web::Paths{{row, same}}.find("POST", "/o/1").row));
}

CPPUNIT_TEST_FIXTURE(t::Plain, the_client_is_the_last_address_that_no_trusted_proxy_wrote) {
  const std::vector<base::Network> trusted{*base::Network::parse("10.0.0.0/8"),
                                           *base::Network::parse("2001:db8::/32")};
  const auto client = [&](const char* peer, const char* forwarded) {
    return web::client_address(peer, forwarded, trusted);
  };
  CPPUNIT_ASSERT_EQUAL(std::string{"192.0.2.1"}, client("192.0.2.1", "198.51.100.1"));
  CPPUNIT_ASSERT_EQUAL(std::string{"198.51.100.1"}, client("10.0.0.1", "198.51.100.1"));
  CPPUNIT_ASSERT_EQUAL(std::string{"198.51.100.2"},
                       client("10.0.0.1", "6.6.6.6, 198.51.100.2 ,2001:db8::5, 10.1.1.1"));
  CPPUNIT_ASSERT_EQUAL(std::string{"10.0.0.1"}, client("10.0.0.1", ""));
  CPPUNIT_ASSERT_EQUAL(std::string{"10.0.0.1"}, client("10.0.0.1", "unknown"));
  CPPUNIT_ASSERT_EQUAL(std::string{"10.0.0.2"}, client("10.0.0.1", "evil, 10.0.0.2"));
  CPPUNIT_ASSERT_EQUAL(std::string{}, client("unix:", "198.51.100.1"));
}

}  // namespace
