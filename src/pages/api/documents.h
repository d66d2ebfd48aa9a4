#pragma once
#include <vector>

#include "base/json_writer.h"
#include "catalog/goods.h"
#include "inventory/level.h"
#include "order/fulfil.h"
#include "order/read.h"
#include "pages/api/answer.h"

// What the API shows of things, each as its shape in shapes.h says.
namespace pages::api {

Document document(const catalog::Goods& goods, const std::vector<catalog::GoodsVariant>& variants);
Document document(const catalog::GoodsVariant& variant);
Document document(const inventory::Level& level);
Document document(const order::Summary& order);
Document document(const order::Parcel& parcel, const std::vector<order::ParcelLine>& lines);
// An order with all that its page shows to staff; reads the rest of it.
Document whole_order(store::Tx& tx, const order::Summary& order);

// A page of a list: "items", and in "next" the cursor behind them, null when there is no more.
Document list(const std::vector<Document>& items, const std::string& next);

}  // namespace pages::api
