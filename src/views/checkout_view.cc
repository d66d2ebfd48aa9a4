#include "views/checkout_view.h"

#include <algorithm>
#include <array>

#include "shipping/us_address.h"
#include "views/fields.h"
#include "views/form_errors.h"
#include "views/summary.h"

namespace views {
namespace {

constexpr TextField kEmail{"email",
                           "E-mail",
                           "email",
                           "email",
                           "Your confirmation and the link to follow your order go there.",
                           ContactLimits::kEmail,
                           true};

base::Fields contact_labels() {
  base::Fields labels{{kEmail.name, kEmail.label}};
  add_address_labels(labels);
  return labels;
}

// Which of the three steps is the present one; steps before it are links.
void fill_steps(render::Model& model, int present) {
  model.show_if("STEP_1", present == 1)
      .show_if("STEP_1_DONE", present > 1)
      .show_if("STEP_2", present == 2)
      .show_if("STEP_2_DONE", present > 2)
      .show_if("STEP_2_AHEAD", present < 2)
      .show_if("STEP_3", present == 3)
      .show_if("STEP_3_AHEAD", present < 3);
}

void fill_head(render::Model& model, const Layout& layout, const std::string& title) {
  Head head;
  head.title = title;
  fill_layout(model, layout, head);
}

void fill_notice(render::Model& model, ReviewNotice notice) {
  model.show_if("TOTAL_CHANGED", notice == ReviewNotice::TotalChanged)
      .show_if("LOOK_AGAIN", notice == ReviewNotice::LookAgain)
      .show_if("SOLD_OUT", notice == ReviewNotice::SoldOut)
      .show_if("NOT_FOR_SALE", notice == ReviewNotice::NotForSale)
      .show_if("CODE_USED", notice == ReviewNotice::CodeUsed)
      .show_if("TENDER_GONE", notice == ReviewNotice::TenderGone)
      .show_if("TOO_SMALL", notice == ReviewNotice::TooSmall);
}

void fill_changes(render::Model& model, const ReviewView& view) {
  model.show_if("HAS_CHANGES", !view.changes.empty()).rows("CHANGES");
  bool must_act = false;
  for (const auto& change : view.changes) {
    must_act |= change.variant.has_value();
    model.row("CHANGES")
        .set("CHANGE_TITLE", change.title)
        .set("CHANGE_WAS", change.was)
        .set("CHANGE_NOW", change.now)
        .show_if("CHANGE_ACT", change.variant.has_value())
        .set("CHANGE_VARIANT", change.variant.value_or(0))
        .set("CHANGE_UNITS", change.units)
        .set("CHANGE_ACTION", change.units == 0 ? "/cart/remove" : "/cart/update")
        .set("CHANGE_BUTTON", change.units == 0 ? std::string{"Remove it from the cart"}
                                                : "Change it to " + units_text(change.units));
  }
  model.show_if("HAS_CODES", !view.codes.empty()).rows("CODES");
  for (const auto& code : view.codes) model.row("CODES").set("CODE_SAYS", code);
  model.show_if("CAN_PLACE", !must_act && view.notice != ReviewNotice::TooSmall)
      .show_if("MUST_ACT", must_act);
}

// How a place is told apart, by the word of shipping::Site.
struct SiteText {
  const char* word;
  const char* name;
  const char* says;
};
constexpr std::array kSiteTexts{
    SiteText{"dock", "A business with a loading dock", "The truck backs up to it."},
    SiteText{"no_dock", "A business without a loading dock",
             "A forklift or a lift-gate is needed."},
    SiteText{"residence", "A home or home office", "Over 100 lb a lift-gate is always included."}};
constexpr std::array kWishTexts{
    SiteText{"lift_gate", "Lift-gate", "The truck lowers the pallet to the ground."},
    SiteText{"inside", "Inside delivery", "Past the door, to a room on the ground floor."},
    SiteText{"appointment", "Appointment", "The carrier calls ahead and agrees on a time."},
    SiteText{"limited_access", "Limited access",
             "A data center, school, construction site or other place with a gate or guard."}};

void fill_unloading(render::Model& model, const ShippingView& view) {
  model.show_if("FREIGHT", view.unloading.has_value()).rows("SITES").rows("WISHES");
  const auto told = view.unloading.value_or(UnloadingAsk{});
  model.set("SITE_ERROR", view.errors.value("unload_site"))
      .set("WISH_ERROR", view.errors.value("appointment"));
  for (const auto& site : kSiteTexts)
    model.row("SITES")
        .set("SITE_WORD", site.word)
        .set("SITE_NAME", site.name)
        .set("SITE_SAYS", site.says)
        .show_if("SITE_CHOSEN", told.site == site.word)
        .show_if("SITE_LEADS", &site == &kSiteTexts.front());
  for (const auto& wish : kWishTexts)
    model.row("WISHES")
        .set("WISH_WORD", wish.word)
        .set("WISH_NAME", wish.name)
        .set("WISH_SAYS", wish.says)
        .show_if("WISH_CHOSEN", std::ranges::find(told.wishes, wish.word) != told.wishes.end());
}

}  // namespace

std::string checkout_contact(const render::Templates& templates, const Layout& layout,
                             const ContactView& view) {
  render::Model model;
  fill_head(model, layout, view.errors.empty() ? "Checkout: address" : "Error: checkout, address");
  fill_steps(model, 1);
  fill_form_errors(model, view.errors, contact_labels());
  fill_field(model.row("BEFORE_STATE"), kEmail, view.typed, view.errors);
  fill_address_fields(model, view.typed, view.errors);
  fill_summary(model, view.summary);
  return templates.render("shop/checkout_contact", model);
}

std::string checkout_shipping(const render::Templates& templates, const Layout& layout,
                              const ShippingView& view) {
  render::Model model;
  fill_head(model, layout,
            view.errors.empty() ? "Checkout: shipping" : "Error: checkout, shipping");
  fill_steps(model, 2);
  fill_form_errors(model, view.errors);
  fill_address(model, view.address);
  fill_unloading(model, view);
  const bool told = !view.unloading || !view.unloading->site.empty();
  const bool priced = told && !view.options.empty();
  const bool by_hand = told && view.options.empty();
  model.show_if("HAS_FORM", priced || view.unloading.has_value())
      .show_if("HAS_OPTIONS", priced)
      .show_if("WANTS_PRICE", !priced && view.unloading.has_value())
      .show_if("ASK", by_hand && !view.asked)
      .show_if("ASKED", by_hand && view.asked)
      .set("EMAIL", view.email)
      .rows("OPTIONS");
  model.set("OPTIONS_ERROR", view.errors.value("shipping_method"));
  bool first = view.chosen.empty();
  bool leading = true;
  for (const auto& option : view.options) {
    model.row("OPTIONS")
        .set("OPTION_CODE", option.code)
        .set("OPTION_NAME", option.name)
        .set("OPTION_DATES", dates_text(option.earliest, option.latest))
        .set("OPTION_PRICE", base::to_text(option.price))
        .show_if("OPTION_CHOSEN", first || option.code == view.chosen)
        .show_if("OPTION_LEADS", leading);
    first = false;
    leading = false;
  }
  fill_summary(model, view.summary);
  return templates.render("shop/checkout_shipping", model);
}

std::string checkout_review(const render::Templates& templates, const Layout& layout,
                            const ReviewView& view) {
  render::Model model;
  fill_head(model, layout, "Checkout: review");
  fill_steps(model, 3);
  fill_notice(model, view.notice);
  fill_changes(model, view);
  fill_address(model, view.address);
  model.set("EMAIL", view.email)
      .set("METHOD", view.shipping_name)
      .set("METHOD_DAYS", days_text(view.min_days, view.max_days))
      .set("UNLOADING", view.unloading)
      .set("DUE", base::to_text(view.due))
      .set("EXPECTED_TOTAL", view.total.in_cents())
      .set("EXPECTED_DUE", view.due.in_cents())
      .show_if("TO_PAY", !view.due.is_zero())
      .show_if("NOTHING_TO_PAY", view.due.is_zero())
      .set("EXEMPT", view.exempt)
      .set("TERMS", view.terms)
      .set("PO_NUMBER", view.po_number)
      .set("MOST_PO_NUMBER", kMostPoNumber);
  fill_summary(model, view.summary);
  return templates.render("shop/checkout_review", model);
}

std::string checkout_problem(const render::Templates& templates, const Layout& layout,
                             const ProblemView& view) {
  render::Model model;
  fill_head(model, layout, "Checkout is waiting");
  const bool away = view.problem == CheckoutProblem::TaxUnavailable ||
                    view.problem == CheckoutProblem::PaymentUnavailable;
  model.show_if("TAX_UNAVAILABLE", view.problem == CheckoutProblem::TaxUnavailable)
      .show_if("PAYMENT_UNAVAILABLE", view.problem == CheckoutProblem::PaymentUnavailable)
      .show_if("TOO_LARGE", view.problem == CheckoutProblem::TooLarge)
      .show_if("OFFER_ENDED", view.problem == CheckoutProblem::OfferEnded)
      .show_if("OVER_LIMIT", view.problem == CheckoutProblem::OverLimit)
      .show_if("TOO_MANY_DECLINES", view.problem == CheckoutProblem::TooManyDeclines)
      .show_if("REFUSED", view.problem == CheckoutProblem::Refused)
      .show_if("RETRY", away)
      .set("RETRY_PATH", view.retry_path)
      .set("REFERENCE", view.request_id);
  return templates.render("shop/checkout_problem", model);
}

}  // namespace views
