#include "store/cache.h"

#include <libmemcached/memcached.h>

#include <algorithm>

#include "base/breaker.h"
#include "base/crypto.h"
#include "base/error.h"
#include "base/text.h"

namespace store {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

// A lone call takes 50 microseconds; a thousand times that is a server in trouble.
constexpr std::uint64_t kTimeout = 50;  // milliseconds
constexpr int kFailures = 3;
constexpr milliseconds kPause{2000};
constexpr in_port_t kPort = 11211;
constexpr std::size_t kLongestKey = 250;
// memcached takes longer lives for points in time since 1970.
constexpr seconds kLongestLife = std::chrono::hours{24 * 30};

struct Freed {
  void operator()(memcached_st* handle) const { memcached_free(handle); }
  void operator()(char* bytes) const { std::free(bytes); }  // libmemcached's own malloc
};

void add_server(memcached_st* handle, const std::string& server) {
  if (server.starts_with('/')) {
    memcached_server_add_unix_socket(handle, server.c_str());
    return;
  }
  const auto colon = server.rfind(':');
  const auto port =
      colon == std::string::npos
          ? std::optional{kPort}
          : base::parse_integer<in_port_t>(std::string_view{server}.substr(colon + 1));
  if (!port) throw base::Error{"memcached.servers: not a port in " + server};
  memcached_server_add(handle, server.substr(0, colon).c_str(), *port);
}

time_t expiry(seconds life) {
  return static_cast<time_t>(std::clamp(life, seconds{1}, kLongestLife).count());
}

}  // namespace

struct Cache::Impl {
  std::unique_ptr<memcached_st, Freed> handle;
  base::Breaker breaker{kFailures, kPause};

  bool may_ask() const { return handle != nullptr && !breaker.is_open(steady_clock::now()); }

  // Feeds the breaker. An answer that says no is an answer.
  bool answered(memcached_return_t code) {
    switch (code) {
      case MEMCACHED_SUCCESS:
      case MEMCACHED_STORED:
      case MEMCACHED_DELETED:
      case MEMCACHED_END:
      case MEMCACHED_NOTFOUND:
      case MEMCACHED_NOTSTORED:
      case MEMCACHED_DATA_EXISTS:
      case MEMCACHED_E2BIG:
      case MEMCACHED_CLIENT_ERROR:
        breaker.succeeded();
        return true;
      default:
        breaker.failed(steady_clock::now());
        return false;
    }
  }
};

Cache::Cache(const std::vector<std::string>& servers) : impl_{std::make_unique<Impl>()} {
  if (servers.empty()) return;
  impl_->handle.reset(memcached_create(nullptr));
  auto* handle = impl_->handle.get();
  const auto behave = [&](memcached_behavior_t what, std::uint64_t value) {
    memcached_behavior_set(handle, what, value);
  };
  behave(MEMCACHED_BEHAVIOR_DISTRIBUTION, MEMCACHED_DISTRIBUTION_CONSISTENT_KETAMA);
  behave(MEMCACHED_BEHAVIOR_CONNECT_TIMEOUT, kTimeout);
  behave(MEMCACHED_BEHAVIOR_POLL_TIMEOUT, kTimeout);
  behave(MEMCACHED_BEHAVIOR_TCP_NODELAY, 1);
  behave(MEMCACHED_BEHAVIOR_SERVER_FAILURE_LIMIT, 2);
  behave(MEMCACHED_BEHAVIOR_RETRY_TIMEOUT, 1);
  behave(MEMCACHED_BEHAVIOR_VERIFY_KEY, 1);
  for (const auto& server : servers) add_server(handle, server);
}
Cache::~Cache() = default;
Cache::Cache(Cache&&) noexcept = default;
Cache& Cache::operator=(Cache&&) noexcept = default;

std::optional<std::string> Cache::get(std::string_view key) {
  if (!impl_->may_ask()) return std::nullopt;
  const auto safe = cache_key(key);
  std::size_t size = 0;
  std::uint32_t flags = 0;
  memcached_return_t code = MEMCACHED_FAILURE;
  const std::unique_ptr<char, Freed> bytes{
      memcached_get(impl_->handle.get(), safe.data(), safe.size(), &size, &flags, &code)};
  impl_->answered(code);
  if (code != MEMCACHED_SUCCESS) return std::nullopt;
  return bytes == nullptr ? std::string{} : std::string(bytes.get(), size);
}

std::map<std::string, std::string> Cache::get_many(const std::vector<std::string>& keys) {
  std::map<std::string, std::string> found;
  if (keys.empty() || !impl_->may_ask()) return found;
  std::map<std::string, const std::string*> asked;
  std::vector<std::string> safe;
  for (const auto& key : keys) asked.emplace(safe.emplace_back(cache_key(key)), &key);
  std::vector<const char*> texts;
  std::vector<std::size_t> sizes;
  for (const auto& key : safe) {
    texts.push_back(key.data());
    sizes.push_back(key.size());
  }
  auto* handle = impl_->handle.get();
  if (!impl_->answered(memcached_mget(handle, texts.data(), sizes.data(), texts.size()))) {
    return found;
  }
  memcached_return_t code = MEMCACHED_SUCCESS;
  memcached_result_st result;
  memcached_result_create(handle, &result);
  while (memcached_fetch_result(handle, &result, &code) != nullptr) {
    const std::string key{memcached_result_key_value(&result),
                          memcached_result_key_length(&result)};
    const auto original = asked.find(key);
    if (original == asked.end()) continue;
    found.emplace(*original->second,
                  std::string{memcached_result_value(&result), memcached_result_length(&result)});
  }
  memcached_result_free(&result);
  impl_->answered(code);
  return found;
}

bool Cache::set(std::string_view key, std::string_view value, seconds life) {
  if (!impl_->may_ask()) return false;
  const auto safe = cache_key(key);
  const auto code = memcached_set(impl_->handle.get(), safe.data(), safe.size(), value.data(),
                                  value.size(), expiry(life), 0);
  impl_->answered(code);
  return code == MEMCACHED_SUCCESS;
}

void Cache::remove(std::string_view key) {
  if (!impl_->may_ask()) return;
  const auto safe = cache_key(key);
  impl_->answered(memcached_delete(impl_->handle.get(), safe.data(), safe.size(), 0));
}

std::optional<std::uint64_t> Cache::increment(std::string_view key, seconds life) {
  if (!impl_->may_ask()) return std::nullopt;
  auto* handle = impl_->handle.get();
  const auto safe = cache_key(key);
  // The text protocol has no increment with a first value: count, else begin, else somebody else
  // began meanwhile and there is something to count.
  for (int round = 0; round < 2; ++round) {
    std::uint64_t value = 0;
    auto code = memcached_increment(handle, safe.data(), safe.size(), 1, &value);
    if (!impl_->answered(code)) return std::nullopt;
    if (code == MEMCACHED_SUCCESS) return value;
    if (code != MEMCACHED_NOTFOUND) return std::nullopt;
    code = memcached_add(handle, safe.data(), safe.size(), "1", 1, expiry(life), 0);
    if (!impl_->answered(code)) return std::nullopt;
    if (code == MEMCACHED_SUCCESS) return 1;
  }
  return std::nullopt;
}

bool Cache::is_reachable() {
  if (impl_->handle == nullptr) return false;
  memcached_return_t code = MEMCACHED_FAILURE;
  const std::string key{"reachable"};
  std::size_t size = 0;
  std::uint32_t flags = 0;
  const std::unique_ptr<char, Freed> bytes{
      memcached_get(impl_->handle.get(), key.data(), key.size(), &size, &flags, &code)};
  return code == MEMCACHED_SUCCESS || code == MEMCACHED_NOTFOUND;
}

std::string cache_key(std::string_view key) {
  const bool plain =
      !key.empty() && key.size() <= kLongestKey &&
      std::all_of(key.begin(), key.end(), [](char c) { return c > ' ' && c <= '~'; });
  // Nothing plain looks like this: a digest behind a mark that plain keys do not begin with.
  if (plain && !key.starts_with("#")) return std::string{key};
  return "#" + base::sha256_hex(key);
}

}  // namespace store
