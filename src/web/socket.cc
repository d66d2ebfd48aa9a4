#include "web/socket.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "base/error.h"
#include "base/text.h"

namespace web {
namespace {

// No key of the configuration: it is gone before the environment is read as one.
constexpr const char* kVariable = "POOL_INHERITANCE";

// nginx opens hundreds of connections at once when a flood begins; with less they get 502.
constexpr int kBacklog = 4096;

[[noreturn]] void fail(const std::string& what) {
  throw base::Error{what + ": " + std::strerror(errno)};
}

}  // namespace

int lock_socket(const std::string& path) {
  const auto name = path + ".lock";
  const int lock = open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock < 0) fail("cannot open " + name);
  if (flock(lock, LOCK_EX | LOCK_NB) != 0) fail("another pool listens at " + path);
  return lock;
}

int listen_at(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const auto fresh = path + ".new";
  if (fresh.size() >= sizeof address.sun_path)
    throw base::Error{"the socket path " + path + " is longer than a socket path can be"};
  std::memcpy(address.sun_path, fresh.c_str(), fresh.size() + 1);
  const int listening = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (listening < 0) fail("cannot make a socket");
  unlink(fresh.c_str());
  const auto before = umask(0117);  // rw for owner and group: nginx may run as another user
  const int bound = bind(listening, reinterpret_cast<const sockaddr*>(&address), sizeof address);
  umask(before);
  if (bound != 0 || listen(listening, kBacklog) != 0 || rename(fresh.c_str(), path.c_str()) != 0)
    fail("cannot listen at " + path);
  return listening;
}

Inheritance take_inheritance() {
  Inheritance left;
  const char* text = std::getenv(kVariable);
  if (text == nullptr) return left;
  std::string_view rest{text};
  bool first = true;
  while (!rest.empty()) {
    const auto comma = std::min(rest.find(','), rest.size());
    const auto number = base::parse_integer<int>(rest.substr(0, comma)).value_or(-1);
    rest.remove_prefix(std::min(comma + 1, rest.size()));
    if (number < 0) continue;
    if (first)
      left.listening = number;
    else
      left.workers.push_back(number);
    first = false;
  }
  unsetenv(kVariable);
  if (left.listening >= 0) fcntl(left.listening, F_SETFD, FD_CLOEXEC);
  return left;
}

void leave_inheritance(const Inheritance& left) {
  auto text = std::to_string(left.listening);
  for (const int worker : left.workers) text += ',' + std::to_string(worker);
  setenv(kVariable, text.c_str(), 1);
  fcntl(left.listening, F_SETFD, 0);
}

}  // namespace web
