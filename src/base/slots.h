#pragma once
#include <optional>
#include <string>

namespace base {

// Bounds how many of something run at a time over all workers of an instance, whatever the size of
// its pools: a file in `dir` each, locked by who holds the slot. With an empty folder (tests)
// nothing is bounded.
class Slots {
 public:
  Slots() = default;
  Slots(std::string dir, std::string name, int count)
      : dir_{std::move(dir)}, name_{std::move(name)}, count_{count} {}

  // A slot; given back when it goes, or its process does.
  class Held {
   public:
    explicit Held(int file) : file_{file} {}
    ~Held();
    Held(Held&& other) noexcept;
    Held& operator=(Held&&) = delete;

   private:
    int file_ = -1;
  };
  // Waited for.
  Held take() const;
  // Nothing when all are taken.
  std::optional<Held> try_take() const;

 private:
  int open_slot(int n) const;
  std::string dir_;
  std::string name_;
  int count_ = 0;
};

}  // namespace base
