#include "t/histories/stage.h"

namespace t::histories {
namespace {

const store::Query<bool()> kBegin{"histories.begin", "SELECT true"};

enum class NotKept { Refused };

}  // namespace

bool Stage::act(const std::function<bool(store::Tx&)>& work) {
  const bool kept = play(work);
  has_kept_ |= kept;
  return kept;
}

Rehearsal::Rehearsal(store::Db& db) : db_{db}, tx_{db, "history", store::Tx::ReadCommitted} {
  tx_.one(kBegin);
}

bool Rehearsal::play(const std::function<bool(store::Tx&)>& work) {
  db_.run("savepoint", "SAVEPOINT act");
  const bool kept = [&] {
    try {
      return work(tx_);
    } catch (...) {
      db_.run("savepoint", "ROLLBACK TO SAVEPOINT act");
      throw;
    }
  }();
  // What a commit would check is checked here.
  if (kept) db_.run("savepoint", "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED");
  db_.run("savepoint", kept ? "RELEASE SAVEPOINT act" : "ROLLBACK TO SAVEPOINT act");
  return kept;
}

bool Performance::play(const std::function<bool(store::Tx&)>& work) {
  const auto kept = db_.transact("act", [&](store::Tx& tx) -> base::Result<base::Done, NotKept> {
    if (!work(tx)) return NotKept::Refused;
    return base::Done{};
  });
  return static_cast<bool>(kept);
}

}  // namespace t::histories
