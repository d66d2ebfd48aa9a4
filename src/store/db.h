#pragma once
#include <array>
#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/result.h"
#include "store/query.h"

namespace store {

// PostgreSQL said no, or is not there. `sqlstate` decides what follows; "08006" when the
// connection was lost, "08007" when it was lost while a COMMIT was under way (unknown end), "08000"
// when it was given up for want of an answer.
class DbError : public base::Error {
 public:
  DbError(const std::string& statement, const std::string& message, std::string sqlstate)
      : Error{statement + ": " + message}, sqlstate_{std::move(sqlstate)} {}
  const std::string& sqlstate() const { return sqlstate_; }
  // Lost a race with another transaction (serialization failure, deadlock): run again.
  bool lost_a_race() const { return sqlstate_ == "40001" || sqlstate_ == "40P01"; }
  // No server, no answer, or shutting down: the page says 503, a job tries again later.
  bool unreachable() const {
    return sqlstate_.starts_with("08") || sqlstate_.starts_with("57P") || sqlstate_ == "53300";
  }

 private:
  std::string sqlstate_;
};

// Sees every statement of a connection, "commit" included; tests count them, fail the n-th one
// by throwing, and run a rival in between. before() throwing means that it was never sent;
// after() throwing, that its answer was lost.
class Observer {
 public:
  virtual ~Observer() = default;
  virtual void before(const char* statement) = 0;
  virtual void after(const char* statement) = 0;
};

struct DbOptions {
  std::string conninfo;  // names no user
  std::string role;      // one of the gds_* roles
  bool prepare = true;   // false behind PgBouncer in transaction mode
  // How long a statement may go unanswered. A server that hangs ends no statement itself: the
  // connection is given up, and DbError says unreachable. 0 waits for ever.
  std::chrono::milliseconds patience{0};
};

class Tx;

// Does this answer mean that the work should be kept? A refusal does not.
template <class T>
bool keeps(const T&) {
  return true;
}
template <class T, class Why>
bool keeps(const base::Result<T, Why>& answer) {
  return static_cast<bool>(answer);
}

// One connection, for one thread. Connects on first use and again after a loss: a connection that
// was cut while idle (the server was started anew) is noticed before the first statement of a
// transaction or of at_once() is sent, and nobody sees a failure.
class Db {
 public:
  explicit Db(DbOptions options);

  // Less patience for as long as it lives, for what may be left out when the server hangs.
  // Connecting counts too.
  class Hurry {
   public:
    Hurry(Db& db, std::chrono::milliseconds patience)
        : db_{db}, before_{std::exchange(db.options_.patience, patience)} {}
    ~Hurry() { db_.options_.patience = before_; }
    Hurry(const Hurry&) = delete;
    Hurry& operator=(const Hurry&) = delete;

   private:
    Db& db_;
    std::chrono::milliseconds before_;
  };

  // Runs `work(Tx&)` in one transaction (read committed): commits when it answers, rolls back
  // when it answers with a refusal or throws. Starts over, twice at most, when it lost a race or
  // the connection before COMMIT was sent, so `work` touches nothing but its Tx.
  template <class Work>
  auto transact(const char* name, Work&& work);

  // For work of exactly one statement: no BEGIN, no COMMIT, one round trip. A second statement
  // is a bug and throws. A refusal cannot roll back: the statement itself must be the guard. When
  // the connection is lost or given up meanwhile, it may have been done all the same.
  template <class Work>
  auto at_once(const char* name, Work&& work);

  // Reads only, one repeatable-read snapshot.
  template <class Work>
  auto snapshot(const char* name, Work&& work);

  // For tests: null takes it away. The observer outlives the connection or the next call.
  void watch(Observer* observer) { observer_ = observer; }

  // Plain SQL of this program's own making (DDL, LISTEN, SET); several statements at once too.
  Rows run(const char* what, const std::string& sql);
  // The live connection, for LISTEN and COPY; connects when needed.
  PGconn* raw();
  bool prepares() const { return options_.prepare; }

 private:
  friend class Tx;
  template <class Work>
  auto attempt(const char* name, int mode, Work&& work);
  void connect();
  PGconn* connected_in_time(const char* conninfo);
  void drop_if_dead();
  void start_waiting();
  void await_answer(const char* name);
  Rows next_answer(const char* name);
  Rows last_answer(const char* name);
  Rows end(const char* sql);
  Rows send(const Statement& statement, std::span<const Param> params, const char* begin);
  Rows checked(const char* name, Rows rows);
  Rows send_one(const Statement& statement, std::span<const Param> params);
  Rows send_with_begin(const Statement& statement, std::span<const Param> params,
                       const char* begin);
  void observe_before(const char* name) {
    if (observer_ != nullptr) observer_->before(name);
  }
  void observe_after(const char* name) {
    if (observer_ != nullptr) observer_->after(name);
  }
  [[noreturn]] void fail(const char* name, const PGresult* rows);

  DbOptions options_;
  std::unique_ptr<PGconn, PgClose> connection_;
  std::vector<bool> prepared_;
  std::chrono::steady_clock::time_point answer_by_{};
  Observer* observer_ = nullptr;
};

// One transaction, made by Db only. BEGIN travels with the first statement; leaving the scope
// without commit rolls back.
class Tx {
 public:
  enum Mode : int { ReadCommitted, Snapshot, AtOnce };

  Tx(Db& db, const char* name, int mode) : db_{db}, name_{name}, mode_{mode} {}
  ~Tx();
  Tx(const Tx&) = delete;
  Tx& operator=(const Tx&) = delete;

  template <class Row, class... Args>
  std::optional<Row> one_or_none(const Query<Row(Args...)>& query,
                                 const std::type_identity_t<Args>&... args) {
    const auto rows = execute(query, std::array<Param, sizeof...(Args)>{to_param<Args>(args)...});
    if (PQntuples(rows.get()) == 0) return std::nullopt;
    return RowCodec<Row>::read(rows.get(), 0);
  }
  // Exactly one row is the query's promise; none throws.
  template <class Row, class... Args>
  Row one(const Query<Row(Args...)>& query, const std::type_identity_t<Args>&... args) {
    auto row = one_or_none(query, args...);
    if (!row) throw DbError{query.name, "no row", "02000"};
    return *std::move(row);
  }
  template <class Row, class... Args>
  std::vector<Row> all(const Query<Row(Args...)>& query,
                       const std::type_identity_t<Args>&... args) {
    const auto rows = execute(query, std::array<Param, sizeof...(Args)>{to_param<Args>(args)...});
    std::vector<Row> out;
    const int n = PQntuples(rows.get());
    out.reserve(static_cast<std::size_t>(n));
    for (int i = 0; i < n; ++i) out.push_back(RowCodec<Row>::read(rows.get(), i));
    return out;
  }
  // The number of rows written.
  template <class... Args>
  std::int64_t exec(const Query<void(Args...)>& query, const std::type_identity_t<Args>&... args) {
    const auto rows = execute(query, std::array<Param, sizeof...(Args)>{to_param<Args>(args)...});
    const std::string_view n{PQcmdTuples(rows.get())};
    return n.empty() ? 0 : parse_number<std::int64_t>(n);
  }

  // Says NOTIFY on this channel once the commit stands, in the same round trip; nothing is said
  // when it rolls back. Not for at_once(). A server that dies in between says nothing: whoever
  // listens looks by himself as well (decision 0048).
  enum class Channel { None, Outbox };
  void wake(Channel channel) { wakes_ = channel; }

 private:
  friend class Db;
  Rows execute(const Statement& statement, std::span<const Param> params);
  void commit();

  Db& db_;
  const char* name_;
  int mode_;
  bool begun_ = false;
  bool done_ = false;
  bool commit_sent_ = false;
  Channel wakes_ = Channel::None;
};

template <class Work>
auto Db::attempt(const char* name, int mode, Work&& work) {
  for (int retries_left = 2;; --retries_left) {
    Tx tx{*this, name, mode};
    try {
      auto answer = work(tx);
      if (keeps(answer)) tx.commit();
      return answer;
    } catch (DbError& e) {
      const bool lost_connection = e.sqlstate() == "08006" && !tx.commit_sent_ &&
                                   mode != Tx::AtOnce && PQstatus(raw()) == CONNECTION_OK;
      if ((!e.lost_a_race() && !lost_connection) || retries_left == 0) {
        e.while_doing(name);
        throw;
      }
    }
  }
}

template <class Work>
auto Db::transact(const char* name, Work&& work) {
  return attempt(name, Tx::ReadCommitted, std::forward<Work>(work));
}
template <class Work>
auto Db::at_once(const char* name, Work&& work) {
  return attempt(name, Tx::AtOnce, std::forward<Work>(work));
}
template <class Work>
auto Db::snapshot(const char* name, Work&& work) {
  return attempt(name, Tx::Snapshot, std::forward<Work>(work));
}

}  // namespace store
