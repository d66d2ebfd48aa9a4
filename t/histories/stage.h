#pragma once
#include <functional>

#include "base/result.h"
#include "store/db.h"

// Where the transactions of a history are played.
namespace t::histories {

class Stage {
 public:
  virtual ~Stage() = default;
  // One transaction: its work answers whether it is to be kept. Answers the same. What the work
  // throws goes on to the caller, and nothing is kept.
  bool act(const std::function<bool(store::Tx&)>& work);
  // Has anything been kept since?
  void forget() { has_kept_ = false; }
  bool has_kept() const { return has_kept_; }

 private:
  virtual bool play(const std::function<bool(store::Tx&)>& work) = 0;
  bool has_kept_ = false;
};

// One transaction around the whole history, never committed; each act is a savepoint in it. The
// database is as before when the stage is gone, so that a hundred thousand histories start from the
// same rows.
class Rehearsal : public Stage {
 public:
  explicit Rehearsal(store::Db& db);

 private:
  bool play(const std::function<bool(store::Tx&)>& work) override;
  store::Db& db_;
  store::Tx tx_;
};

// Each act is a transaction of its own, for rivals on the same rows.
class Performance : public Stage {
 public:
  explicit Performance(store::Db& db) : db_{db} {}

 private:
  bool play(const std::function<bool(store::Tx&)>& work) override;
  store::Db& db_;
};

}  // namespace t::histories
