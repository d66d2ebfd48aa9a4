#include "ctl/commands.h"

#include <array>

namespace ctl {
namespace {

constexpr std::array kCommands = {
    Command{"companies create", "NAME [--tax-id ID]", "a company that customers buy for",
            Start::AsOwner, companies_create},
    Command{"companies member", "NAME MAIL admin|buyer|remove", "who buys for a company",
            Start::AsOwner, companies_member},
    Command{"companies terms", "NAME none|net_15|net_30|net_60 [--limit CENTS]",
            "how late a company pays, and up to how much", Start::AsOwner, companies_terms},
    Command{"config check", "", "read the configuration and say what is wrong with it",
            Start::AsOwner, config_check},
    Command{"config keys", "", "every key with its variable, kind, standard and meaning",
            Start::Bare, config_keys},
    Command{"customers merge", "MAIL INTO", "two customers are one person: INTO stays",
            Start::AsOwner, customers_merge},
    Command{"customers note", "MAIL TEXT", "a note for staff", Start::AsOwner, customers_note},
    Command{"customers show", "MAIL", "a customer: orders, tags, addresses, notes", Start::AsOwner,
            customers_show},
    Command{"customers tag", "MAIL TAG [--remove]", "a group of price lists and promotions",
            Start::AsOwner, customers_tag},
    Command{"export products", "[FILE.csv]", "what is for sale, in the columns of the import",
            Start::AsCaller, export_products},
    Command{"import bundles", "FILE.csv [--dry-run]", "bundles of variants that are there already",
            Start::AsCaller, import_bundles},
    Command{"import products", "FILE.csv [--images DIR] [--dry-run] [--strict]",
            "products, variants and counted stock from a file", Start::AsCaller, import_products},
    Command{"migrate", "[--folder DIR]", "bring the database to the newest shape", Start::AsCaller,
            migrate},
    Command{"orders cancel", "NUMBER [LINE=UNITS...] [--reason R] [--yes]",
            "cancel what has not left, or some units of it; shows what is given back",
            Start::AsOwner, orders_cancel},
    Command{"orders delivered", "PARCEL", "a parcel has arrived", Start::AsOwner, orders_delivered},
    Command{"orders list", "[--state STATE]", "orders, newest first", Start::AsOwner, orders_list},
    Command{"orders show", "NUMBER", "one order with its lines and history", Start::AsOwner,
            orders_show},
    Command{"orders refund",
            "NUMBER [LINE=UNITS...] [--shipping A] [--goodwill A] [--reason R] [--send] [--yes]",
            "give back units, shipping or goodwill, and send what is owed", Start::AsOwner,
            orders_refund},
    Command{"orders refund-sent", "REFUND REFERENCE", "staff have sent a refund by bank or check",
            Start::AsOwner, orders_refund_sent},
    Command{"orders resolve", "NUMBER place|cancel",
            "decide an order that needs attention: sell it after all, or not", Start::AsOwner,
            orders_resolve},
    Command{
        "promotions create",
        "NAME percent N|amount CENTS|free-shipping|buy-get N M PERCENT [--code CODE] [--each-line] "
        "[--combines] [--minimum CENTS] [--most CENTS] [--limit N] [--per-customer N] [--priority "
        "N] "
        "[--from TIME] [--until TIME]",
        "a promotion that applies by itself, or by a code", Start::AsOwner, promotions_create},
    Command{"promotions list", "", "promotions with their uses and codes", Start::AsOwner,
            promotions_list},
    Command{"promotions codes", "NUMBER COUNT [--batch NAME]",
            "new codes of one use each for a promotion", Start::AsOwner, promotions_codes},
    Command{"orders ship", "NUMBER [LINE=UNITS...] [--carrier C] [--tracking T]",
            "send a parcel: all that is left of the order, or some units of it", Start::AsOwner,
            orders_ship},
    Command{"returns approve", "RETURN [--reason R]", "goods may come back", Start::AsOwner,
            returns_approve},
    Command{"returns ask", "ORDER LINE=UNITS... [--why WORD] [--reason R]",
            "a customer wants to send goods back", Start::AsOwner, returns_ask},
    Command{"returns close", "RETURN [--fee A] [--yes]", "give back what came", Start::AsOwner,
            returns_close},
    Command{"returns receive", "RETURN LINE=UNITS[:RESELLABLE]... [--grade G]",
            "goods came back; the resellable ones go on the shelf", Start::AsOwner,
            returns_receive},
    Command{"returns refuse", "RETURN [--reason R]", "goods may not come back", Start::AsOwner,
            returns_refuse},
    Command{"routes", "", "every route: method, path, pool, who, guard, pace", Start::Bare, routes},
};

}  // namespace

std::span<const Command> commands() {
  return kCommands;
}

}  // namespace ctl
