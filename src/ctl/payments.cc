#include <iostream>

#include "base/text.h"
#include "ctl/payment_commands.h"
#include "ctl/staff.h"
#include "payment/books.h"
#include "payment/tasks.h"

namespace ctl {

// gdsctl payments tasks: what is open, one a line, parted by tabs: number, kind, by when, order,
// what it is about, what was said.
int payments_tasks(Call& call) {
  call.args.done();
  auto db = database(call);
  for (const auto& task : db.snapshot("payments_tasks", payment::open_tasks))
    std::cout << task.id << '\t' << task.kind << '\t'
              << (task.due_at ? base::to_iso8601(*task.due_at) : "-") << '\t'
              << task.number.value_or("-") << '\t' << task.subject << '\t' << task.said << '\n';
  return 0;
}

// gdsctl payments differences: one a line, parted by tabs: what moved, Stripe's id of it, ours,
// theirs, since when.
int payments_differences(Call& call) {
  call.args.done();
  auto db = database(call);
  const auto found = db.snapshot("payments_differences", payment::differences);
  for (const auto& one : found)
    std::cout << one.kind << '\t' << one.reference << '\t' << base::to_text(one.ours) << '\t'
              << base::to_text(one.theirs) << '\t' << base::to_iso8601(one.found_at) << '\n';
  return found.empty() ? 0 : 1;
}

// gdsctl payments done TASK
int payments_done(Call& call) {
  const auto word = take_word(call, "which task");
  call.args.done();
  const auto id = base::parse_integer<std::int64_t>(word);
  if (!id) throw base::UsageError{"say which: payments done TASK, as payments tasks has it"};
  auto db = database(call);
  const bool ended = db.transact("payments_done", [&](store::Tx& tx) {
    return payment::end_task(tx, payment::TaskId{*id}, actor(), base::clock_now());
  });
  return ended ? 0 : refused("there is no open task " + word);
}

}  // namespace ctl
