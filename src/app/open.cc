#include "app/open.h"

#include <grp.h>
#include <pwd.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/error.h"

namespace app {

void become_owner(const base::Config& config) {
  if (geteuid() != 0) return;
  struct stat about {};
  if (stat(config.run.dir.c_str(), &about) != 0 || about.st_uid == 0) return;
  const auto* owner = getpwuid(about.st_uid);
  const bool groups = owner != nullptr && initgroups(owner->pw_name, owner->pw_gid) == 0;
  const auto group = owner != nullptr ? owner->pw_gid : about.st_gid;
  if (!groups || setgid(group) != 0 || setuid(about.st_uid) != 0)
    throw base::Error{"cannot become the owner of " + config.run.dir + ": " + std::strerror(errno)};
}

void leave_no_core() {
  const rlimit none{0, 0};
  if (setrlimit(RLIMIT_CORE, &none) != 0)
    throw base::Error{std::string{"cannot forbid core files: "} + std::strerror(errno)};
}

store::DbOptions pooled_db(const base::Config& config, std::string_view role,
                           std::chrono::seconds longest) {
  // A server that hangs does not end the statement itself: a second later we do.
  store::DbOptions options{config.pg.dsn, std::string{role}, config.pg.prepare == base::Prepare::On,
                           longest + std::chrono::seconds{1}};
  // PgBouncer refuses start-up options it does not know.
  if (options.prepare) {
    const auto milliseconds = std::chrono::milliseconds{longest}.count();
    options.conninfo += " options='-c statement_timeout=" + std::to_string(milliseconds) +
                        " -c idle_in_transaction_session_timeout=" + std::to_string(milliseconds) +
                        // Each statement looks a few rows up: planning it anew for each cost more.
                        " -c plan_cache_mode=force_generic_plan'";
  }
  return options;
}

store::DbOptions direct_db(const base::Config& config, std::string_view role) {
  const auto& dsn = config.pg.direct_dsn.empty() ? config.pg.dsn : config.pg.direct_dsn;
  return {dsn, std::string{role}, true, {}};
}

}  // namespace app
