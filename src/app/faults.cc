#include "app/faults.h"

#include <array>

#include "audit/audit.h"
#include "base/json_writer.h"
#include "content/content.h"
#include "customers/customers.h"
#include "documents/documents.h"
#include "inventory/why.h"
#include "mailing/newsletter.h"
#include "order/faults.h"
#include "payment/refund.h"
#include "pricing/pricing.h"
#include "promo/promo.h"
#include "referral/referral.h"
#include "review/review.h"
#include "shipping/shipping.h"
#include "store/outbox.h"
#include "tax/tax.h"
#include "tender/tender.h"

namespace app {
namespace {

using store::Query;
using Texts = std::vector<std::string>;

// A module with a faults() of its own has a line here.
constexpr std::array kModules = {
    audit::faults,  customers::faults, documents::faults, inventory::faults, mailing::faults,
    order::faults,  payment::faults,   pricing::faults,   promo::faults,     referral::faults,
    review::faults, shipping::faults,  tax::faults,       tender::faults,
};

// Compiling such statements takes seconds, running them milliseconds.
const Query<std::string()> kPlain{"faults.uncompiled", R"sql(
    SELECT set_config('jit', 'off', true))sql"};

const Query<FaultReportId(base::Instant, Texts)> kKeep{"faults.keep", R"sql(
    INSERT INTO fault_reports (found_at, faults) VALUES ($1, $2) RETURNING id)sql"};
const Query<FaultReport(FaultReportId)> kFind{"faults.find", R"sql(
    SELECT faults, kind = 'alarm' FROM fault_reports WHERE id = $1)sql"};

}  // namespace

Texts faults(store::Tx& tx, base::Instant now) {
  tx.one(kPlain);
  Texts all;
  for (const auto find : kModules)
    for (auto& fault : find(tx)) all.push_back(std::move(fault));
  for (auto& fault : content::faults(tx, now)) all.push_back(std::move(fault));
  return all;
}

FaultReportId report_faults(store::Tx& tx, const Texts& found, base::Instant now) {
  const auto id = tx.one(kKeep, now, found);
  tell_of_report(tx, id, now);
  return id;
}

void tell_of_report(store::Tx& tx, FaultReportId id, base::Instant now) {
  base::JsonWriter json;
  json.begin_object().field("report", id.raw());
  store::enqueue(tx, "mail.staff_faults", std::to_string(id.raw()),
                 store::JsonText{json.end_object().take()}, now, now);
}

std::optional<FaultReport> fault_report(store::Tx& tx, FaultReportId id) {
  return tx.one_or_none(kFind, id);
}

}  // namespace app
