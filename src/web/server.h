#pragma once
#include <functional>
#include <string>
#include <vector>

#include "base/config.h"
#include "base/log.h"
#include "web/worker.h"

namespace web {

struct ServerOptions {
  std::string pool;
  std::string socket;  // the path of the Unix socket
  std::string board;   // the path of the counters' file
  base::PoolConfig size;
  std::vector<base::Network> trusted;
  // How to run this program anew, for HUP; with "--check" behind it, it only tries its
  // configuration and templates.
  std::vector<std::string> command;
};

// The parent of a pool: owns the socket (mode 660, backlog 1024 and more) and the workers.
// - A worker that dies is replaced, after a growing pause when it died young.
// - A worker that answers one request for longer than the time limit is killed and replaced; its
//   transaction is rolled back by PostgreSQL.
// - TERM and INT: workers finish what they are at; nothing new is taken.
// - HUP: first a trial run of the program as it is on disk now; when it succeeds the parent becomes
//   that program (same process, same socket), starts new workers, and the old ones leave after the
//   request at hand. Nothing is refused meanwhile. When it fails all stays as it is.
// - Workers die with their parent.
// `make_answer` is called in each worker once. Returns the exit status.
int serve(const ServerOptions& options, base::Log& log, const std::function<Answer()>& make_answer);

}  // namespace web
