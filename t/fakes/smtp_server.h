#pragma once
#include <cstdint>
#include <memory>

#include "mailbox.h"

namespace fakes {

// Takes mail on a loopback port, one thread a connection.
class SmtpServer {
 public:
  SmtpServer(std::uint16_t port, Mailbox& mailbox);
  ~SmtpServer();
  SmtpServer(const SmtpServer&) = delete;
  SmtpServer& operator=(const SmtpServer&) = delete;

 private:
  struct Running;
  std::unique_ptr<Running> running_;
};

}  // namespace fakes
