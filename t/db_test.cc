#include "t/db_test.h"

#include <unistd.h>

#include <cstdlib>

namespace t {

store::DbOptions database(const std::string& name, const std::string& role) {
  const char* server = std::getenv("GDS_TEST_PG");
  BASE_CHECK(server != nullptr);
  return {.conninfo = std::string{server} + " dbname=" + name, .role = role};
}

std::string sql(store::Db& db, const std::string& text) {
  const auto rows = db.run("test", text);
  return PQntuples(rows.get()) == 0 ? "" : PQgetvalue(rows.get(), 0, 0);
}

void OwnDatabase::setUp() {
  static int count = 0;
  name_ = "own_" + std::to_string(getpid()) + "_" + std::to_string(++count);
  store::Db server{database("postgres")};
  server.run("test", "CREATE DATABASE " + name_ + " TEMPLATE gds_template STRATEGY file_copy");
  db_.emplace(database(name_));
}

void OwnDatabase::tearDown() {
  db_.reset();
  // A rival of another role may still be leaving: only a superuser may hurry it.
  store::Db server{database("postgres", "postgres")};
  server.run("test", "DROP DATABASE IF EXISTS " + name_ + " WITH (FORCE)");
}

// A hundred of them at once, on a busy machine, wait longer for a server process, and for their
// turn at a row, than a page would.
store::Db OwnDatabase::rival(const std::string& role) const {
  auto options = database(name_, role);
  options.conninfo += " connect_timeout=60 options='-c statement_timeout=60s'";
  return store::Db{std::move(options)};
}

void FailAt::before(const char* statement) {
  if (++seen_ == nth_) throw store::DbError{statement, "made to fail by the test", "58000"};
}

}  // namespace t
