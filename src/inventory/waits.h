#pragma once
#include <optional>
#include <string>

#include "base/id.h"
#include "base/ids.h"
#include "base/instant.h"
#include "base/result.h"
#include "base/secret.h"
#include "store/db.h"

// Who waits for a sold-out offer. A mailbox is asked first whether its owner wants that, and is
// told once when there is some again. Answers never say whether an address was known.
namespace inventory {

using StockWaitId = base::Id<struct StockWaitTag>;

// How many questions one mailbox is sent in an hour, and for how many offers it may wait at once;
// those beyond are not kept, silently.
inline constexpr int kMostQuestions = 3;
inline constexpr int kMostWaits = 50;
// How long the question may be answered.
inline constexpr std::chrono::hours kAnswerTime{48};

enum class WaitRefusal { NotForSale };
// Somebody wants to hear of this offer. Leaves word of the question (mail.stock_question) unless
// the mailbox waits for it already.
base::Result<base::Done, WaitRefusal> wait_for_stock(store::Tx& tx, base::VariantId variant,
                                                     const std::string& email, base::Instant now);

// A mail about a wait, with a token drawn anew: only the last mail's works.
struct WaitMail {
  std::string email;
  std::string title;
  std::string condition;  // "refurbished"
  std::string sku;
  std::string path;  // of the product
  base::Secret token;
};
// Nothing when it was answered, ended, or came too late.
std::optional<WaitMail> draw_question(store::Tx& tx, StockWaitId wait, base::Instant now);
std::optional<WaitMail> draw_news(store::Tx& tx, StockWaitId wait);

// The owner of the mailbox said yes, or wants no such mail; false for a token that is none.
bool confirm_wait(store::Tx& tx, const std::string& token, base::Instant now);
bool end_wait(store::Tx& tx, const std::string& token, base::Instant now);

// For the job: leaves word (mail.stock_news) for those whose offer can be bought again, at most
// `most`, and answers for how many. Of two jobs at once each tells its own.
int tell_waiting(store::Tx& tx, int most, base::Instant now);
// Questions that nobody answered in time, and waits that ended a month ago, are forgotten.
std::int64_t forget_waits(store::Tx& tx, base::Instant now);

}  // namespace inventory
