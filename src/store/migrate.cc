#include "store/migrate.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

#include "base/crypto.h"

namespace store {
namespace {

constexpr const char* kTable = R"sql(
    CREATE TABLE IF NOT EXISTS schema_migrations (
      name text PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now()))sql";

std::string read_file(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  if (!in) throw base::Error{"cannot read " + file.string()};
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::map<std::string, std::string> recorded(Db& db) {
  const auto rows = db.run("migrate.recorded", "SELECT name, checksum FROM schema_migrations");
  std::map<std::string, std::string> out;
  for (int i = 0; i < PQntuples(rows.get()); ++i)
    out.emplace(cell<std::string>(rows.get(), i, 0), cell<std::string>(rows.get(), i, 1));
  return out;
}

std::vector<std::filesystem::path> migration_files(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator{folder})
    if (entry.path().extension() == ".sql") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

// File names and checksums hold no quote: both are checked before they get here.
void apply(Db& db, const std::string& name, const std::string& checksum, const std::string& text) {
  const auto record =
      "INSERT INTO schema_migrations (name, checksum) VALUES ('" + name + "', '" + checksum + "');";
  try {
    if (text.starts_with("-- no transaction")) {
      db.run(name.c_str(), text);
      db.run(name.c_str(), record);
    } else {
      db.run(name.c_str(), "BEGIN;" + text + "\n;" + record + "COMMIT");
    }
  } catch (DbError& e) {
    e.while_doing("applying migration " + name);
    throw;
  }
}

}  // namespace

std::vector<std::string> migrate(Db& db, const std::filesystem::path& folder) {
  constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyz0123456789-_.";
  db.run("migrate.lock", "SELECT pg_advisory_lock(7263, 0)");
  db.run("migrate.notices", "SET client_min_messages = warning");
  db.run("migrate.table", kTable);
  auto left = recorded(db);
  std::vector<std::string> applied;
  for (const auto& file : migration_files(folder)) {
    const auto name = file.filename().string();
    if (name.find_first_not_of(kPlain) != std::string::npos)
      throw base::Error{"not a migration's name: " + name};
    const auto text = read_file(file);
    const auto checksum = base::sha256_hex(text);
    if (const auto known = left.extract(name)) {
      if (known.mapped() != checksum)
        throw base::Error{"migration " + name + " was edited after it was applied"};
      continue;
    }
    apply(db, name, checksum, text);
    applied.push_back(name);
  }
  if (!left.empty())
    throw base::Error{"migration " + left.begin()->first + " is recorded but has no file"};
  db.run("migrate.unlock", "SELECT pg_advisory_unlock(7263, 0)");
  return applied;
}

}  // namespace store
