#pragma once
#include <chrono>
#include <string>

#include "store/db.h"

namespace store {

// A connection that hears of commits: NOTIFY on one channel. It must reach PostgreSQL without a
// pooler between. What was said before it listened, or while it had no connection, it never hears:
// its user looks by itself as well, and once after making it.
class Listener {
 public:
  Listener(const DbOptions& database, const std::string& channel);
  // Has anything come within `time`? All that has come counts as heard. Throws DbError when the
  // connection is lost.
  bool heard(std::chrono::milliseconds time);

 private:
  Db db_;
};

}  // namespace store
