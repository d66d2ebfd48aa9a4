#pragma once
#include "pages/api/shape.h"

// Every body that the API takes or answers with.
namespace pages::api {

extern const Shape kKey;
extern const Shape kProduct;
extern const Shape kNewProduct;
extern const Shape kProductChange;
extern const Shape kVariant;
extern const Shape kVariantChange;
extern const Shape kStock;
extern const Shape kAdjustment;
extern const Shape kOrderSummary;
extern const Shape kOrder;
extern const Shape kParcel;
extern const Shape kShipment;
extern const Shape kNothing;

}  // namespace pages::api
