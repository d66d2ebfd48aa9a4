#include "payment/tasks.h"

#include "base/json_writer.h"
#include "store/outbox.h"

namespace payment {
namespace {

using store::Query;

const Query<TaskId(std::string, std::string, std::optional<OrderId>, std::string,
                   std::optional<Instant>, Instant)>
    kOpen{"payment.open_task", R"sql(
    INSERT INTO payment_tasks (kind, subject, order_id, said, due_at, opened_at)
    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (kind, subject) DO NOTHING
    RETURNING id)sql"};

const Query<void(std::string, std::string, std::string, Instant)> kEnd{"payment.end_task", R"sql(
    UPDATE payment_tasks SET done_at = $4, done_by = $3
     WHERE kind = $1 AND subject = $2 AND done_at IS NULL)sql"};
const Query<void(TaskId, std::string, Instant)> kEndById{"payment.end_task_by_id", R"sql(
    UPDATE payment_tasks SET done_at = $3, done_by = $2 WHERE id = $1 AND done_at IS NULL)sql"};

const Query<Task()> kOpenTasks{"payment.open_tasks", R"sql(
    SELECT t.id, t.kind, t.subject, t.order_id, o.number, t.said, t.due_at, t.opened_at, t.done_at
      FROM payment_tasks t LEFT JOIN orders o ON o.id = t.order_id
     WHERE t.done_at IS NULL ORDER BY t.due_at NULLS LAST, t.opened_at, t.id)sql"};
const Query<Task(TaskId)> kFind{"payment.find_task", R"sql(
    SELECT t.id, t.kind, t.subject, t.order_id, o.number, t.said, t.due_at, t.opened_at, t.done_at
      FROM payment_tasks t LEFT JOIN orders o ON o.id = t.order_id
     WHERE t.id = $1)sql"};

}  // namespace

std::string_view to_word(TaskKind kind) {
  switch (kind) {
    case TaskKind::FraudWarning:
      return "fraud_warning";
    case TaskKind::Review:
      return "review";
    case TaskKind::Dispute:
      return "dispute";
    case TaskKind::PayoutFailed:
      return "payout_failed";
    case TaskKind::UnknownPayment:
      return "unknown_payment";
    case TaskKind::Invoice:
      return "invoice";
    case TaskKind::Difference:
      break;
  }
  return "difference";
}

bool open_task(store::Tx& tx, const NewTask& task, Instant now) {
  const auto id = tx.one_or_none(kOpen, std::string{to_word(task.kind)}, task.subject, task.order,
                                 task.said, task.due_at, now);
  if (!id) return false;
  base::JsonWriter json;
  json.begin_object().field("task", id->raw()).end_object();
  store::enqueue(tx, "mail.staff_payment", "task-" + std::to_string(id->raw()), {json.take()},
                 task.tell_at.value_or(now), now);
  return true;
}

bool end_task(store::Tx& tx, TaskKind kind, const std::string& subject, const std::string& actor,
              Instant now) {
  return tx.exec(kEnd, std::string{to_word(kind)}, subject, actor, now) > 0;
}

bool end_task(store::Tx& tx, TaskId task, const std::string& actor, Instant now) {
  return tx.exec(kEndById, task, actor, now) > 0;
}

std::vector<Task> open_tasks(store::Tx& tx) {
  return tx.all(kOpenTasks);
}

std::optional<Task> find_task(store::Tx& tx, TaskId task) {
  return tx.one_or_none(kFind, task);
}

}  // namespace payment
