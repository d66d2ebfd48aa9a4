// Completions without pool and protocol: what the same transactions cost on PostgreSQL alone.
//
//   completion --dsn CONNINFO --events FILE [--clients 8] [--seconds 5]
//
// Each line of FILE is an event's body; every one is kept and has its effect, as the webhook does
// it. Prints completions a second.
//
//   completion --script FIRST EACH
//
// The statements of a completion as a pgbench script: its clients complete EACH orders each, from
// bench-FIRST on.
#include <atomic>
#include <chrono>
#include <fstream>
#include <iostream>
#include <map>
#include <thread>
#include <vector>

#include "payment/inbox.h"
#include "t/bench/script.h"

namespace {

using Clock = std::chrono::steady_clock;

std::vector<std::string> lines_of(const std::string& file) {
  std::ifstream in{file};
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  BASE_CHECK(!lines.empty());
  return lines;
}

void print_script(const std::string& first, const std::string& each) {
  using bench::filled;
  const auto order = [](const char* kind) {
    return filled("outbox.enqueue",
                  {std::string{"'"} + kind + "'", "('order-' || :o_id)",
                   "jsonb_build_object('order', :o_id::bigint)", "now()", "now()"},
                  ";");
  };
  std::cout
      << "\\set i :i + 1\n\\set n " << first << " + :client_id * " << each << " + :i - 1\n"
      << filled("payment.keep_event",
                {"('evt_bench-' || :n)", "'checkout.session.completed'",
                 "convert_to(repeat('x', 560), 'UTF8')", "now()", "now()", "('pi_bench-' || :n)",
                 "('bench-' || :n)", "('cs_test_bench-' || :n)", "''"},
                "\n\\gset e_")
      << "BEGIN;\n"
      << filled("payment.lock_event", {":e_id"}, ";")
      << filled("payment.find_balance", {"('bench-' || :n)"}, ";")
      << filled("order.lock_public", {"('bench-' || :n)"}, "\n\\gset o_")
      << filled("payment.record_capture",
                {":o_id", "11825", "('pi_bench-' || :n)", "('cs_test_bench-' || :n)", "now()"}, ";")
      << filled("promo.keep", {":o_id", "now()"}, ";")
      << filled("cart.move", {":o_cart_id", "'completing'", "'completed'", "now()"}, ";")
      << filled("inventory.allocate", {":o_id", "'stripe'", "now()"}, ";")
      << filled("payment.take_tender", {":o_id", "now()"}, ";")
      << filled("order.make_visible",
                {":o_id", "'awaiting_payment'", "'placed'", "'stripe'", "'paid'",
                 "md5(random()::text || :n)", "now()"},
                ";")
      << order("mail.order_confirmation") << order("stripe.tax_transaction")
      << filled("order.tax_rows", {":o_id", "NULL::bigint"}, ";")
      << filled("tax.record",
                {"'sale'", "'stripe'", "('order ' || :o_id)", ":o_id", "NULL", "'TX'", "'78701'",
                 "NULL", "now()"},
                "\n\\gset t_")
      << filled("tax.record_items",
                {":t_id", "'{1,2}'", "'{1,NULL}'", "'{10000,1000}'", "'{10000,0}'", "'{0,0}'",
                 "'{0,1000}'", "'{825,0}'"},
                ";")
      << filled("tax.record_parts",
                {":t_id", "'{1}'", "'{1}'", "'{US-TX}'", "'{Texas}'", "'{state}'", "'{sales_tax}'",
                 "'{8.25}'", "'{txcd_99999999}'", "'{10000}'", "'{825}'", "'{standard_rated}'"},
                ";")
      << filled("order.gift_card_lines", {":o_id"}, ";")
      << filled("payment.event_processed", {":e_id", "'placed'", "now()"}, ";") << "COMMIT;\n";
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc == 4 && std::string{argv[1]} == "--script") {
      print_script(argv[2], argv[3]);
      return 0;
    }
    std::map<std::string, std::string> options;
    for (int i = 1; i + 1 < argc; i += 2) options[argv[i]] = argv[i + 1];
    const auto events = lines_of(options.at("--events"));
    const int clients = options.contains("--clients") ? std::stoi(options["--clients"]) : 8;
    const int seconds = options.contains("--seconds") ? std::stoi(options["--seconds"]) : 5;

    std::atomic<std::size_t> next = 0;
    std::atomic<int> placed = 0;
    const auto from = Clock::now() + std::chrono::seconds{1};
    const auto until = from + std::chrono::seconds{seconds};
    std::vector<std::thread> threads;
    for (int i = 0; i < clients; ++i)
      threads.emplace_back([&] {
        store::Db db{{.conninfo = options.at("--dsn"), .role = {}}};
        while (Clock::now() < until) {
          const auto at = next++;
          if (at >= events.size()) break;
          const auto now = base::clock_now();
          const auto event = stripe::read_event(base::Json::parse(events[at]));
          const auto kept = payment::keep_event(db, event, events[at], now);
          const bool counts = Clock::now() >= from;
          BASE_CHECK(payment::process_event(db, kept, {}, now) == "placed");
          if (counts) ++placed;
        }
      });
    for (auto& thread : threads) thread.join();
    std::cout << placed / seconds << '\n';
    return 0;
  } catch (const std::exception& e) {
    std::cerr << "completion: " << e.what() << '\n';
    return 1;
  }
}
