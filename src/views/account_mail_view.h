#pragma once
#include <string>

#include "identity/identity.h"
#include "views/mail_view.h"

// What is mailed about accounts.
namespace views {

// The link that proves a mailbox, and what it is for.
mailing::Letter account_link_mail(const render::Templates& templates, const MailFrame& frame,
                                  const identity::LinkMail& link);

// What has changed about an account, or somebody asked to change, and what to do if it was not its
// owner.
struct AccountNewsMail {
  enum class What {
    Password,
    EmailAsked,
    Email,
    Recovery,
    GoogleJoined,
    GoogleLeft,
    CodesOn,
    CodesOff,
    Browser,   // another one has signed in
    CodeAgain  // a code was shown a second time
  };
  What what;
  std::string new_email{};  // shown in part
  identity::Audience audience = identity::Audience::Shopper;
};
mailing::Letter account_news_mail(const render::Templates& templates, const MailFrame& frame,
                                  const AccountNewsMail& news);

}  // namespace views
