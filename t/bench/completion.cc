// Completions without pool and protocol: what the same transactions cost on PostgreSQL alone.
//
//   completion --dsn CONNINFO --events FILE [--clients 8] [--seconds 5]
//
// Each line of FILE is an event's body; every one is kept and has its effect, as the webhook does
// it. Prints completions a second.
#include <atomic>
#include <chrono>
#include <fstream>
#include <iostream>
#include <map>
#include <thread>
#include <vector>

#include "payment/inbox.h"

namespace {

using Clock = std::chrono::steady_clock;

std::vector<std::string> lines_of(const std::string& file) {
  std::ifstream in{file};
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  BASE_CHECK(!lines.empty());
  return lines;
}

}  // namespace

int main(int argc, char** argv) {
  try {
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
