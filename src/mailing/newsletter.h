#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "base/columns.h"
#include "base/id.h"
#include "base/instant.h"
#include "base/secret.h"
#include "store/db.h"

// Who gets the newsletter, and which mailboxes get none again. A mailbox is asked first whether its
// owner wants it; answers never say whether an address was known. Owns newsletter_subscribers and
// mail_suppressions. The newsletter itself is sent by another program, from what export gives out.
namespace mailing {

using SubscriberId = base::Id<struct SubscriberTag>;

// How long the question may be answered; how soon a mailbox is asked again, and how often in all
// before the question is forgotten.
inline constexpr std::chrono::hours kAnswerTime{48};
inline constexpr std::chrono::minutes kAskedAgainAfter{20};
inline constexpr int kMostQuestions = 5;

// Where the form stood.
enum class Source { Page, Foot };
std::string_view to_word(Source source);

// Somebody wants the newsletter for this mailbox. Leaves word of the question
// (mail.newsletter_question); nothing for a mailbox that gets it already, was asked just now, or is
// to get none.
void ask_for_newsletter(store::Tx& tx, const std::string& email, Source source, base::Instant now);

// A mail to a subscriber. `confirm` is drawn anew for each question, and only the last mail's
// works; `stop` stays the same, and stands in each newsletter.
struct SubscriberMail {
  std::string email;
  base::Secret stop;
  base::Secret confirm{};
};
// Nothing when it was answered, came too late, or the mailbox is to get none.
std::optional<SubscriberMail> draw_question(store::Tx& tx, SubscriberId subscriber,
                                            base::Instant now);
std::optional<SubscriberMail> find_welcome(store::Tx& tx, SubscriberId subscriber);

// The owner of the mailbox said yes; leaves word of the welcome (mail.newsletter_welcome), once.
// False for a token that is none.
bool confirm_newsletter(store::Tx& tx, const std::string& token, base::Instant now);

// The owner wants no more of it: by the token that stands in each mail. The mailbox is suppressed.
// False for a token that is none; twice is as good as once.
bool stop_newsletter(store::Tx& tx, const std::string& token, base::Instant now);
// The same by staff, for an owner who wrote to us; and the way back, likewise at the owner's word.
// The first answers whether it was news, the second whether it had been suppressed.
bool suppress(store::Tx& tx, const std::string& email, base::Instant now);
bool allow(store::Tx& tx, const std::string& email);

// Who gets the newsletter, by when they said yes.
struct Subscriber {
  std::string email;
  std::string source;
  base::Instant asked_at;
  base::Instant confirmed_at;
  std::string stop_token;
  static constexpr auto columns() {
    return base::Columns<&Subscriber::email, &Subscriber::source, &Subscriber::asked_at,
                         &Subscriber::confirmed_at, &Subscriber::stop_token>{};
  }
};
std::vector<Subscriber> subscribers(store::Tx& tx);

// Questions that nobody answered in time, and subscribers that ended three years ago, are
// forgotten; suppressed mailboxes never.
std::int64_t forget_subscribers(store::Tx& tx, base::Instant now);

// Sentences for subscribers whose mailbox is to get none.
std::vector<std::string> faults(store::Tx& tx);

}  // namespace mailing
