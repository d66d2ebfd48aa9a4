#pragma once
#include <string>
#include <vector>

#include "base/error.h"
#include "store/query.h"

// The program's own statements as a script of pgbench's: what the database alone makes of them.
namespace bench {

using Values = std::vector<std::string>;

inline const store::Statement& statement(const std::string& name) {
  for (const auto* s = store::Statement::first; s != nullptr; s = s->next)
    if (name == s->name) return *s;
  throw base::BugError{"no statement " + name};
}

// "$1" and so on become the words given; pgbench makes parameters of its variables again.
inline std::string filled(const char* name, const Values& words, const char* end) {
  BASE_CHECK(words.size() == statement(name).param_oids.size());
  std::string sql = statement(name).sql;
  for (auto i = words.size(); i > 0; --i) {
    const auto marker = "$" + std::to_string(i);
    for (std::size_t at = 0; (at = sql.find(marker, at)) != std::string::npos;)
      sql.replace(at, marker.size(), words[i - 1]);
  }
  return sql + end + "\n";
}

}  // namespace bench
