#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/columns.h"
#include "payment/payment.h"

// What staff are to look at about payments: a warning of fraud, a dispute with its deadline, a
// payout that failed, a difference to Stripe's books. A task is opened once a subject and mailed to
// staff once (mail.staff_payment); it ends by what came of it, or by staff.
namespace payment {

using TaskId = base::Id<struct PaymentTaskTag>;

enum class TaskKind {
  FraudWarning,
  Review,
  Dispute,
  PayoutFailed,
  UnknownPayment,
  Difference,
  Invoice
};
std::string_view to_word(TaskKind kind);

struct NewTask {
  TaskKind kind;
  std::string subject;  // Stripe's id of what it is about
  std::optional<OrderId> order{};
  std::string said;  // for staff
  std::optional<Instant> due_at{};
  std::optional<Instant> tell_at{};  // the mail; now if nothing else is said
};
// False, and nothing changed, when there is one already.
bool open_task(store::Tx& tx, const NewTask& task, Instant now);
// False when it has ended, or there is none.
bool end_task(store::Tx& tx, TaskKind kind, const std::string& subject, const std::string& actor,
              Instant now);
bool end_task(store::Tx& tx, TaskId task, const std::string& actor, Instant now);

struct Task {
  TaskId id;
  std::string kind;
  std::string subject;
  std::optional<OrderId> order;
  std::optional<std::string> number;  // the order's
  std::string said;
  std::optional<Instant> due_at;
  Instant opened_at;
  std::optional<Instant> done_at;
  static constexpr auto columns() {
    return base::Columns<&Task::id, &Task::kind, &Task::subject, &Task::order, &Task::number,
                         &Task::said, &Task::due_at, &Task::opened_at, &Task::done_at>{};
  }
};
// Those that are open: what is due first, then the oldest.
std::vector<Task> open_tasks(store::Tx& tx);
std::optional<Task> find_task(store::Tx& tx, TaskId task);

}  // namespace payment
