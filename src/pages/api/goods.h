#pragma once
#include "base/json.h"
#include "catalog/goods.h"
#include "pages/api/answer.h"
#include "pages/api/read.h"

// What reading, changing and making products share. Private to api.
namespace pages::api {

// A product with its variants.
Document of_product(store::Tx& tx, const catalog::Goods& goods);

template <class T, class Read>
void set_fact(const base::Json& body, std::string_view name, std::optional<T>& fact, Read read) {
  if (says(body, name)) fact = read(body, name);
}

// Nothing where it is missing or null.
std::optional<bool> yes_of(const base::Json& object, std::string_view name);

// What the body says of the device goes into catalog::Goods or catalog::ProductFacts, null as
// unknown; the rest stays.
template <class Facts>
void set_facts(const base::Json& body, Facts& facts) {
  set_fact(body, "u_height_milli", facts.u_height_milli, int_of);
  set_fact(body, "weight_g", facts.weight_g, int_of);
  set_fact(body, "full_depth", facts.full_depth, yes_of);
  set_fact(body, "airflow", facts.airflow, text_of);
  set_fact(body, "ports", facts.ports, text_of);
  set_fact(body, "poe_ports", facts.poe_ports, int_of);
  set_fact(body, "power_supplies", facts.power_supplies, int_of);
  set_fact(body, "max_draw_watts", facts.max_draw_watts, int_of);
}

}  // namespace pages::api
