#pragma once
#include "base/id.h"

// One alias a table. They stand here, below every module, since lower floors name higher things
// (stock is held for a cart, allocated to an order).
namespace base {

using BrandId = Id<struct BrandTag>;
using CategoryId = Id<struct CategoryTag>;
using ProductId = Id<struct ProductTag>;
using VariantId = Id<struct VariantTag>;
using MediaId = Id<struct MediaTag>;
using StockItemId = Id<struct StockItemTag>;
using HoldId = Id<struct HoldTag>;
using CartId = Id<struct CartTag>;
using CartLineId = Id<struct CartLineTag>;
using OrderId = Id<struct OrderTag>;
using OrderLineId = Id<struct OrderLineTag>;
using PaymentId = Id<struct PaymentTag>;
using PaymentAttemptId = Id<struct PaymentAttemptTag>;
using TaxQuoteId = Id<struct TaxQuoteTag>;
using InboxEventId = Id<struct InboxEventTag>;
using OutboxId = Id<struct OutboxTag>;
using ShippingMethodId = Id<struct ShippingMethodTag>;
using ShippingZoneId = Id<struct ShippingZoneTag>;
using JobRunId = Id<struct JobRunTag>;

}  // namespace base
