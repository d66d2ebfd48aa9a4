#pragma once
#include <optional>
#include <string>

#include "base/columns.h"
#include "base/ids.h"
#include "base/instant.h"
#include "base/result.h"
#include "catalog/pages.h"
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

// A product that is no longer sold. For twelve months its address says so, and what replaced it;
// afterwards it leads to that, or is known to be gone.
struct Discontinued {
  base::ProductId id{0};
  std::string title;
  std::string brand;
  std::string mpn;
  std::string path;
  base::Instant since;
  std::optional<base::ProductId> successor;  // the first of those after it that is for sale
  bool has_notice(base::Instant now) const;
  static constexpr auto columns() {
    using D = Discontinued;
    return base::Columns<&D::id, &D::title, &D::brand, &D::mpn, &D::path, &D::since,
                         &D::successor>{};
  }
};
// Of a slug that it has or had; nothing for what is for sale, or never was.
std::optional<Discontinued> discontinued(store::Tx& tx, const std::string& slug);

// The specification of a product, for sale or not; a gift card has none.
std::vector<SpecRow> read_specs(store::Tx& tx, base::ProductId product);

}  // namespace catalog
