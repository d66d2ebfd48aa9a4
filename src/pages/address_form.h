#pragma once
#include "customers/customers.h"
#include "web/form.h"

namespace pages {

// The fields of an address (views/fields.h), as the tables want them; what does not fit stands in
// the form's errors.
customers::Address read_address(web::Form& form);

}  // namespace pages
