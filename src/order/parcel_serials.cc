#include <map>

#include "base/columns.h"
#include "order/life.h"

namespace order {
namespace {

using store::Query;
using Texts = std::vector<std::string>;

// What a line of a parcel takes of a variant that lies in our stock: of a bundle, each part.
struct Piece {
  base::FulfilmentLineId line;
  base::VariantId variant;
  int units;
  bool serials_required;
  static constexpr auto columns() {
    return base::Columns<&Piece::line, &Piece::variant, &Piece::units, &Piece::serials_required>{};
  }
};
const Query<Piece(FulfilmentId)> kPieces{"order.parcel_pieces", R"sql(
    SELECT f.id, i.variant_id, s.units / l.units * f.units, i.serials_required
      FROM fulfilment_lines f
      JOIN order_lines l ON l.id = f.order_line_id
      JOIN order_line_stock s ON s.order_line_id = l.id
      JOIN stock_items i ON i.id = s.stock_item_id
     WHERE f.fulfilment_id = $1
     ORDER BY i.id, f.id)sql"};

}  // namespace

std::optional<ShipRefused> name_units(store::Tx& tx, FulfilmentId parcel,
                                      const std::vector<Named>& named,
                                      const inventory::Cause& cause, Instant now) {
  std::map<base::VariantId, Texts> left;
  for (const auto& [variant, serials] : named)
    left[variant].insert(left[variant].end(), serials.begin(), serials.end());
  for (const auto& piece : tx.all(kPieces, parcel)) {
    auto& serials = left[piece.variant];
    const auto taken = std::min(serials.size(), static_cast<std::size_t>(piece.units));
    if (piece.serials_required && taken < static_cast<std::size_t>(piece.units))
      return ShipRefused{ShipWhy::SerialsMissing, {}, piece.variant};
    const auto end = serials.begin() + static_cast<std::ptrdiff_t>(taken);
    const auto assigned = inventory::assign_serials(tx, piece.variant, piece.line,
                                                    {serials.begin(), end}, cause, now);
    if (!assigned) return ShipRefused{ShipWhy::Serial, {}, piece.variant, assigned.why()};
    serials.erase(serials.begin(), end);
  }
  for (const auto& [variant, serials] : left)
    if (!serials.empty()) return ShipRefused{ShipWhy::SerialsMissing, {}, variant};
  return std::nullopt;
}

}  // namespace order
