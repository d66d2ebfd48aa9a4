#include <iostream>

#include "ctl/commands.h"

namespace ctl {

int config_check(Call& call) {
  call.args.done();
  // A configuration that does not load never gets this far.
  std::cout << "configuration: " << base::config_keys().size() << " keys, all in order\n";
  return 0;
}

int config_keys(Call& call) {
  call.args.done();
  for (const auto& key : base::config_keys())
    std::cout << key.name << '\t' << key.environment << '\t' << key.value_kind << '\t'
              << key.standard << '\t' << key.meaning << '\n';
  return 0;
}

}  // namespace ctl
