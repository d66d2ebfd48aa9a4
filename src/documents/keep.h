#pragma once
#include "documents/paper.h"

// Private to documents.
namespace documents {

// What a paper is about.
struct Subject {
  Kind kind;
  std::optional<OrderId> order = std::nullopt;
  std::optional<base::FulfilmentId> parcel = std::nullopt;
  std::optional<base::RefundId> refund = std::nullopt;
  std::optional<base::ReturnId> back = std::nullopt;
  std::optional<base::QuoteId> quote = std::nullopt;
  std::string number = {};  // of the subject itself; "" draws one
};

// The newest revision when it says what `paper` says, else the next one, made. Where a number may
// be drawn, the order's row is locked by the caller: nobody else makes it and no number is lost.
Document keep(store::Tx& tx, const Subject& subject, const Paper& paper, const std::string& actor,
              Instant now);

}  // namespace documents
