#include "store/listener.h"

#include <poll.h>

namespace store {
namespace {

// Notifications free PostgreSQL's memory with its own function.
struct FreeNotification {
  void operator()(PGnotify* n) const { PQfreemem(n); }
};

bool drain(PGconn* connection) {
  bool any = false;
  while (std::unique_ptr<PGnotify, FreeNotification> n{PQnotifies(connection)}) any = true;
  return any;
}

}  // namespace

Listener::Listener(const DbOptions& database, const std::string& channel) : db_{database} {
  db_.run("listen", "LISTEN " + channel);
}

bool Listener::heard(std::chrono::milliseconds time) {
  PGconn* connection = db_.raw();
  if (drain(connection)) return true;
  pollfd wait{PQsocket(connection), POLLIN, 0};
  if (poll(&wait, 1, static_cast<int>(time.count())) <= 0) return false;
  if (PQconsumeInput(connection) == 0 || PQstatus(connection) != CONNECTION_OK)
    throw DbError{"listen", "connection lost", "08006"};
  return drain(connection);
}

}  // namespace store
