#include "store/db.h"

#include <poll.h>

#include <cstdio>
#include <cstdlib>

#include "base/in_transaction.h"

namespace store {
namespace {

constexpr const char* kBegin = "BEGIN";
constexpr const char* kBeginSnapshot = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

// GDS_TRACE=sql writes each statement's name, milliseconds and rows to standard error.
bool traced() {
  static const char* const kWanted = std::getenv("GDS_TRACE");
  return kWanted != nullptr && std::string_view{kWanted} == "sql";
}

bool succeeded(const PGresult* rows) {
  const auto status = PQresultStatus(rows);
  return status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK;
}

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds kConnectPatience{3000};

// Waits for the connection's socket, at most until `end`.
bool is_ready(PGconn* connection, short events, Clock::time_point end) {
  const auto left = std::chrono::ceil<milliseconds>(end - Clock::now()).count();
  pollfd waiting{PQsocket(connection), events, 0};
  // A signal ends the wait early; the caller's loop comes back.
  return left > 0 && poll(&waiting, 1, static_cast<int>(left)) != 0;
}

// libpq wants arrays of pointers.
struct Pointers {
  explicit Pointers(std::span<const Param> params) {
    values.reserve(params.size());
    for (const auto& p : params) {
      if (p.text.find('\0') != std::string::npos)
        throw base::BugError{"a NUL byte on its way to the database"};
      values.push_back(p.null ? nullptr : p.text.c_str());
    }
  }
  int size() const { return static_cast<int>(values.size()); }
  std::vector<const char*> values;
};

}  // namespace

Db::Db(DbOptions options) : options_{std::move(options)} {}

void Db::connect() {
  std::string conninfo = options_.conninfo;
  if (!options_.role.empty()) conninfo += " user=" + options_.role;
  if (conninfo.find("connect_timeout") == std::string::npos)
    conninfo += " connect_timeout=" + std::to_string(kConnectPatience.count() / 1000);
  prepared_.assign(Statement::count, false);
  const bool hurry = options_.patience.count() > 0 && options_.patience < kConnectPatience;
  connection_.reset(hurry ? connected_in_time(conninfo.c_str()) : PQconnectdb(conninfo.c_str()));
  if (PQstatus(connection_.get()) != CONNECTION_OK) {
    const std::string message = PQerrorMessage(connection_.get());
    connection_.reset();
    throw DbError{"connect", message, "08001"};
  }
  // The DETAIL of an error quotes rows: a mail address has no place in a log.
  PQsetErrorVerbosity(connection_.get(), PQERRORS_TERSE);
  // Notices of idempotent DDL would end up in a page's error stream.
  PQsetNoticeProcessor(
      connection_.get(), [](void*, const char*) {}, nullptr);
}

// libpq's own limit has whole seconds, two at least.
PGconn* Db::connected_in_time(const char* conninfo) {
  start_waiting();
  PGconn* connection = PQconnectStart(conninfo);
  auto next = PGRES_POLLING_WRITING;
  while (PQstatus(connection) != CONNECTION_BAD && next != PGRES_POLLING_OK) {
    if (!is_ready(connection, next == PGRES_POLLING_READING ? POLLIN : POLLOUT, answer_by_)) {
      PQfinish(connection);
      throw DbError{"connect", "no answer in time", "08001"};
    }
    next = PQconnectPoll(connection);
    if (next == PGRES_POLLING_FAILED) break;
  }
  return connection;
}

// An idle server says nothing but goodbye (and notices, which are taken in): one poll() a
// transaction, so that the first statement never meets a dead connection.
void Db::drop_if_dead() {
  if (!connection_) return;
  pollfd waiting{PQsocket(connection_.get()), POLLIN, 0};
  bool alive = PQstatus(connection_.get()) == CONNECTION_OK;
  while (alive && poll(&waiting, 1, 0) > 0)
    alive = PQconsumeInput(connection_.get()) == 1 && PQstatus(connection_.get()) == CONNECTION_OK;
  if (!alive) connection_.reset();
}

void Db::start_waiting() {
  if (options_.patience.count() > 0) answer_by_ = Clock::now() + options_.patience;
}

// Until the next PQgetResult() does not wait. What we send fits the socket's buffer, so sending
// does not wait either.
void Db::await_answer(const char* name) {
  if (options_.patience.count() == 0) return;
  PGconn* connection = connection_.get();
  while (PQisBusy(connection) == 1) {
    if (!is_ready(connection, POLLIN, answer_by_)) {
      // What a transaction has done so far is rolled back when the server finds us gone.
      connection_.reset();
      throw DbError{name, "no answer in time", "08000"};
    }
    if (PQconsumeInput(connection) == 0) return;
  }
}

Rows Db::next_answer(const char* name) {
  await_answer(name);
  return Rows{PQgetResult(connection_.get())};
}

Rows Db::last_answer(const char* name) {
  Rows last;
  while (auto rows = next_answer(name)) last = std::move(rows);
  return last;
}

// For the end of a transaction: the answer to the first of the statements, nothing when none came.
Rows Db::end(const char* sql) {
  start_waiting();
  if (PQsendQuery(connection_.get(), sql) != 1) return nullptr;
  try {
    auto first = next_answer(sql);
    const Rows rest = last_answer(sql);
    return first;
  } catch (const DbError&) {
    return nullptr;
  }
}

PGconn* Db::raw() {
  if (connection_ && PQstatus(connection_.get()) != CONNECTION_OK) connection_.reset();
  if (!connection_) connect();
  return connection_.get();
}

Rows Db::run(const char* what, const std::string& sql) {
  observe_before(what);
  auto rows = checked(what, Rows{PQexec(raw(), sql.c_str())});
  observe_after(what);
  return rows;
}

void Db::fail(const char* name, const PGresult* rows) {
  const char* state = rows == nullptr ? nullptr : PQresultErrorField(rows, PG_DIAG_SQLSTATE);
  const bool lost = connection_ == nullptr || PQstatus(connection_.get()) != CONNECTION_OK;
  const std::string message = rows != nullptr && PQresultErrorMessage(rows)[0] != '\0'
                                  ? PQresultErrorMessage(rows)
                                  : PQerrorMessage(connection_.get());
  // A server that shuts down says 57P01 and hangs up: for the caller the connection is lost.
  throw DbError{name, message, lost ? "08006" : (state != nullptr ? state : "XX000")};
}

Rows Db::checked(const char* name, Rows rows) {
  if (!succeeded(rows.get())) fail(name, rows.get());
  return rows;
}

Rows Db::send_one(const Statement& statement, std::span<const Param> params) {
  const Pointers pointers{params};
  PGconn* connection = raw();
  start_waiting();
  const auto answered = [&](int sent) {
    if (sent != 1) fail(statement.name, nullptr);
    return checked(statement.name, last_answer(statement.name));
  };
  if (!options_.prepare) {
    return answered(PQsendQueryParams(connection, statement.sql, pointers.size(),
                                      statement.param_oids.data(), pointers.values.data(), nullptr,
                                      nullptr, 0));
  }
  if (!prepared_[statement.index]) {
    answered(PQsendPrepare(connection, statement.name, statement.sql, pointers.size(),
                           statement.param_oids.data()));
    prepared_[statement.index] = true;
  }
  return answered(PQsendQueryPrepared(connection, statement.name, pointers.size(),
                                      pointers.values.data(), nullptr, nullptr, 0));
}

// BEGIN and the first statement in one round trip: a pipeline of two, three when the statement
// has yet to be prepared.
Rows Db::send_with_begin(const Statement& statement, std::span<const Param> params,
                         const char* begin) {
  const Pointers pointers{params};
  PGconn* connection = raw();
  const bool prepare = options_.prepare && !prepared_[statement.index];
  bool sent = PQenterPipelineMode(connection) == 1;
  sent = sent && PQsendQueryParams(connection, begin, 0, nullptr, nullptr, nullptr, nullptr, 0);
  if (prepare)
    sent = sent && PQsendPrepare(connection, statement.name, statement.sql, pointers.size(),
                                 statement.param_oids.data());
  if (options_.prepare) {
    sent = sent && PQsendQueryPrepared(connection, statement.name, pointers.size(),
                                       pointers.values.data(), nullptr, nullptr, 0);
  } else {
    sent = sent && PQsendQueryParams(connection, statement.sql, pointers.size(),
                                     statement.param_oids.data(), pointers.values.data(), nullptr,
                                     nullptr, 0);
  }
  sent = sent && PQpipelineSync(connection) == 1;
  if (!sent) fail(statement.name, nullptr);
  start_waiting();

  Rows answer;
  Rows refused;
  const int steps = prepare ? 3 : 2;
  for (int step = 0; step < steps; ++step) {
    answer = next_answer(statement.name);
    const bool good = succeeded(answer.get());
    // A statement once prepared stays so, whatever becomes of its transaction.
    if (good && prepare && step == 1) prepared_[statement.index] = true;
    if (!good && !refused) refused.swap(answer);
    if (PQstatus(connection) != CONNECTION_OK) fail(statement.name, refused.get());
    const Rows end = next_answer(statement.name);  // the null that closes each step
  }
  const Rows sync = next_answer(statement.name);
  PQexitPipelineMode(connection);
  if (refused) fail(statement.name, refused.get());
  return answer;
}

Rows Db::send(const Statement& statement, std::span<const Param> params, const char* begin) {
  observe_before(statement.name);
  const auto started = traced() ? base::clock_now() : base::Instant{};
  auto rows =
      begin == nullptr ? send_one(statement, params) : send_with_begin(statement, params, begin);
  if (traced()) {
    const auto micros = (base::clock_now() - started).count();
    const auto line = std::string{"sql="} + statement.name + " us=" + std::to_string(micros) +
                      " rows=" + std::to_string(PQntuples(rows.get())) + "\n";
    std::fputs(line.c_str(), stderr);
  }
  observe_after(statement.name);
  return rows;
}

Tx::~Tx() {
  if (!begun_ || done_) return;
  base::InTransaction::ended();
  // Rolling back can only fail with the connection, and then the server rolls back by itself.
  if (db_.connection_ && PQstatus(db_.connection_.get()) == CONNECTION_OK) {
    const Rows ignored = db_.end("ROLLBACK");
  }
}

Rows Tx::execute(const Statement& statement, std::span<const Param> params) {
  if (!begun_) db_.drop_if_dead();
  if (mode_ == AtOnce) {
    if (begun_) throw base::BugError{std::string{name_} + ": a second statement in at_once()"};
    begun_ = done_ = true;
    return db_.send(statement, params, nullptr);
  }
  if (begun_) return db_.send(statement, params, nullptr);
  begun_ = true;
  base::InTransaction::began();
  return db_.send(statement, params, mode_ == Snapshot ? kBeginSnapshot : kBegin);
}

void Tx::commit() {
  if (!begun_ || done_) return;
  db_.observe_before("commit");
  commit_sent_ = true;
  const Rows rows = db_.end(wakes_ == Channel::Outbox ? "COMMIT; NOTIFY outbox" : "COMMIT");
  if (!db_.connection_ || PQstatus(db_.connection_.get()) != CONNECTION_OK)
    throw DbError{name_, "connection lost while committing", "08007"};
  done_ = true;
  base::InTransaction::ended();
  if (!succeeded(rows.get())) db_.fail("commit", rows.get());
  // After an error inside, COMMIT answers ROLLBACK: whoever swallowed that error has a bug.
  if (std::string_view{PQcmdStatus(rows.get())} != "COMMIT")
    throw base::BugError{std::string{name_} + ": committed a failed transaction"};
  db_.observe_after("commit");
}

}  // namespace store
