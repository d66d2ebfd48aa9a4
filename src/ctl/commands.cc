#include "ctl/commands.h"

#include <array>

namespace ctl {
namespace {

constexpr std::array kCommands = {
    Command{"config check", "", "read the configuration and say what is wrong with it",
            config_check},
    Command{"config keys", "", "every key with its variable, kind, standard and meaning",
            config_keys},
    Command{"import bundles", "FILE.csv [--dry-run]", "bundles of variants that are there already",
            import_bundles},
    Command{"import products", "FILE.csv [--images DIR] [--dry-run] [--strict]",
            "products, variants and counted stock from a file", import_products},
    Command{"migrate", "[--folder DIR]", "bring the database to the newest shape", migrate},
    Command{"orders list", "[--state STATE]", "orders, newest first", orders_list},
    Command{"orders show", "NUMBER", "one order with its lines and history", orders_show},
    Command{"orders resolve", "NUMBER place|cancel",
            "decide an order that needs attention: sell it after all, or not", orders_resolve},
    Command{"routes", "", "every route: method, path, pool, who, guard, pace", routes},
};

}  // namespace

std::span<const Command> commands() {
  return kCommands;
}

}  // namespace ctl
