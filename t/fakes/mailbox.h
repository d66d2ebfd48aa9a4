#pragma once
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "json.h"

namespace fakes {

// One message as it came in.
struct Envelope {
  std::int64_t number = 0;
  std::int64_t at = 0;
  std::string from;
  std::vector<std::string> to;
  std::string raw;
};

// What goes wrong with the next messages: at a step ("auth", "mail", "rcpt", "data", "dot"), with a
// reply code; code 0 closes the connection instead. At "dot" with stored, the message is kept all
// the same: the sender cannot know.
struct MailFault {
  std::string step;
  int code = 451;
  std::string text;
  std::string match;  // part of the recipient's address, at "rcpt"
  int times = 1;
  bool stored = false;
};

// All messages received, and the faults to come. Thread-safe.
class Mailbox {
 public:
  void deliver(Envelope envelope);
  std::vector<Envelope> newest_first() const;
  std::optional<Envelope> find(std::int64_t number) const;
  void clear();

  void add_fault(MailFault fault);
  std::optional<MailFault> take_fault(const std::string& step, const std::string& detail);

  // "user:password" that AUTH takes; empty while the server offers no AUTH.
  std::string credentials() const;
  void set_credentials(std::string credentials);

 private:
  mutable std::mutex mutex_;
  std::deque<Envelope> envelopes_;
  std::int64_t last_number_ = 0;
  std::vector<MailFault> faults_;
  std::string credentials_;
};

}  // namespace fakes
