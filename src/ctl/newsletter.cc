#include "ctl/newsletter.h"

#include <iostream>

#include "base/csv.h"
#include "base/email.h"
#include "ctl/staff.h"
#include "mailing/newsletter.h"
#include "views/newsletter_mail_view.h"

namespace ctl {
namespace {

std::string take_email(Call& call) {
  const auto email = base::parse_email(take_word(call, "a mail address"));
  call.args.done();
  if (!email) throw base::UsageError{"no mail address"};
  return *email;
}

}  // namespace

// gdsctl newsletter export: who gets it, in the order in which they said yes. The program that
// sends it puts stop_link in each, and in the headers List-Unsubscribe and List-Unsubscribe-Post.
int newsletter_export(Call& call) {
  call.args.done();
  auto db = database(call);
  const auto found =
      db.snapshot("newsletter_export", [](store::Tx& tx) { return mailing::subscribers(tx); });
  base::write_csv(std::cout, {"email", "source", "asked_at", "confirmed_at", "stop_link"});
  for (const auto& one : found)
    base::write_csv(std::cout, {one.email, one.source, base::to_iso8601(one.asked_at),
                                base::to_iso8601(one.confirmed_at),
                                views::newsletter_stop_link(call.config.site.url, one.stop_token)});
  std::cerr << found.size() << (found.size() == 1 ? " subscriber\n" : " subscribers\n");
  return 0;
}

// gdsctl newsletter suppress: its owner wrote to us.
int newsletter_suppress(Call& call) {
  const auto email = take_email(call);
  auto db = database(call);
  const bool is_news = db.transact("newsletter_suppress", [&](store::Tx& tx) {
    return mailing::suppress(tx, email, base::clock_now());
  });
  return is_news ? 0 : refused("this mailbox was to get none already");
}

// gdsctl newsletter allow: its owner wants to be asked again.
int newsletter_allow(Call& call) {
  const auto email = take_email(call);
  auto db = database(call);
  const bool was =
      db.transact("newsletter_allow", [&](store::Tx& tx) { return mailing::allow(tx, email); });
  return was ? 0 : refused("this mailbox is not among those that get none");
}

}  // namespace ctl
