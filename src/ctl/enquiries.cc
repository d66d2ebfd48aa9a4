#include "ctl/enquiries.h"

#include <iostream>

#include "base/text.h"
#include "ctl/staff.h"
#include "order/enquiry.h"

namespace ctl {

// gdsctl enquiries list: what visitors asked and nobody has answered, the oldest first.
int enquiries_list(Call& call) {
  call.args.done();
  auto db = database(call);
  return db.snapshot("enquiries_list", [&](store::Tx& tx) {
    for (const auto& one : order::open_enquiries(tx)) {
      std::cout << one.id << '\t' << base::to_iso8601(one.asked_at) << '\t' << one.email << '\t'
                << one.name << (one.company.empty() ? "" : ", ") << one.company << '\n';
      for (const auto& line : order::enquired_lines(tx, one.id))
        std::cout << "  " << line.units << " x " << line.sku << "  " << line.title << '\n';
      if (!one.message.empty()) std::cout << "  " << one.message << '\n';
    }
    return 0;
  });
}

// gdsctl enquiries close: it is answered.
int enquiries_close(Call& call) {
  const auto number = base::parse_integer<std::int64_t>(take_word(call, "a number"));
  call.args.done();
  if (!number || *number < 1) throw base::UsageError{"no number of an enquiry"};
  auto db = database(call);
  const bool closed = db.transact("enquiries_close", [&](store::Tx& tx) {
    return order::close_enquiry(tx, order::EnquiryId{*number}, actor(), base::clock_now());
  });
  return closed ? 0 : refused("there is no open enquiry of this number");
}

}  // namespace ctl
