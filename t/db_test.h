#pragma once
#include <optional>
#include <string>

#include "store/db.h"
#include "t/test.h"

// Tests on PostgreSQL. The server is the test run's own (t/lib/cluster.sh); GDS_TEST_PG says where.
namespace t {

// A connection to one database of the test server, as gds_owner unless another role is named.
store::DbOptions database(const std::string& name, const std::string& role = "gds_owner");

// What a test reads or writes beside the code it tries: SQL as text, the first value of its answer
// as text ("" for no row or NULL).
std::string sql(store::Db& db, const std::string& text);

// A test with a database of its own, cloned from the migrated template: whatever it commits is gone
// with it. Clones take a tenth of a second.
struct OwnDatabase : CppUnit::TestFixture {
  void setUp() override;
  void tearDown() override;
  store::Db& db() { return *db_; }
  std::string sql(const std::string& text) { return t::sql(db(), text); }
  // A rival: a further connection to the same database. The caller destroys it before the test
  // ends.
  store::Db rival(const std::string& role = "gds_owner") const;

 private:
  std::string name_;
  std::optional<store::Db> db_;
};

// Fails the n-th statement it sees (counting from 1; 0: none), before it is sent, as if the
// database had broken. For tests that fail an operation at its every statement in turn.
class FailAt : public store::Observer {
 public:
  explicit FailAt(int nth) : nth_{nth} {}
  void before(const char* statement) override;
  void after(const char*) override {}
  int seen() const { return seen_; }

 private:
  int nth_;
  int seen_ = 0;
};

}  // namespace t
