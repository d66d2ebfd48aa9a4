#include "store/cache.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "base/crypto.h"
#include "t/loopback.h"
#include "t/test.h"

namespace {

using namespace std::string_literals;
using std::chrono::seconds;
using store::Cache;

constexpr seconds kLife{60};

// The test run's memcached; keys carry a random part, since others use it too.
struct Caching : CppUnit::TestFixture {
  void setUp() override {
    const char* socket = std::getenv("GDS_TEST_MEMCACHED");
    CPPUNIT_ASSERT_MESSAGE("GDS_TEST_MEMCACHED is not set: run t/unit.t", socket != nullptr);
    server_ = {socket};
    prefix_ = base::random_token(9) + ":";
  }
  std::string key(const std::string& name) const { return prefix_ + name; }
  std::vector<std::string> server_;
  std::string prefix_;
};

CPPUNIT_TEST_FIXTURE(Caching, what_was_set_is_got_byte_for_byte) {
  Cache cache{server_};
  const auto binary = "a\0b\r\n"s;

  CPPUNIT_ASSERT(cache.set(key("x"), binary, kLife));
  CPPUNIT_ASSERT(cache.set(key("empty"), "", kLife));

  CPPUNIT_ASSERT(cache.get(key("x")) == binary);
  CPPUNIT_ASSERT(cache.get(key("empty")) == ""s);
  CPPUNIT_ASSERT(!cache.get(key("absent")));
  CPPUNIT_ASSERT(cache.is_reachable());
  cache.remove(key("x"));
  CPPUNIT_ASSERT(!cache.get(key("x")));
}

CPPUNIT_TEST_FIXTURE(Caching, many_keys_are_got_at_once_under_their_own_names) {
  Cache cache{server_};
  const auto odd = key("with a blank \n and " + std::string(300, 'x'));
  cache.set(key("a"), "1", kLife);
  cache.set(odd, "2", kLife);

  const auto found = cache.get_many({key("a"), key("absent"), odd});

  const std::map<std::string, std::string> expected{{key("a"), "1"}, {odd, "2"}};
  CPPUNIT_ASSERT(found == expected);
  CPPUNIT_ASSERT(cache.get_many({}).empty());
}

CPPUNIT_TEST_FIXTURE(Caching, a_counter_counts_over_all_clients) {
  Cache one{server_};
  Cache two{server_};

  CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, one.increment(key("n"), kLife).value());
  CPPUNIT_ASSERT_EQUAL(std::uint64_t{2}, two.increment(key("n"), kLife).value());
  CPPUNIT_ASSERT_EQUAL(std::uint64_t{3}, one.increment(key("n"), kLife).value());
}

CPPUNIT_TEST_FIXTURE(Caching, a_value_too_large_is_not_stored_and_nothing_breaks) {
  Cache cache{server_};
  CPPUNIT_ASSERT(!cache.set(key("big"), std::string(2 * 1024 * 1024, 'x'), kLife));
  CPPUNIT_ASSERT(cache.set(key("small"), "x", kLife));
  CPPUNIT_ASSERT(!cache.get(key("big")));
}

CPPUNIT_TEST_FIXTURE(t::Plain, keys_are_made_safe_and_stay_apart) {
  CPPUNIT_ASSERT_EQUAL("cart:17"s, store::cache_key("cart:17"));
  for (const auto& odd : {""s, "a b"s, "a\nb"s, "é"s, std::string(251, 'x'), "#x"s}) {
    CPPUNIT_ASSERT_EQUAL(std::size_t{65}, store::cache_key(odd).size());
    CPPUNIT_ASSERT(store::cache_key(odd).starts_with('#'));
  }
  CPPUNIT_ASSERT(store::cache_key("a b") != store::cache_key("a  b"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, without_a_server_nothing_is_there) {
  for (const auto& servers : {std::vector<std::string>{}, {"/nowhere/memcached.sock"}}) {
    Cache cache{servers};
    for (int i = 0; i < 5; ++i) {
      CPPUNIT_ASSERT(!cache.get("x"));
      CPPUNIT_ASSERT(!cache.set("x", "1", kLife));
      CPPUNIT_ASSERT(!cache.increment("x", kLife));
      CPPUNIT_ASSERT(cache.get_many({"x", "y"}).empty());
      cache.remove("x");
    }
    CPPUNIT_ASSERT(!cache.is_reachable());
  }
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_frozen_server_is_left_alone_after_three_time_outs) {
  // It accepts and never says a word.
  t::LoopbackServer frozen{[](t::Peer& peer) { peer.wait_until_gone(); }};
  {
    Cache cache{{"127.0.0.1:" + std::to_string(frozen.port())}};
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < 200; ++i) CPPUNIT_ASSERT(!cache.get("x"));
    // 200 time-outs of 50 ms would take ten seconds.
    CPPUNIT_ASSERT(std::chrono::steady_clock::now() - start < seconds{2});
  }
}

// A memcached of the test's own, to kill.
struct Killing : CppUnit::TestFixture {
  void setUp() override {
    socket_ = "/tmp/gds-mc-" + base::random_token(6);
    pid_ = fork();
    if (pid_ == 0) {
      execlp("memcached", "memcached", "-u", "root", "-s", socket_.c_str(), "-m", "8", nullptr);
      _exit(127);
    }
  }
  void tearDown() override {
    stop();
    std::filesystem::remove(socket_);
  }
  void stop() {
    if (pid_ <= 0) return;
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
    pid_ = 0;
  }
  std::string socket_;
  pid_t pid_ = 0;
};

CPPUNIT_TEST_FIXTURE(Killing, a_server_killed_in_use_is_a_miss) {
  Cache cache{{socket_}};
  const auto until = std::chrono::steady_clock::now() + seconds{10};
  while (!Cache{{socket_}}.is_reachable() && std::chrono::steady_clock::now() < until) continue;
  CPPUNIT_ASSERT(cache.set("x", "1", kLife));
  CPPUNIT_ASSERT(cache.get("x") == "1"s);

  stop();

  CPPUNIT_ASSERT(!cache.get("x"));
  CPPUNIT_ASSERT(!cache.increment("n", kLife));
  CPPUNIT_ASSERT(!cache.is_reachable());
}

}  // namespace
