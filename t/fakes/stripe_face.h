#pragma once
#include <string>

#include "faults.h"
#include "http.h"
#include "stripe_world.h"

namespace fakes {

// The API below /stripe/v1: who may call, in which form, what is remembered, what goes wrong.
// The calls themselves are functions over StripeWorld.
class StripeFace {
 public:
  StripeFace(StripeWorld& world, FaultPlan& faults, std::string secret_key)
      : world_(world), faults_(faults), secret_key_(std::move(secret_key)) {}

  // path is what follows /stripe/v1. Safe from several threads at once.
  Reply answer(const Request& request, const std::string& path);

 private:
  struct Understood;

  Understood understood(const Request& request, const std::string& path) const;
  void check_caller(const Request& request) const;
  Reply run(const Understood& call, const std::optional<Fault>& fault);
  Reply execute(const Understood& call);

  StripeWorld& world_;
  FaultPlan& faults_;
  std::string secret_key_;
};

}  // namespace fakes
