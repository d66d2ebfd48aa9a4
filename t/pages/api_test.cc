#include "pages/api/api.h"

#include "base/json.h"
#include "pages/api/body.h"
#include "pages/api/operations.h"
#include "pages/routes.h"
#include "t/pages/api_asking.h"
#include "t/race/crowd.h"
#include "web/errors.h"

namespace {

using base::Json;
using t::kNoon;
using web::Response;

namespace api = pages::api;

using Asked = t::ApiAsked;
using Api = t::ApiAsking;

constexpr const char* kTwo =
    R"({"carrier":"UPS","tracking":"1Z","lines":[{"position":1,"units":2}]})";
constexpr const char* kOne =
    R"({"carrier":"UPS","tracking":"1Z","lines":[{"position":1,"units":1}]})";

// ---- once for each name

CPPUNIT_TEST_FIXTURE(Api, a_parcel_leaves_once_however_often_it_is_asked_for) {
  const auto first = send(kTwo, "a");
  const auto second = send(kTwo, "a");

  CPPUNIT_ASSERT_EQUAL(201, first.status);
  CPPUNIT_ASSERT_EQUAL(201, second.status);
  CPPUNIT_ASSERT_EQUAL(first.body, second.body);
  CPPUNIT_ASSERT_EQUAL(std::string{first.header("ETag")}, std::string{second.header("ETag")});
  CPPUNIT_ASSERT_EQUAL(std::string{}, std::string{first.header("Idempotency-Replayed")});
  CPPUNIT_ASSERT_EQUAL(std::string{"true"}, std::string{second.header("Idempotency-Replayed")});
  CPPUNIT_ASSERT_EQUAL(std::string{"3 0 2 0 0 0, 2 0 0 0 0 0"}, units());
  CPPUNIT_ASSERT_EQUAL(std::string{"1"},
                       sql("SELECT count(*) FROM outbox WHERE kind = 'mail.parcel_shipped'"));
  CPPUNIT_ASSERT_EQUAL(std::string{"key 1"}, sql("SELECT actor FROM fulfilments"));
}

CPPUNIT_TEST_FIXTURE(Api, another_request_under_a_used_name_is_refused) {
  send(kTwo, "a");
  const auto before = everything();

  const auto other = send(kOne, "a");

  CPPUNIT_ASSERT_EQUAL(422, other.status);
  CPPUNIT_ASSERT_EQUAL(std::string{"This Idempotency-Key belongs to another request"},
                       title(other));
  CPPUNIT_ASSERT_EQUAL(std::string{"application/problem+json"}, other.content_type);
  CPPUNIT_ASSERT_EQUAL(before, everything());
}

CPPUNIT_TEST_FIXTURE(Api, what_adds_something_needs_a_name) {
  const auto before = everything();
  for (const auto* odd : {"", "with blank", "\xc3\xa9"}) {
    const auto response = send(kTwo, odd);
    CPPUNIT_ASSERT_EQUAL(400, response.status);
  }
  CPPUNIT_ASSERT_EQUAL(400, send(kTwo, std::string(101, 'a')).status);
  CPPUNIT_ASSERT_EQUAL(before, everything());
  CPPUNIT_ASSERT_EQUAL(201, send(kTwo, std::string(100, 'a')).status);
}

CPPUNIT_TEST_FIXTURE(Api, a_refused_parcel_leaves_no_trace_and_its_name_may_try_again) {
  const auto before = everything();
  const std::string four = R"({"carrier":"UPS","lines":[{"position":1,"units":4}]})";

  CPPUNIT_ASSERT_EQUAL(409, send(four, "a").status);
  CPPUNIT_ASSERT_EQUAL(before, everything());
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, answers());
  const auto nowhere = send(R"({"carrier":"UPS","lines":[{"position":9,"units":1}]})", "a");
  CPPUNIT_ASSERT_EQUAL(422, nowhere.status);
  CPPUNIT_ASSERT_EQUAL(std::string{"#/lines/0/position"},
                       Json::parse(nowhere.body).at("errors").items().at(0).at("pointer").text());
  CPPUNIT_ASSERT_EQUAL(before, everything());
  CPPUNIT_ASSERT_EQUAL(201, send(kTwo, "a").status);
}

CPPUNIT_TEST_FIXTURE(Api, a_parcel_that_fails_at_any_statement_leaves_no_trace) {
  fails_at_each_statement([&] { CPPUNIT_ASSERT_EQUAL(201, send(kTwo, "a").status); });
  CPPUNIT_ASSERT_EQUAL(std::string{"3 0 2 0 0 0, 2 0 0 0 0 0"}, units());
}

CPPUNIT_TEST_FIXTURE(Api, of_8_at_once_under_one_name_one_parcel_leaves) {
  const auto answers = t::crowd<std::string>(*this, 8, "gds_owner", [&](store::Db& db, int) {
    return ask(db, api::parcel_send, {{"number", number_}}, {.body = kOne, .name = "a"}).body;
  });

  for (const auto& answer : answers) CPPUNIT_ASSERT_EQUAL(answers.front(), answer);
  CPPUNIT_ASSERT_EQUAL(std::string{"3 0 1 0 0 0, 2 0 0 0 0 0"}, units());
}

CPPUNIT_TEST_FIXTURE(Api, of_8_at_once_under_their_own_names_no_more_leaves_than_there_is) {
  const auto statuses = t::crowd<int>(*this, 8, "gds_owner", [&](store::Db& db, int number) {
    return ask(db, api::parcel_send, {{"number", number_}},
               {.body = kOne, .name = std::to_string(number)})
        .status;
  });

  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{3}, std::count(statuses.begin(), statuses.end(), 201));
  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{5}, std::count(statuses.begin(), statuses.end(), 409));
  CPPUNIT_ASSERT_EQUAL(std::string{"3 0 3 0 0 0, 2 0 0 0 0 0"}, units());
}

CPPUNIT_TEST_FIXTURE(Api, without_lines_all_that_is_left_is_sent_and_it_arrives_once) {
  CPPUNIT_ASSERT_EQUAL(201, send(R"({"carrier":"UPS"})", "a").status);
  CPPUNIT_ASSERT_EQUAL(409, send(R"({"carrier":"UPS"})", "b").status);
  const auto deliver = [&](const std::string& name) {
    return ask(api::parcel_delivered, {{"id", "1"}}, {.body = "{}", .name = name}).status;
  };

  CPPUNIT_ASSERT_EQUAL(200, deliver("c"));
  CPPUNIT_ASSERT_EQUAL(409, deliver("d"));
  CPPUNIT_ASSERT_EQUAL(std::string{"delivered"}, sql("SELECT state FROM orders"));
}

// ---- stock

CPPUNIT_TEST_FIXTURE(Api, s8_a_key_cannot_take_away_what_was_promised) {
  const auto adjust = [&](const std::string& units, const std::string& name) {
    return ask(api::stock_adjust, {{"variant", id(switch_variant())}},
               {.body = R"({"units":)" + units + R"(,"reason":"counted"})", .name = name})
        .status;
  };
  CPPUNIT_ASSERT_EQUAL(std::string{"20 7, 20 2"}, stock());
  CPPUNIT_ASSERT_EQUAL(409, adjust("-14", "a"));
  CPPUNIT_ASSERT_EQUAL(409, adjust("-21", "a"));
  CPPUNIT_ASSERT_EQUAL(422, adjust("0", "a"));
  CPPUNIT_ASSERT_EQUAL(std::string{"20 7, 20 2"}, stock());
  CPPUNIT_ASSERT_EQUAL(200, adjust("-13", "a"));
  CPPUNIT_ASSERT_EQUAL(200, adjust("-13", "a"));
  CPPUNIT_ASSERT_EQUAL(std::string{"7 7, 20 2"}, stock());
  CPPUNIT_ASSERT_EQUAL(std::string{"key 1"},
                       sql("SELECT actor FROM stock_movements ORDER BY id DESC LIMIT 1"));
}

// ---- what was read is what is changed

CPPUNIT_TEST_FIXTURE(Api, a_product_is_changed_only_as_it_was_read) {
  const base::Fields path{{"id", "1"}};
  const auto change = [&](const std::string& body, const std::string& match) {
    return ask(api::product_change, path, {.body = body, .match = match});
  };
  const auto before = sql("SELECT title FROM products WHERE id = 1");

  CPPUNIT_ASSERT_EQUAL(428, change(R"({"title":"New"})", "").status);
  CPPUNIT_ASSERT_EQUAL(412, change(R"({"title":"New"})", "\"other\"").status);
  CPPUNIT_ASSERT_EQUAL(before, sql("SELECT title FROM products WHERE id = 1"));
  const auto read = tag(api::product, path);
  CPPUNIT_ASSERT_EQUAL(412, change(R"({"title":"New"})", "W/" + read).status);
  const auto changed =
      change(R"({"title":" New ","weight_g":4000,"airflow":null})", "\"other\", " + read);
  CPPUNIT_ASSERT_EQUAL(200, changed.status);
  CPPUNIT_ASSERT_EQUAL(std::string{"New|4000"},
                       sql("SELECT title || '|' || weight_g FROM products WHERE id = 1"));
  CPPUNIT_ASSERT_EQUAL(std::string{changed.header("ETag")}, tag(api::product, path));
  CPPUNIT_ASSERT_EQUAL(412, change(R"({"title":"Newer"})", read).status);
  const auto unknown = change(R"({"weight_g":null})", std::string{changed.header("ETag")});
  CPPUNIT_ASSERT_EQUAL(200, unknown.status);
  CPPUNIT_ASSERT(Json::parse(unknown.body).find("weight_g").is_null());
  CPPUNIT_ASSERT_EQUAL(std::string{"key 1 192.0.2.7 request update products 1"},
                       sql("SELECT concat_ws(' ', actor, address, request, action, relation, "
                           "row_key) FROM audit_log "
                           "WHERE relation = 'products' ORDER BY id LIMIT 1"));
}

CPPUNIT_TEST_FIXTURE(Api, of_8_who_change_the_same_version_one_does) {
  const auto read = tag(api::product, {{"id", "1"}});
  const auto statuses = t::crowd<int>(*this, 8, "gds_owner", [&](store::Db& db, int number) {
    return ask(db, api::product_change, {{"id", "1"}},
               {.body = R"({"title":"By )" + std::to_string(number) + R"("})", .match = read})
        .status;
  });

  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{1}, std::count(statuses.begin(), statuses.end(), 200));
  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{7}, std::count(statuses.begin(), statuses.end(), 412));
}

CPPUNIT_TEST_FIXTURE(Api, a_price_is_set_by_the_key_and_stands_in_its_history) {
  const base::Fields path{{"id", id(switch_variant())}};
  const auto changed =
      ask(api::variant_change, path,
          {.body = R"({"base_price_cents":12345})", .match = tag(api::variant, path)});

  CPPUNIT_ASSERT_EQUAL(200, changed.status);
  const auto json = Json::parse(changed.body);
  CPPUNIT_ASSERT_EQUAL(std::int64_t{12345}, json.at("price_cents").integer());
  CPPUNIT_ASSERT_EQUAL(std::string{"key 1"},
                       sql("SELECT DISTINCT actor FROM price_history WHERE actor LIKE 'key%'"));
}

CPPUNIT_TEST_FIXTURE(Api, what_is_not_there_is_not_found) {
  const auto is_missing = [&](Handler handler, const base::Fields& path, const Asked& asked) {
    CPPUNIT_ASSERT_THROW(ask(handler, path, asked), web::NotFound);
  };
  for (const auto* odd : {"999", "0", "-1", "x", "1.0", " 1", "99999999999999999999"})
    for (const auto handler : {api::product, api::variant, api::stock_of_variant})
      is_missing(handler, {{"id", odd}, {"variant", odd}}, {});
  is_missing(api::order, {{"number", "no"}}, {});
  is_missing(api::parcel_send, {{"number", "no"}}, {.body = kTwo, .name = "a"});
  is_missing(api::parcel_delivered, {{"id", "9"}}, {.body = "{}", .name = "a"});
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, answers());
}

// ---- strict reading

CPPUNIT_TEST_FIXTURE(Api, what_is_no_json_or_no_shape_of_ours_is_refused) {
  const auto read = tag(api::product, {{"id", "1"}});
  const auto before = everything();
  const auto status = [&](const std::string& body) {
    return ask(api::product_change, {{"id", "1"}}, {.body = body, .match = read}).status;
  };
  for (const auto& broken :
       {std::string{"{"}, std::string{"{}x"}, std::string{"7"},
        std::string{R"({"title":"a","title":"b"})"},
        std::string{R"({"weight_g":99999999999999999999})"}, std::string{"{\"title\":\"\\u0000\"}"},
        std::string{"{\"title\":\"\xff\"}"}, std::string(50, '[') + std::string(50, ']'),
        std::string{R"({title:1})"}})
    CPPUNIT_ASSERT_EQUAL_MESSAGE(broken, 400, status(broken));
  for (const auto* odd :
       {"[]", R"({"name":"x"})", R"({"title":7})", R"({"title":null})", R"({"title":""})",
        R"({"title":"   "})", "{\"title\":\"a\\nb\"}", "{\"title\":\"a\xe2\x80\xae\"}",
        R"({"weight_g":"4"})", R"({"weight_g":4.5})", R"({"weight_g":1e3})", R"({"weight_g":0})",
        R"({"weight_g":-1})", R"({"weight_g":10000001})", R"({"full_depth":1})",
        R"({"price_cents":1})", R"({"id":1})"})
    CPPUNIT_ASSERT_EQUAL_MESSAGE(odd, 422, status(odd));
  CPPUNIT_ASSERT_EQUAL(422, status(R"({"title":")" + std::string(301, 'x') + R"("})"));
  CPPUNIT_ASSERT_EQUAL(before, everything());
  CPPUNIT_ASSERT_EQUAL(200, status(R"({"title":")" + std::string(300, 'x') + R"("})"));
}

CPPUNIT_TEST_FIXTURE(Api, every_wrong_field_is_named_where_it_stands) {
  const auto response =
      send(R"({"carrier":"","lines":[{"position":1},{"position":1,"units":0,"a/b~":1}]})", "a");

  CPPUNIT_ASSERT_EQUAL(422, response.status);
  std::string pointers;
  for (const auto& error : Json::parse(response.body).at("errors").items())
    pointers += error.at("pointer").text() + ' ';
  CPPUNIT_ASSERT_EQUAL(std::string{"#/carrier #/lines/0/units #/lines/1/units #/lines/1/a~1b~0 "},
                       pointers);
}

// ---- lists

CPPUNIT_TEST_FIXTURE(Api, pages_of_a_list_neither_repeat_nor_hide_what_comes_between) {
  const auto page = [&](const std::string& query) {
    return Json::parse(ask(api::variants, {}, {.query = query}).body);
  };
  const auto skus = [](const Json& json) {
    std::string all;
    for (const auto& item : json.at("items").items()) all += item.at("sku").text() + ' ';
    return all;
  };
  const auto whole = skus(page(""));
  const auto first = page("limit=2");
  sql("DELETE FROM part_numbers");  // nothing of it stands in a cursor
  const auto later = t::make_variant(db(), "LATER");

  const auto second = page("limit=2&after=" + first.at("next").text());

  CPPUNIT_ASSERT_EQUAL(whole + sql("SELECT sku FROM variants WHERE id = " + id(later)) + ' ',
                       skus(first) + skus(second));
  const auto end = page("limit=2&after=" + second.at("next").text());
  CPPUNIT_ASSERT(end.at("items").items().empty() && end.find("next").is_null());
}

CPPUNIT_TEST_FIXTURE(Api, orders_come_newest_first_in_pages_by_time_and_id) {
  place();  // at the same instant
  std::string seen;
  std::string after;
  for (int pages = 0; pages < 3; ++pages) {
    const auto json = Json::parse(
        ask(api::orders, {}, {.query = "limit=1" + (after.empty() ? "" : "&after=" + after)}).body);
    for (const auto& item : json.at("items").items()) seen += item.at("number").text() + ' ';
    after = json.text_or("next", "");
  }

  CPPUNIT_ASSERT_EQUAL(sql("SELECT string_agg(number, ' ' ORDER BY id DESC) || ' ' FROM orders"),
                       seen);
  CPPUNIT_ASSERT_EQUAL(std::string{}, after);
}

CPPUNIT_TEST_FIXTURE(Api, a_query_that_is_not_ours_is_refused) {
  const auto other = api::cursor("products", {0, 1});
  for (const auto& query :
       {std::string{"limit=0"}, std::string{"limit=101"}, std::string{"limit=x"},
        std::string{"page=2"}, std::string{"after="}, std::string{"after=xx"}, "after=" + other,
        std::string{"limit=1&limit=2"}, "after=" + api::cursor("orders", {-1, 1}),
        "after=" + api::cursor("orders", {INT64_MAX, 1}), std::string{"state=lost"},
        std::string{"state=placed&state=placed"}, std::string{"limit=%zz"}})
    CPPUNIT_ASSERT_EQUAL_MESSAGE(query, 422, ask(api::orders, {}, {.query = query}).status);
}

// ---- the description

CPPUNIT_TEST_FIXTURE(t::Plain, every_route_of_the_api_is_described_and_nothing_else) {
  std::vector<std::string> routes;
  for (const auto& route : pages::routes())
    if (route.path.starts_with("/api/v1/"))
      routes.push_back(std::string{route.method} + ' ' + std::string{route.path});
  std::vector<std::string> described;
  for (const auto& one : api::operations())
    described.push_back(std::string{one.method} + ' ' + std::string{one.path});

  CPPUNIT_ASSERT(routes == described);
  for (const auto& route : pages::routes())
    if (route.path.starts_with("/api/v1/")) {
      CPPUNIT_ASSERT(route.who == web::Who::Key && route.guard == web::Guard::Bearer);
      CPPUNIT_ASSERT(route.body == web::Body::Json && route.pool == web::Pool::Admin);
      CPPUNIT_ASSERT(!route.scope.empty() || route.path == "/api/v1/key");
    }
  CPPUNIT_ASSERT_NO_THROW(
      Json::parse(api::openapi_document(pages::routes(), "https://shop.example"), 64));
}

}  // namespace
