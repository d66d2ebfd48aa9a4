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
    Command{"orders list", "[--state STATE]", "orders, newest first", Start::AsOwner, orders_list},
    Command{"orders show", "NUMBER", "one order with its lines and history", Start::AsOwner,
            orders_show},
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
    Command{"routes", "", "every route: method, path, pool, who, guard, pace", Start::Bare, routes},
};

}  // namespace

std::span<const Command> commands() {
  return kCommands;
}

}  // namespace ctl
