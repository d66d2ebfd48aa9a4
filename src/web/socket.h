#pragma once
#include <string>
#include <vector>

// Private to web: what a pool's parent owns, and how it gets through an exec.
namespace web {

// A lock on "<socket>.lock", held while this process lives: one parent a socket. Throws when
// another holds it. The descriptor closes on exec and must be closed in workers.
int lock_socket(const std::string& path);

// A non-blocking listening Unix socket that the group may use. An older file at `path` is replaced
// in one step, so that the path never leads nowhere.
int listen_at(const std::string& path);

// What the program before this one (same process, before exec) left: its socket and its workers.
struct Inheritance {
  int listening = -1;
  std::vector<int> workers;
};
Inheritance take_inheritance();
void leave_inheritance(const Inheritance& left);

}  // namespace web
