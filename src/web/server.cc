#include "web/server.h"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstring>
#include <ctime>

#include "base/error.h"
#include "web/crew.h"
#include "web/socket.h"

namespace web {
namespace {

constexpr std::int64_t kSecond = 1'000'000;
// A worker that missed the signal to stop, in the instant before it waits, hears the next one.
constexpr std::int64_t kRepeat = kSecond / 5;
// A trial run reads a few files; one that takes longer never ends.
constexpr std::int64_t kLongestTrial = 20 * kSecond;

sigset_t parent_signals() {
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP, SIGCHLD}) sigaddset(&set, signal);
  return set;
}

void forget_mask() {
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
}

std::vector<char*> argv_of(std::vector<std::string>& words) {
  std::vector<char*> argv;
  argv.reserve(words.size() + 1);
  for (auto& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  return argv;
}

class Parent {
 public:
  Parent(const ServerOptions& options, base::Log& log, const std::function<Answer()>& make_answer)
      : options_{options},
        log_{log},
        make_answer_{make_answer},
        signals_{parent_signals()},
        lock_{lock_socket(options.socket)},
        board_{Scoreboard::create(options.board)},
        crew_{options.size.workers, options.pool, board_.counters(), log,
              [this](Slot& slot) { return live(slot); }} {
    const auto left = take_inheritance();
    listening_ = left.listening >= 0 ? left.listening : listen_at(options.socket);
    retired_ = left.workers;
    if (left.listening < 0) board_.counters().workers = board_.counters().busy = 0;
  }

  int run() {
    sigprocmask(SIG_BLOCK, &signals_, nullptr);
    crew_.fill(steady_microseconds());
    say("started");
    if (!retired_.empty()) retire_until_ = steady_microseconds() + patience();
    while (!stopping_ || !crew_.alive().empty() || !retired_.empty()) {
      take_turn(steady_microseconds());
      wait_for_signal();
    }
    say("stopped");
    return 0;
  }

 private:
  // The life of a worker, in its own process.
  int live(Slot& slot) {
    close(lock_);
    forget_mask();
    try {
      work({listening_, options_.pool, options_.trusted, slot, board_.counters(), log_},
           make_answer_());
      return 0;
    } catch (const std::exception& e) {
      log_.write(base::LogLine{"pool"}.add("pool", options_.pool).add("error", e.what()));
      return 1;
    }
  }

  void take_turn(std::int64_t now) {
    if (!stopping_) crew_.fill(now);
    crew_.judge(now, options_.size.timeout_seconds * kSecond);
    if (stopping_) ask(crew_.alive(), now);
    ask(retired_, now);
    if (trial_ != 0 && now > trial_until_) kill(trial_, SIGKILL);
  }

  // Asks to leave, again and again; by force when the patience is over.
  void ask(const std::vector<pid_t>& pids, std::int64_t now) const {
    for (const pid_t pid : pids) kill(pid, now < retire_until_ ? SIGTERM : SIGKILL);
  }

  // A request may take its whole time, and the watch over it looks once a second.
  std::int64_t patience() const { return (options_.size.timeout_seconds + 2) * kSecond; }

  void wait_for_signal() {
    const auto now = steady_microseconds();
    const bool asking = stopping_ || !retired_.empty();
    const auto until = asking ? now + kRepeat : crew_.next_turn(now);
    const auto wait = std::max<std::int64_t>(until - now, 1000);
    const timespec time{wait / kSecond, wait % kSecond * 1000};
    switch (sigtimedwait(&signals_, nullptr, &time)) {
      case SIGTERM:
      case SIGINT:
        stop();
        break;
      case SIGHUP:
        log_.reopen();
        if (!stopping_ && trial_ == 0 && retired_.empty()) start_trial();
        break;
      case SIGCHLD:
        bury_all();
        break;
      default:
        break;
    }
  }

  void stop() {
    if (stopping_) return;
    say("stopping");
    stopping_ = true;
    retire_until_ = steady_microseconds() + patience();
    // nginx finds no socket rather than one that nobody answers.
    unlink(options_.socket.c_str());
    close(listening_);
  }

  void bury_all() {
    int status = 0;
    for (pid_t pid = 0; (pid = waitpid(-1, &status, WNOHANG)) > 0;) {
      if (pid == trial_) {
        trial_ = 0;
        if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
          become_new();
        else
          say("reload-refused");
      } else if (!crew_.bury(pid, status, steady_microseconds())) {
        board_.counters().workers.fetch_sub(std::erase(retired_, pid));
      }
    }
  }

  // Does the program, as it is on disk now, start with the configuration as it is now?
  void start_trial() {
    auto words = options_.command;
    words.emplace_back("--check");
    const auto argv = argv_of(words);
    trial_ = fork();
    if (trial_ != 0) {
      trial_ = std::max(trial_, 0);
      trial_until_ = steady_microseconds() + kLongestTrial;
      return;
    }
    forget_mask();
    execv(argv.front(), argv.data());
    _exit(127);
  }

  void become_new() {
    if (stopping_) return;
    log_.flush();
    leave_inheritance({listening_, crew_.alive()});
    auto words = options_.command;
    const auto argv = argv_of(words);
    execv(argv.front(), argv.data());
    say("reload-failed");
    take_inheritance();
  }

  void say(const char* event) {
    log_.write(base::LogLine{"pool"}
                   .add("pool", options_.pool)
                   .add("event", event)
                   .add("pid", getpid())
                   .add("workers", options_.size.workers));
  }

  const ServerOptions& options_;
  base::Log& log_;
  const std::function<Answer()>& make_answer_;
  sigset_t signals_;
  int lock_;
  Scoreboard board_;
  Crew crew_;
  int listening_ = -1;
  std::vector<pid_t> retired_;  // of the program before an exec
  std::int64_t retire_until_ = 0;
  pid_t trial_ = 0;
  std::int64_t trial_until_ = 0;
  bool stopping_ = false;
};

}  // namespace

int serve(const ServerOptions& options, base::Log& log,
          const std::function<Answer()>& make_answer) {
  return Parent{options, log, make_answer}.run();
}

}  // namespace web
