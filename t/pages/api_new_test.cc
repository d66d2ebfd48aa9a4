#include "pages/api/api.h"
#include "t/pages/api_asking.h"
#include "t/race/crowd.h"

namespace {

using base::Json;
using web::Response;

namespace api = pages::api;

// A product of two variants, one of them of this SKU.
std::string new_product(const std::string& sku, const std::string& mpn,
                        const std::string& category = "Networking/Switches") {
  return R"({"brand":"Acme","mpn":")" + mpn + R"(","title":"A new switch","category":")" +
         category + R"(","weight_g":3000,"airflow":null,"variants":[{"sku":")" + sku +
         R"(","condition":"used","price_cents":4200},{"sku":")" + sku +
         R"(-N","condition":"new","price_cents":9900}]})";
}

struct ApiOfNew : t::ApiAsking {
  Response make(const std::string& body, const std::string& name) {
    return ask(api::product_make, {}, {.body = body, .name = name});
  }
  std::string goods() {
    return sql(
        "SELECT concat_ws(' ', (SELECT count(*) FROM products), (SELECT count(*) FROM variants), "
        "(SELECT count(*) FROM stock_items), (SELECT count(*) FROM brands), (SELECT count(*) FROM "
        "categories), (SELECT count(*) FROM price_history), (SELECT count(*) FROM part_numbers), "
        "(SELECT string_agg(title, ',' ORDER BY id) FROM products))");
  }
};

CPPUNIT_TEST_FIXTURE(ApiOfNew, a_product_is_made_once_with_its_variants_and_no_units_of_them) {
  const auto made = make(new_product("NEW-1", "X-1"), "one");

  CPPUNIT_ASSERT_EQUAL(201, made.status);
  const auto product = Json::parse(made.body);
  CPPUNIT_ASSERT_EQUAL(std::string{"A new switch"}, product.at("title").text());
  CPPUNIT_ASSERT_EQUAL(std::int64_t{3000}, product.at("weight_g").integer());
  CPPUNIT_ASSERT(product.find("airflow").is_null());
  CPPUNIT_ASSERT_EQUAL(std::string{made.header("ETag")},
                       tag(api::product, {{"id", std::to_string(product.at("id").integer())}}));
  CPPUNIT_ASSERT_EQUAL(std::string{"NEW-1 used 4200 0, NEW-1-N new 9900 0"},
                       sql("SELECT string_agg(concat_ws(' ', v.sku, v.condition, v.price_cents, "
                           "s.on_hand), ', ' ORDER BY v.id) FROM variants v JOIN stock_items s ON "
                           "s.variant_id = v.id WHERE v.sku LIKE 'NEW%'"));
  const auto before = goods();
  const auto again = make(new_product("NEW-1", "X-1"), "one");
  CPPUNIT_ASSERT_EQUAL(made.body, again.body);
  CPPUNIT_ASSERT_EQUAL(std::string{"true"}, std::string{again.header("Idempotency-Replayed")});
  CPPUNIT_ASSERT_EQUAL(before, goods());
}

CPPUNIT_TEST_FIXTURE(ApiOfNew, what_is_there_is_not_made_again_nor_changed) {
  CPPUNIT_ASSERT_EQUAL(201, make(new_product("NEW-1", "X-1"), "one").status);
  const auto before = goods();

  CPPUNIT_ASSERT_EQUAL(409, make(new_product("new-1", "X-2"), "two").status);
  CPPUNIT_ASSERT_EQUAL(409, make(new_product("NEW-3", "x-1"), "three").status);
  CPPUNIT_ASSERT_EQUAL(400, make(new_product("NEW-4", "X-4"), "").status);

  CPPUNIT_ASSERT_EQUAL(before, goods());
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, answers());
}

CPPUNIT_TEST_FIXTURE(ApiOfNew, a_new_product_is_held_to_the_rules_of_a_product_file) {
  const auto before = goods();
  const auto pointer = [&](const std::string& body) {
    const auto refused = make(body, "name");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(body, 422, refused.status);
    return Json::parse(refused.body).at("errors").items().at(0).at("pointer").text();
  };
  const auto with = [](std::string_view from, const std::string& to) {
    auto body = new_product("NEW-1", "X-1");
    return body.replace(body.find(from), from.size(), to);
  };
  CPPUNIT_ASSERT_EQUAL(std::string{"#/variants/0/condition"}, pointer(with("used", "broken")));
  CPPUNIT_ASSERT_EQUAL(std::string{"#/variants/1/sku"}, pointer(with("NEW-1-N", "new-1")));
  CPPUNIT_ASSERT_EQUAL(std::string{"#/variants/0/price_cents"}, pointer(with("4200", "0")));
  CPPUNIT_ASSERT_EQUAL(std::string{"#/mpn"}, pointer(new_product("NEW-1", "")));
  CPPUNIT_ASSERT_EQUAL(std::string{"#/mpn"}, pointer(new_product("NEW-1", "---")));
  CPPUNIT_ASSERT_EQUAL(std::string{"#/category"}, pointer(new_product("NEW-1", "X-1", "a//b")));
  CPPUNIT_ASSERT_EQUAL(std::string{"#/variants/0/sku"}, pointer(new_product("-", "X-1")));
  CPPUNIT_ASSERT_EQUAL(std::string{"#/weight_g"}, pointer(with("3000", "0")));
  CPPUNIT_ASSERT_EQUAL(before, goods());
}

CPPUNIT_TEST_FIXTURE(ApiOfNew, of_8_who_make_the_same_product_at_once_one_does) {
  const auto statuses = t::crowd<int>(*this, 8, "gds_owner", [&](store::Db& db, int number) {
    return ask(db, api::product_make, {},
               {.body = new_product("NEW-1", "X-1"), .name = "new-" + std::to_string(number)})
        .status;
  });

  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{1}, std::count(statuses.begin(), statuses.end(), 201));
  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{7}, std::count(statuses.begin(), statuses.end(), 409));
  CPPUNIT_ASSERT_EQUAL(std::string{"2"},
                       sql("SELECT count(*) FROM variants WHERE sku LIKE 'NEW-1%'"));
}

CPPUNIT_TEST_FIXTURE(ApiOfNew, a_product_that_fails_at_any_statement_leaves_no_trace) {
  const auto before = goods();
  fails_at_each_statement([&] {
    CPPUNIT_ASSERT_EQUAL(before, goods());
    CPPUNIT_ASSERT_EQUAL(201, make(new_product("NEW-1", "X-1"), "one").status);
  });
}

}  // namespace
