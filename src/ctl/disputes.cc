#include <iostream>

#include "ctl/payment_commands.h"
#include "ctl/staff.h"
#include "documents/documents.h"
#include "order/timeline.h"
#include "payment/charges.h"
#include "payment/dispute.h"

namespace ctl {
namespace {

std::string say(payment::AnswerRefusal why, const std::string& dispute) {
  switch (why) {
    case payment::AnswerRefusal::NoSuchDispute:
      return "there is no dispute " + dispute;
    case payment::AnswerRefusal::Closed:
      return "the bank has decided about " + dispute;
    case payment::AnswerRefusal::NoEvidence:
      return "Stripe has no evidence of ours: gdsctl disputes evidence " + dispute;
    case payment::AnswerRefusal::OnItsWay:
      return "an answer is on its way; try again in a minute";
  }
  return "";
}

// The same facts as Stripe gets, as a paper for the file or for Stripe's dashboard.
documents::EvidenceFacts facts_of(store::Tx& tx, const payment::DisputeRow& dispute,
                                  const std::string& word) {
  documents::EvidenceFacts facts{.dispute = dispute.dispute_id,
                                 .reason = dispute.reason,
                                 .amount = dispute.amount,
                                 .due_by = dispute.due_by,
                                 .word = word,
                                 .cards = {},
                                 .timeline = {}};
  for (const auto& charge : payment::charges(tx, dispute.order))
    if (charge.status == "succeeded")
      facts.cards.push_back(charge.brand + " " + charge.last4 + ", risk " + charge.risk_level);
  for (const auto& entry : order::timeline(tx, dispute.order)) {
    if (!entry.told) continue;
    facts.timeline.push_back(base::to_iso8601(entry.at) + "  " + entry.what +
                             (entry.state.empty() ? "" : " " + entry.state) +
                             (entry.told->empty() ? "" : ": " + *entry.told));
  }
  return facts;
}

void print(const payment::DisputeRow& d) {
  std::cout << d.dispute_id << '\t' << d.status << '\t'
            << (d.is_open && d.due_by ? base::to_iso8601(*d.due_by) : "-") << '\t'
            << d.number.value_or("-") << '\t' << base::to_text(d.amount) << '\t' << d.reason << '\t'
            << (d.submissions > 0 ? "submitted"
                : d.has_evidence  ? "evidence"
                                  : "-")
            << '\n';
}

}  // namespace

// gdsctl disputes list: open ones by their deadline, then the others, parted by tabs; below each
// what was answered.
int disputes_list(Call& call) {
  call.args.done();
  auto db = database(call);
  return db.snapshot("disputes_list", [&](store::Tx& tx) {
    for (const auto& dispute : payment::disputes(tx)) {
      print(dispute);
      for (const auto& answer : payment::answers(tx, dispute.id))
        std::cout << "  " << base::to_iso8601(answer.created_at) << ' ' << answer.kind << ' '
                  << answer.state << " (" << answer.actor << ')'
                  << (answer.failure.empty() ? "" : ": ") << answer.failure << '\n';
    }
    return 0;
  });
}

// gdsctl disputes evidence DISPUTE [--text TEXT]: makes the paper, and keeps the evidence at
// Stripe; the bank sees nothing yet.
int disputes_evidence(Call& call) {
  const auto name = take_word(call, "which dispute");
  const auto word = call.args.take_option("--text").value_or("");
  call.args.done();
  auto db = database(call);
  const auto now = base::clock_now();
  std::string number;
  const auto staged = db.transact("disputes_evidence", [&](store::Tx& tx) {
    auto answer = payment::stage_evidence(tx, name, word, actor(), now);
    if (!answer) return answer;
    const auto dispute = payment::find_dispute(tx, name);
    const auto paper = documents::make_evidence(tx, dispute->order, facts_of(tx, *dispute, word),
                                                documents::sender(call.config), actor(), now);
    if (paper) number = paper->number;
    return answer;
  });
  if (!staged) return refused(say(staged.why(), name));
  std::cout << "evidence for " << name << " goes to Stripe, not to the bank";
  if (!number.empty()) std::cout << "; as a paper: gdsctl documents print " << number;
  std::cout << "\nto hand it to the bank: gdsctl disputes submit " << name << " --yes\n";
  return 0;
}

// gdsctl disputes submit DISPUTE --yes: mostly once and for good.
int disputes_submit(Call& call) {
  const auto name = take_word(call, "which dispute");
  const bool yes = call.args.take_flag("--yes");
  call.args.done();
  if (!yes) throw base::UsageError{"the bank mostly takes evidence once: say --yes"};
  auto db = database(call);
  const auto sent = db.transact("disputes_submit", [&](store::Tx& tx) {
    return payment::submit_evidence(tx, name, actor(), base::clock_now());
  });
  if (!sent) return refused(say(sent.why(), name));
  std::cout << "the evidence for " << name << " goes to the bank\n";
  return 0;
}

// gdsctl disputes close DISPUTE --yes: we give in.
int disputes_close(Call& call) {
  const auto name = take_word(call, "which dispute");
  const bool yes = call.args.take_flag("--yes");
  call.args.done();
  if (!yes) throw base::UsageError{"the money is lost then, for good: say --yes"};
  auto db = database(call);
  const auto sent = db.transact("disputes_close", [&](store::Tx& tx) {
    return payment::accept_dispute(tx, name, actor(), base::clock_now());
  });
  if (!sent) return refused(say(sent.why(), name));
  std::cout << "dispute " << name << " is given up\n";
  return 0;
}

}  // namespace ctl
