#pragma once

namespace base {

// Is a transaction of a database open on this thread? Whoever asks the world outside for anything
// must not have one (invariant P4): its locks would last as long as a stranger takes to answer.
// store::Tx says when one begins and ends; net refuses to send in between.
class InTransaction {
 public:
  static bool now() { return open_ > 0; }
  static void began() { ++open_; }
  static void ended() { --open_; }

 private:
  inline static thread_local int open_ = 0;
};

}  // namespace base
