#include "pages/routes.h"

#include <iostream>

#include "ctl/commands.h"

namespace ctl {

int routes(Call& call) {
  call.args.done();
  pages::print_routes(std::cout);
  return 0;
}

}  // namespace ctl
