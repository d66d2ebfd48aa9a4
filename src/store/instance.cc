#include "store/instance.h"

namespace store {
namespace {

const Query<std::string()> kId{"instance.id", "SELECT id FROM instance"};

}  // namespace

std::string instance_id(Tx& tx) {
  return tx.one(kId);
}

}  // namespace store
