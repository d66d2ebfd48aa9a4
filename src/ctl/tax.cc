#include <iostream>

#include "ctl/staff.h"
#include "tax/nexus.h"
#include "tax/tax.h"

namespace ctl {

// gdsctl tax report YYYY-MM: sums of the ledger, parted by tabs: states first, then jurisdictions.
int tax_report(Call& call) {
  const auto wanted = call.args.take_word().value_or("");
  call.args.done();
  auto db = database(call);
  return db.snapshot("tax_report", [&](store::Tx& tx) {
    const auto month = tax::month(tx, wanted);
    if (!month) throw base::UsageError{"say a month: tax report 2026-11"};
    std::cout << "state\tsales\tgross\ttaxable\texempt\tnontaxable\ttax\treversed\tmarketplace\t"
                 "not collected\n";
    for (const auto& s : tax::by_state(tx, month->from, month->until))
      std::cout << s.state << '\t' << s.sales << '\t' << base::to_decimal(s.gross) << '\t'
                << base::to_decimal(s.taxable) << '\t' << base::to_decimal(s.exempt) << '\t'
                << base::to_decimal(s.nontaxable) << '\t' << base::to_decimal(s.tax) << '\t'
                << base::to_decimal(s.reversed) << '\t' << base::to_decimal(s.facilitator) << '\t'
                << base::to_decimal(s.not_collected) << '\n';
    std::cout << "\nstate\tjurisdiction\tlabel\tlevel\ttype\trate\treason\ttaxable\ttax\n";
    for (const auto& j : tax::by_jurisdiction(tx, month->from, month->until))
      std::cout << j.state << '\t' << j.jurisdiction << '\t' << j.label << '\t' << j.level << '\t'
                << j.tax_type << '\t' << j.rate_percent << '\t' << j.reason << '\t'
                << base::to_decimal(j.taxable) << '\t' << base::to_decimal(j.tax) << '\n';
    return 0;
  });
}

// gdsctl tax nexus: open tasks, then every state that has sold at all.
int tax_nexus(Call& call) {
  const auto done = call.args.take_option("--done");
  call.args.done();
  const auto now = base::clock_now();
  auto db = database(call);
  if (done) {
    const auto closed = db.transact(
        "tax_nexus_done", [&](store::Tx& tx) { return tax::close_tasks(tx, *done, actor(), now); });
    std::cout << closed << " tasks of " << *done << " are done\n";
    return closed > 0 ? 0 : 1;
  }
  return db.snapshot("tax_nexus", [&](store::Tx& tx) {
    for (const auto& task : tax::open_tasks(tx))
      std::cout << "task\t" << task.state << '\t' << task.percent << " %\t"
                << base::to_text(task.amount) << " in " << task.transactions << " sales\t"
                << base::to_iso8601(task.raised_at) << '\n';
    for (const auto& s : tax::standings(tx, now)) {
      if (s.transactions == 0) continue;
      std::cout << s.state << '\t' << s.percent << " %\t" << base::to_text(s.amount) << " of "
                << base::to_text(s.threshold) << ", " << s.transactions << " sales"
                << (s.threshold_transactions ? " of " + std::to_string(*s.threshold_transactions)
                                             : "")
                << (s.registered ? "\tregistered" : "") << '\n';
    }
    return 0;
  });
}

}  // namespace ctl
