#pragma once
#include "base/id.h"

// One alias a table. They stand here, below every module, since lower floors name higher things
// (stock is held for a cart, allocated to an order).
namespace base {

using CustomerId = Id<struct CustomerTag>;
using CompanyId = Id<struct CompanyTag>;
using AddressId = Id<struct AddressTag>;
using BrandId = Id<struct BrandTag>;
using CategoryId = Id<struct CategoryTag>;
using ProductId = Id<struct ProductTag>;
using VariantId = Id<struct VariantTag>;
using MediaId = Id<struct MediaTag>;
using StockItemId = Id<struct StockItemTag>;
using LocationId = Id<struct LocationTag>;
using MovementId = Id<struct MovementTag>;
using SupplierId = Id<struct SupplierTag>;
using PurchaseOrderId = Id<struct PurchaseOrderTag>;
using PurchaseOrderLineId = Id<struct PurchaseOrderLineTag>;
using SerialId = Id<struct SerialTag>;
using PriceListId = Id<struct PriceListTag>;
using PromotionId = Id<struct PromotionTag>;
using CouponId = Id<struct CouponTag>;
using GiftCardId = Id<struct GiftCardTag>;
using StoreCreditAccountId = Id<struct StoreCreditAccountTag>;
using TenderEntryId = Id<struct TenderEntryTag>;
using ReferralLinkId = Id<struct ReferralLinkTag>;
using ReferralId = Id<struct ReferralTag>;
using TaxCertificateId = Id<struct TaxCertificateTag>;
using ShippingQuoteId = Id<struct ShippingQuoteTag>;
using ShippingRequestId = Id<struct ShippingRequestTag>;
using HoldId = Id<struct HoldTag>;
using CartId = Id<struct CartTag>;
using CartLineId = Id<struct CartLineTag>;
using OrderId = Id<struct OrderTag>;
using OrderLineId = Id<struct OrderLineTag>;
using OrderEditId = Id<struct OrderEditTag>;
using FulfilmentId = Id<struct FulfilmentTag>;
using FulfilmentLineId = Id<struct FulfilmentLineTag>;
using ReturnId = Id<struct ReturnTag>;
using ReturnLineId = Id<struct ReturnLineTag>;
using RefundId = Id<struct RefundTag>;
using QuoteId = Id<struct QuoteTag>;
using QuoteLineId = Id<struct QuoteLineTag>;
using DocumentId = Id<struct DocumentTag>;
using PaymentId = Id<struct PaymentTag>;
using PaymentAttemptId = Id<struct PaymentAttemptTag>;
using TaxQuoteId = Id<struct TaxQuoteTag>;
using InboxEventId = Id<struct InboxEventTag>;
using OutboxId = Id<struct OutboxTag>;
using ShippingMethodId = Id<struct ShippingMethodTag>;
using ShippingZoneId = Id<struct ShippingZoneTag>;
using UserId = Id<struct UserTag>;
using SessionId = Id<struct SessionTag>;
using MailProofId = Id<struct MailProofTag>;
using JobRunId = Id<struct JobRunTag>;

}  // namespace base
