#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/columns.h"
#include "base/instant.h"
#include "store/db.h"

// Who did what to which row: before and after, when, from where (decision 0070). The database
// writes the log by triggers on the tables that staff change, and chains its entries by their
// hashes; nobody may change or delete an entry. Owns audit_log, audit_chain and audit_head.
namespace audit {

// Somebody with a name, for whom things are done.
struct Actor {
  std::string name;     // "gdsctl root", "staff 4", "key 7"
  std::string address;  // where the request came from; empty for a command
  std::string request;  // its id, as in the access log
};

// What this transaction changes from now on is `actor`'s doing. Where nobody says so, entries name
// the role of the database, and tables that shoppers write too get none.
void act_as(store::Tx& tx, const Actor& actor);

struct Entry {
  std::int64_t id;
  base::Instant at;
  std::string actor;
  std::string address;
  std::string request;
  std::string action;                 // insert, update, delete
  std::string relation;               // the table
  std::string row_key;                // "7", or "7 WA" where two columns name a row
  std::optional<std::string> before;  // JSON of the columns that changed; none of a new row
  std::optional<std::string> after;   // none of a deleted one
  static constexpr auto columns() {
    return base::Columns<&Entry::id, &Entry::at, &Entry::actor, &Entry::address, &Entry::request,
                         &Entry::action, &Entry::relation, &Entry::row_key, &Entry::before,
                         &Entry::after>{};
  }
};
// Empty: whoever, whatever.
struct Filter {
  std::string actor;
  std::string relation;
  std::string row_key;
};
// Newest first.
std::vector<Entry> entries(store::Tx& tx, const Filter& filter, int most);

// An end that the chain once had. Kept outside of the database, it proves later that nothing before
// it was taken away or made anew.
struct Head {
  std::int64_t position;  // 0: the chain is empty
  std::string hash;       // 64 hex digits
  static constexpr auto columns() { return base::Columns<&Head::position, &Head::hash>{}; }
};
Head head(store::Tx& tx);

struct Proof {
  Head head;                // the last place that was good
  std::int64_t places = 0;  // looked at
  std::string broken;       // what is wrong, and where; empty when all is well
};
// Computes the whole chain anew from the entries. `anchor` has to be one of its places, if given.
// `progress` hears how many places were done, every thousand. In a snapshot.
Proof verify(store::Tx& tx, const std::optional<Head>& anchor,
             const std::function<void(std::int64_t)>& progress);

// A sentence when the chain is broken; none when all is well.
std::vector<std::string> faults(store::Tx& tx);

}  // namespace audit
