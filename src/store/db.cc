#include "store/db.h"

#include <cstdio>
#include <cstdlib>

namespace store {
namespace {

constexpr const char* kBegin = "BEGIN";
constexpr const char* kBeginSnapshot = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

// GDS_TRACE=sql writes each statement's name, milliseconds and rows to standard error.
bool traced() {
  static const char* const wanted = std::getenv("GDS_TRACE");
  return wanted != nullptr && std::string_view{wanted} == "sql";
}

bool succeeded(const PGresult* rows) {
  const auto status = PQresultStatus(rows);
  return status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK;
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
  if (conninfo.find("connect_timeout") == std::string::npos) conninfo += " connect_timeout=3";
  prepared_.assign(Statement::count, false);
  connection_.reset(PQconnectdb(conninfo.c_str()));
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
  if (!options_.prepare) {
    return checked(statement.name, Rows{PQexecParams(connection, statement.sql, pointers.size(),
                                                     statement.param_oids.data(),
                                                     pointers.values.data(), nullptr, nullptr, 0)});
  }
  if (!prepared_[statement.index]) {
    checked(statement.name, Rows{PQprepare(connection, statement.name, statement.sql,
                                           pointers.size(), statement.param_oids.data())});
    prepared_[statement.index] = true;
  }
  return checked(statement.name, Rows{PQexecPrepared(connection, statement.name, pointers.size(),
                                                     pointers.values.data(), nullptr, nullptr, 0)});
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

  Rows answer;
  Rows refused;
  const int steps = prepare ? 3 : 2;
  for (int step = 0; step < steps; ++step) {
    answer.reset(PQgetResult(connection));
    const bool good = succeeded(answer.get());
    // A statement once prepared stays so, whatever becomes of its transaction.
    if (good && prepare && step == 1) prepared_[statement.index] = true;
    if (!good && !refused) refused = std::move(answer);
    if (PQstatus(connection) != CONNECTION_OK) fail(statement.name, refused.get());
    const Rows end{PQgetResult(connection)};  // the null that closes each step
  }
  const Rows sync{PQgetResult(connection)};
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
  // Rolling back can only fail with the connection, and then the server rolls back by itself.
  if (db_.connection_ && PQstatus(db_.connection_.get()) == CONNECTION_OK) {
    const Rows ignored{PQexec(db_.connection_.get(), "ROLLBACK")};
  }
}

Rows Tx::execute(const Statement& statement, std::span<const Param> params) {
  if (mode_ == kAtOnce) {
    if (begun_) throw base::BugError{std::string{name_} + ": a second statement in at_once()"};
    begun_ = done_ = true;
    return db_.send(statement, params, nullptr);
  }
  if (begun_) return db_.send(statement, params, nullptr);
  begun_ = true;
  return db_.send(statement, params, mode_ == kSnapshot ? kBeginSnapshot : kBegin);
}

void Tx::commit() {
  if (!begun_ || done_) return;
  db_.observe_before("commit");
  commit_sent_ = true;
  const Rows rows{PQexec(db_.connection_.get(), "COMMIT")};
  if (PQstatus(db_.connection_.get()) != CONNECTION_OK)
    throw DbError{name_, "connection lost while committing", "08007"};
  done_ = true;
  if (!succeeded(rows.get())) db_.fail("commit", rows.get());
  // After an error inside, COMMIT answers ROLLBACK: whoever swallowed that error has a bug.
  if (std::string_view{PQcmdStatus(rows.get())} != "COMMIT")
    throw base::BugError{std::string{name_} + ": committed a failed transaction"};
  db_.observe_after("commit");
}

}  // namespace store
