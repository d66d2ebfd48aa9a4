#include "stripe_customer.h"

#include "stripe_error.h"
#include "stripe_values.h"
#include "text.h"

namespace fakes {

Json create_customer(StripeWorld& world, const Call& call) {
  const auto& p = call.params;
  const auto made =
      world.customers.put(Json::object({{"id", "cus_" + random_token(14)},
                                        {"object", "customer"},
                                        {"address", Json{}},
                                        {"created", world.now()},
                                        {"currency", Json{}},
                                        {"description", text_or_null(p["description"])},
                                        {"email", text_or_null(p["email"])},
                                        {"livemode", false},
                                        {"metadata", metadata_of(p["metadata"])},
                                        {"name", text_or_null(p["name"])},
                                        {"phone", text_or_null(p["phone"])}}));
  emit(world, "customer.created", made, &call);
  return made;
}

// One that was deleted is still told of, by its id alone.
Json retrieve_customer(StripeWorld& world, const Call& call) {
  const Json* found = world.customers.find(call.id);
  if (found == nullptr) throw no_such_object("customer", call.id);
  if (!(*found)["deleted"].boolean()) return *found;
  return Json::object({{"id", call.id}, {"object", "customer"}, {"deleted", true}});
}

Json delete_customer(StripeWorld& world, const Call& call) {
  Json* found = world.customers.find(call.id);
  if (found == nullptr || (*found)["deleted"].boolean()) throw no_such_object("customer", call.id);
  emit(world, "customer.deleted", *found, &call);
  found->set("deleted", true);
  return Json::object({{"id", call.id}, {"object", "customer"}, {"deleted", true}});
}

}  // namespace fakes
