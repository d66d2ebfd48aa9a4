#pragma once
#include <string>

#include "base/ids.h"
#include "base/result.h"
#include "store/db.h"

// What products have to do with one another: which part fits which device, and what came after
// what. Pages of both sides show it.
namespace catalog {

enum class RelationKind { Fits, Replaces };

// "Cisco C3850-NM-4-10G fits Cisco WS-C3850-24T-L".
struct Relation {
  RelationKind kind = RelationKind::Fits;
  std::string brand;
  std::string mpn;
  std::string other_brand;
  std::string other_mpn;
};

enum class RelationRefusal { UnknownProduct, UnknownOther, WithItself, GoesInACircle };
const char* to_text(RelationRefusal why);

enum class RelationFate { Created, Updated, Unchanged };

// Writes one; products are found by brand and part number, in any case. A product that was replaced
// by another before is replaced by this one now. Refuses what would make a product its own
// successor, over others too. For imports, as gds_admin.
base::Result<RelationFate, RelationRefusal> relate(store::Tx& tx, const Relation& relation);

// Was a product that is no longer for sale known by this slug?
bool was_sold(store::Tx& tx, const std::string& slug);

}  // namespace catalog
