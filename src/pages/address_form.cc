#include "pages/address_form.h"

#include "shipping/us_address.h"
#include "views/checkout_view.h"

namespace pages {

customers::Address read_address(web::Form& form) {
  using Most = views::ContactLimits;
  constexpr web::TextLimits kLine{1, Most::kLine};
  constexpr web::TextLimits kOptionalLine{0, Most::kLine};
  customers::Address a;
  a.name = form.text("name", kLine);
  a.company = form.text("company", kOptionalLine);
  a.line1 = form.text("line1", kLine);
  a.line2 = form.text("line2", kOptionalLine);
  a.city = form.text("city", kLine);
  a.phone = form.text("phone", {0, Most::kPhone});
  const auto state = form.text("state", kLine);
  const auto zip = form.text("zip", {1, Most::kZip});
  a.state = shipping::parse_state(state).value_or("");
  a.zip = shipping::parse_zip(zip).value_or("");
  if (a.state.empty())
    form.refuse("state", "We ship to the 50 states and Washington, DC. Choose one of them.");
  if (a.zip.empty()) {
    form.refuse("zip", "A ZIP code has five digits, like 78701.");
  } else if (!a.state.empty() && !shipping::zip_fits_state(a.zip, a.state)) {
    form.refuse("zip", "ZIP code " + a.zip + " is not in " + a.state + ". Check both.");
  }
  return a;
}

}  // namespace pages
