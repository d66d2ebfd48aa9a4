#include "sitegen/watch.h"

#include <poll.h>

#include <chrono>
#include <memory>

#include "app/open.h"
#include "sitegen/cards.h"
#include "sitegen/snapshot.h"
#include "store/listener.h"

namespace sitegen {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

// A burst (an import commits batch by batch) is over when this long nothing came, and is waited
// for no longer than the second: a price is on its page within a second of its commit.
constexpr milliseconds kQuiet{60};
constexpr milliseconds kLongestBurst{250};
// How often it looks by itself, should a notification ever be lost.
constexpr milliseconds kLook{3'000};
// How soon it sees that it is asked to stop.
constexpr milliseconds kNap{200};
constexpr milliseconds kPauseAfterLoss{1'000};

void report(base::Log& log, const Built& built, std::size_t brotli) {
  log.write(base::LogLine{"sitegen"}
                .add("generation", built.number)
                .add("how", built.in_place ? "in place" : "whole")
                .add("pages", static_cast<std::int64_t>(built.pages))
                .add("written", built.written)
                .add("linked", built.linked)
                .add("publish_ms", built.publish_ms)
                .add("brotli", static_cast<std::int64_t>(brotli)));
}

class Watch {
 public:
  Watch(const base::Config& config, base::Log& log, const BuildOptions& options,
        bool (*stop_asked)())
      : config_{config},
        log_{log},
        options_{options},
        stop_asked_{stop_asked},
        listener_{app::direct_db(config, "gds_site"), "page_changes"},
        db_{app::direct_db(config, "gds_site")} {}

  void run() {
    // Whatever came before it listened is found by looking.
    bool due = changes_waiting(db_) || !served();
    auto looked = Clock::now();
    while (!stop_asked_()) {
      if (due) {
        wait_for_rest();
        due = build_once();
        continue;
      }
      due = listener_.heard(kNap);
      if (!due && Clock::now() - looked > kLook) {
        looked = Clock::now();
        due = changes_waiting(db_);
      }
    }
  }

 private:
  bool served() const {
    const auto site = SiteFolder::lock(config_.site.root, SiteFolder::Wait::ForTheOther);
    return site->current().has_value();
  }
  void wait_for_rest() {
    const auto end = Clock::now() + kLongestBurst;
    while (Clock::now() < end && listener_.heard(kQuiet)) {
    }
  }
  // Answers whether more has come meanwhile.
  bool build_once() {
    const auto site = SiteFolder::lock(config_.site.root, SiteFolder::Wait::ForTheOther);
    // Another process may have built while this one waited for the lock.
    if (site->current() && !changes_waiting(db_)) return false;
    const auto built = update(*site, config_, db_, options_, base::clock_now());
    bool more = false;
    const auto is_due = [&] {
      more = more || stop_asked_() || listener_.heard(milliseconds{0});
      return more;
    };
    const auto brotli = add_brotli(*site, built, 1, is_due);
    draw_cards(*site, built, 1, is_due);
    report(log_, built, brotli);
    if (!more) site->clean(3);
    return more && !stop_asked_();
  }

  const base::Config& config_;
  base::Log& log_;
  const BuildOptions& options_;
  bool (*stop_asked_)();
  store::Listener listener_;
  store::Db db_;
};

}  // namespace

void watch(const base::Config& config, base::Log& log, const BuildOptions& options,
           bool (*stop_asked)()) {
  while (!stop_asked()) {
    try {
      Watch{config, log, options, stop_asked}.run();
    } catch (const store::DbError& e) {
      if (!e.unreachable()) throw;
      log.write(base::LogLine{"sitegen"}.add("database", "lost").add("why", e.what()));
      // The site is served on as it is; a nap that a signal ends.
      poll(nullptr, 0, static_cast<int>(kPauseAfterLoss.count()));
    }
  }
}

}  // namespace sitegen
