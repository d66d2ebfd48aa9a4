#include "audit/audit.h"

#include <unistd.h>

#include <iostream>

#include "base/text.h"
#include "ctl/staff.h"

namespace ctl {
namespace {

void print(const audit::Entry& entry) {
  std::cout << entry.id << '\t' << base::to_iso8601(entry.at) << '\t' << entry.actor << '\t'
            << (entry.address.empty() ? "-" : entry.address) << '\t' << entry.action << ' '
            << entry.relation << ' ' << entry.row_key << '\t' << entry.before.value_or("{}")
            << " -> " << entry.after.value_or("{}") << '\n';
}

// "12:0af3..." as verify prints it.
std::optional<audit::Head> take_anchor(base::Args& args) {
  const auto text = args.take_option("--since");
  if (!text) return std::nullopt;
  const auto words = parted(*text, ':');
  const auto position = base::parse_integer<std::int64_t>(words.front());
  constexpr std::size_t kHexDigits = 64;
  if (words.size() != 2 || !position || *position < 1 || words[1].size() != kHexDigits)
    throw base::UsageError{"--since wants PLACE:HASH as verify printed it once"};
  return audit::Head{*position, words[1]};
}

}  // namespace

// gdsctl audit list [--actor A] [--table T] [--row KEY] [--most N]
int audit_list(Call& call) {
  audit::Filter filter{call.args.take_option("--actor").value_or(""),
                       call.args.take_option("--table").value_or(""),
                       call.args.take_option("--row").value_or("")};
  constexpr int kMost = 50;
  const auto most =
      base::parse_integer<int>(call.args.take_option("--most").value_or(std::to_string(kMost)));
  if (!most || *most < 1) throw base::UsageError{"--most wants a number"};
  call.args.done();
  auto db = database(call);
  for (const auto& entry :
       db.snapshot("audit_list", [&](store::Tx& tx) { return audit::entries(tx, filter, *most); }))
    print(entry);
  return 0;
}

// gdsctl audit verify [--since PLACE:HASH]
int audit_verify(Call& call) {
  const auto anchor = take_anchor(call.args);
  call.args.done();
  auto db = database(call);
  const bool watched = isatty(STDERR_FILENO) == 1;
  const auto proof = db.snapshot("audit_verify", [&](store::Tx& tx) {
    return audit::verify(tx, anchor, [&](std::int64_t places) {
      if (watched) std::cerr << "\r" << places << " places" << std::flush;
    });
  });
  if (watched) std::cerr << "\r\033[K";
  if (!proof.broken.empty()) return refused(proof.broken);
  std::cout << proof.places << " places are as they were written\n"
            << "the end, to keep elsewhere: " << proof.head.position << ':' << proof.head.hash
            << '\n';
  return 0;
}

}  // namespace ctl
