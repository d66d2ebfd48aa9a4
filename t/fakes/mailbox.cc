#include "mailbox.h"

#include <algorithm>

namespace fakes {
namespace {

// A demo that runs for weeks must not eat the machine.
constexpr std::size_t kRemembered = 20000;

}  // namespace

void Mailbox::deliver(Envelope envelope) {
  const std::lock_guard lock{mutex_};
  envelope.number = ++last_number_;
  envelopes_.push_back(std::move(envelope));
  if (envelopes_.size() > kRemembered) envelopes_.pop_front();
}

std::vector<Envelope> Mailbox::newest_first() const {
  const std::lock_guard lock{mutex_};
  return {envelopes_.rbegin(), envelopes_.rend()};
}

std::optional<Envelope> Mailbox::find(std::int64_t number) const {
  const std::lock_guard lock{mutex_};
  const auto found = std::find_if(envelopes_.begin(), envelopes_.end(),
                                  [&](const Envelope& e) { return e.number == number; });
  if (found == envelopes_.end()) return {};
  return *found;
}

void Mailbox::clear() {
  const std::lock_guard lock{mutex_};
  envelopes_.clear();
  faults_.clear();
}

void Mailbox::add_fault(MailFault fault) {
  const std::lock_guard lock{mutex_};
  faults_.push_back(std::move(fault));
}

std::optional<MailFault> Mailbox::take_fault(const std::string& step, const std::string& detail) {
  const std::lock_guard lock{mutex_};
  for (auto& fault : faults_) {
    if (fault.times <= 0 || fault.step != step) continue;
    if (detail.find(fault.match) == std::string::npos) continue;
    --fault.times;
    return fault;
  }
  return {};
}

std::string Mailbox::credentials() const {
  const std::lock_guard lock{mutex_};
  return credentials_;
}

void Mailbox::set_credentials(std::string credentials) {
  const std::lock_guard lock{mutex_};
  credentials_ = std::move(credentials);
}

}  // namespace fakes
