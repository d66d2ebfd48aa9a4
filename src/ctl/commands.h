#pragma once
#include <functional>
#include <span>

#include "base/args.h"
#include "base/config.h"

// The operator's commands: `gdsctl <name> [<sub-name>] [options]`. Each stands in a file of its own
// name (import_products.cc, migrate.cc) and is listed in commands.cc, which is also the help.
namespace ctl {

// What a command gets: the rest of its command line, and the configuration. A command calls
// args.done() once it has taken what it knows.
struct Call {
  base::Args& args;
  const base::Config& config;
  // Whoever called, even root, is the owner of the instance from here on.
  std::function<void()> become_owner;
};

enum class Start {
  Bare,      // without settings: it answers on any machine
  AsOwner,   // with settings, as the owner of the instance when root calls
  AsCaller,  // with settings, as who called: it opens that person's files, then becomes the owner
};

struct Command {
  const char* name;     // "migrate", "import products"
  const char* options;  // "FILE.csv [--dry-run]"
  const char* does;     // one line of help
  Start start;
  // The exit status: 0 when all went well.
  int (*run)(Call& call);
};

std::span<const Command> commands();

int audit_list(Call& call);
int audit_verify(Call& call);
int companies_create(Call& call);
int companies_member(Call& call);
int companies_terms(Call& call);
int config_check(Call& call);
int config_keys(Call& call);
int content_import(Call& call);
int content_list(Call& call);
int content_publish(Call& call);
int content_rename(Call& call);
int content_withdraw(Call& call);
int credit_grant(Call& call);
int credit_show(Call& call);
int customers_merge(Call& call);
int customers_note(Call& call);
int customers_show(Call& call);
int customers_tag(Call& call);
int documents_list(Call& call);
int documents_make(Call& call);
int documents_print(Call& call);
int export_products(Call& call);
int giftcards_disable(Call& call);
int giftcards_issue(Call& call);
int giftcards_show(Call& call);
int giftcards_offer(Call& call);
int import_bundles(Call& call);
int import_relations(Call& call);
int import_products(Call& call);
int keys_new(Call& call);
int keys_rotate(Call& call);
int locations_add(Call& call);
int locations_list(Call& call);
int migrate(Call& call);
int orders_comment(Call& call);
int orders_instructions(Call& call);
int orders_list(Call& call);
int orders_ask(Call& call);
int orders_cancel(Call& call);
int orders_delivered(Call& call);
int orders_edit(Call& call);
int orders_overdue(Call& call);
int orders_pay(Call& call);
int orders_refund(Call& call);
int orders_refund_sent(Call& call);
int orders_ship(Call& call);
int orders_show(Call& call);
int orders_resolve(Call& call);
int prices_history(Call& call);
int prices_import(Call& call);
int prices_override(Call& call);
int prices_set(Call& call);
int promotions_create(Call& call);
int promotions_end(Call& call);
int promotions_explain(Call& call);
int promotions_list(Call& call);
int promotions_codes(Call& call);
int quotes_answer(Call& call);
int quotes_list(Call& call);
int quotes_requests(Call& call);
int quotes_revise(Call& call);
int quotes_send(Call& call);
int quotes_show(Call& call);
int quotes_withdraw(Call& call);
int quotes_write(Call& call);
int returns_approve(Call& call);
int returns_ask(Call& call);
int returns_close(Call& call);
int returns_exchange(Call& call);
int returns_receive(Call& call);
int returns_refuse(Call& call);
int purchases_cancel(Call& call);
int purchases_create(Call& call);
int purchases_list(Call& call);
int purchases_place(Call& call);
int purchases_receive(Call& call);
int purchases_show(Call& call);
int reconcile(Call& call);
int routes(Call& call);
int serials_register(Call& call);
int serials_require(Call& call);
int serials_scrap(Call& call);
int serials_show(Call& call);
int staff_add(Call& call);
int staff_list(Call& call);
int staff_role(Call& call);
int stock_adjust(Call& call);
int stock_buffer(Call& call);
int stock_low(Call& call);
int stock_move(Call& call);
int stock_show(Call& call);
int shipping_import(Call& call);
int shipping_quote(Call& call);
int tax_certificate(Call& call);
int tax_nexus(Call& call);
int tax_report(Call& call);

}  // namespace ctl
