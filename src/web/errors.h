#pragma once
#include "base/error.h"

// What a handler throws to end its request with another page. web/ladder.h catches.
namespace web {

// No such page, or not yours: one answer for both.
class NotFound : public base::Error {
 public:
  NotFound() : Error{"not found"} {}
};

// Known, and not allowed: 403.
class Forbidden : public base::Error {
 public:
  Forbidden() : Error{"forbidden"} {}
};

}  // namespace web
