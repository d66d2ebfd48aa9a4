#pragma once
#include <exception>
#include <functional>
#include <latch>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "t/db_test.h"

namespace t {

// Runs `work(db, number)` in so many threads at once, each on a connection of its own as `role`,
// all let go at the same moment. Answers what they answered; what a thread threw is thrown again
// when all have ended.
template <class Answer>
std::vector<Answer> crowd(const OwnDatabase& test, int size, const std::string& role,
                          const std::function<Answer(store::Db&, int)>& work) {
  std::vector<std::optional<Answer>> answers(static_cast<std::size_t>(size));
  std::exception_ptr thrown;
  std::mutex mutex;
  std::latch start{size};
  std::vector<std::thread> threads;
  for (int i = 0; i < size; ++i)
    threads.emplace_back([&, i] {
      bool has_arrived = false;
      try {
        auto db = test.rival(role);
        db.raw();
        has_arrived = true;
        start.arrive_and_wait();
        answers[static_cast<std::size_t>(i)] = work(db, i);
      } catch (...) {
        // Nobody waits for one who never came.
        if (!has_arrived) start.count_down();
        const std::lock_guard lock{mutex};
        thrown = std::current_exception();
      }
    });
  for (auto& thread : threads) thread.join();
  if (thrown) std::rethrow_exception(thrown);
  std::vector<Answer> all;
  for (auto& answer : answers) all.push_back(*std::move(answer));
  return all;
}

// Runs `rival` once, just before the first statement of that name is sent.
class Before : public store::Observer {
 public:
  Before(std::string statement, std::function<void()> rival)
      : statement_{std::move(statement)}, rival_{std::move(rival)} {}
  void before(const char* statement) override {
    if (!rival_ || statement_ != statement) return;
    const auto rival = std::exchange(rival_, nullptr);
    rival();
  }
  void after(const char*) override {}
  bool has_run() const { return !rival_; }

 private:
  std::string statement_;
  std::function<void()> rival_;
};

}  // namespace t
