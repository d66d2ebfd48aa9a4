#include "base/slots.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "base/error.h"

namespace base {

Slots::Held::~Held() {
  if (file_ >= 0) close(file_);
}

Slots::Held::Held(Held&& other) noexcept : file_{std::exchange(other.file_, -1)} {}

int Slots::open_slot(int n) const {
  const auto path = dir_ + '/' + name_ + '.' + std::to_string(n);
  const int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) throw Error{"cannot open " + path};
  return file;
}

std::optional<Slots::Held> Slots::try_take() const {
  if (dir_.empty()) return Held{-1};
  for (int n = 0; n < count_; ++n) {
    const int file = open_slot(n);
    if (flock(file, LOCK_EX | LOCK_NB) == 0) return Held{file};
    close(file);
  }
  return std::nullopt;
}

Slots::Held Slots::take() const {
  if (auto held = try_take()) return *std::move(held);
  // All are taken: workers spread over them by their numbers.
  const int file = open_slot(static_cast<int>(getpid() % count_));
  while (flock(file, LOCK_EX) != 0 && errno == EINTR) {
  }
  return Held{file};
}

}  // namespace base
