#pragma once
#include "customers/customers.h"
#include "payment/inbox.h"
#include "payment/subscriptions.h"
#include "t/payment/stage.h"

// An account that subscribes to a plan, and what Stripe tells of it.
namespace t {

inline constexpr std::int64_t kSecond = 1795348800;  // kNoon
inline constexpr std::int64_t kMonth = 30LL * 24 * 3600;

// Kim, and a plan of $49.00 a month.
struct Plans : Till {
  void setUp() override {
    Till::setUp();
    kim = db().transact("kim", [](store::Tx& tx) {
      return customers::for_mail(tx, "kim@example.com", "Kim Lee", kNoon);
    });
    auto jobs = rival("gds_jobs");
    CPPUNIT_ASSERT(jobs.transact("plan", [](store::Tx& tx) {
      return payment::add_plan(
          tx, {"next-day", "Next day", "A part by tomorrow.", base::Money::cents(4900), "month"},
          kNoon);
    }));
  }
  auto subscribe(base::Instant now = kNoon) {
    return payment::subscribe(till(), kim, "next-day", now);
  }
  std::string uuid() { return sql("SELECT public_id FROM subscriptions ORDER BY id DESC LIMIT 1"); }
  std::string page(const std::string& status) {
    return R"({"id":"cs_1","object":"checkout.session","mode":"subscription","status":")" + status +
           R"(","payment_status":")" + (status == "complete" ? "paid" : "unpaid") + R"(","url":)" +
           (status == "open" ? R"("https://pay.example/cs_1")" : "null") + R"(,"subscription":)" +
           (status == "complete" ? R"("sub_1")" : "null") + R"(,"client_reference_id":")" + uuid() +
           R"(","currency":"usd","amount_total":4900,"expires_at":1795350900,"livemode":false})";
  }
  // The page stands.
  void opened() {
    stage.on(kCreate, {http_answer(500, "{}")});
    CPPUNIT_ASSERT(subscribe()->outcome == payment::AskOutcome::Unknown);
    stage.on(kCreate, {ok(page("open"))});
    CPPUNIT_ASSERT(subscribe()->outcome == payment::AskOutcome::Open);
  }
  std::string tell(const std::string& type, const std::string& object, std::int64_t later = 0) {
    auto hooks = rival("gds_hooks");
    return tell(hooks, type, object, later);
  }
  std::string tell(store::Db& through, const std::string& type, const std::string& object,
                   std::int64_t later) {
    const auto body = R"({"id":"evt_)" + std::to_string(++told) +
                      R"(","object":"event","created":)" + std::to_string(kSecond + later) +
                      R"(,"livemode":false,"type":")" + type + R"(","data":{"object":)" + object +
                      "}}";
    const auto kept =
        payment::keep_event(through, stripe::read_event(base::Json::parse(body)), body, kNoon);
    return payment::process_event(through, kept, terms, kNoon);
  }
  std::string object(const std::string& status, std::int64_t months = 1,
                     const std::string& more = "") {
    return R"({"id":"sub_1","object":"subscription","status":")" + status +
           R"(","metadata":{"subscription_id":")" + uuid() +
           R"("},"items":{"data":[{"current_period_end":)" +
           std::to_string(kSecond + months * kMonth) + "}]}" + more + "}";
  }
  std::string invoice(const std::string& id, const std::string& status, std::int64_t months = 1,
                      int attempts = 1) {
    const bool paid = status == "paid";
    return R"({"id":")" + id + R"(","object":"invoice","number":"A-1","status":")" + status +
           R"(","amount_due":4900,"amount_paid":)" + (paid ? "4900" : "0") +
           R"(,"attempt_count":)" + std::to_string(attempts) +
           R"(,"parent":{"subscription_details":{"subscription":"sub_1","metadata":)" +
           R"({"subscription_id":")" + uuid() + R"("}}},"lines":{"data":[{"period":{"end":)" +
           std::to_string(kSecond + months * kMonth) + "}}]}}";
  }
  void begun() {
    opened();
    tell("checkout.session.completed", page("complete"));
    tell("customer.subscription.created", object("active"), 1);
    tell("invoice.paid", invoice("in_1", "paid"), 2);
  }
  bool entitled(base::Instant at) {
    auto shop = rival("gds_shop");
    return shop.at_once(
        "entitled", [&](store::Tx& tx) { return payment::is_entitled(tx, kim, "next-day", at); });
  }
  std::string row() {
    return sql(
        "SELECT concat_ws(' ', state, stripe_id, status, extract(epoch FROM "
        "entitled_until)::bigint "
        "- 1795348800, coalesce((extract(epoch FROM grace_until)::bigint - 1795348800)::text, "
        "'-'), "
        "is_over) FROM subscriptions ORDER BY id DESC LIMIT 1");
  }
  std::string mails() {
    return sql(
        "SELECT string_agg(kind || ' ' || key, ', ' ORDER BY id) FROM outbox WHERE kind LIKE "
        "'mail.plan%'");
  }
  // Tells each event, failing at each of its statements in turn before: nothing of it is ever left.
  // Answers at how many points.
  template <class Events, class Everything>
  int breaks_anywhere(const Events& events, Everything everything, std::int64_t later) {
    int points = 0;
    for (const auto& [type, said] : events) {
      for (int nth = 1;; ++nth) {
        const auto before = everything();
        FailAt fails{nth};
        auto through = rival("gds_hooks");
        through.watch(&fails);
        try {
          tell(through, type, said, later + told);
          break;
        } catch (const store::DbError&) {
          CPPUNIT_ASSERT_EQUAL(before, everything());
          ++points;
        }
      }
    }
    return points;
  }
  base::CustomerId kim{0};
  int told = 0;
};

}  // namespace t
