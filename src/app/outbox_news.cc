#include "app/outbox_handlers.h"
#include "base/json.h"
#include "order/cancel.h"
#include "order/fulfil.h"
#include "payment/balance.h"
#include "payment/refund.h"
#include "views/order_news_view.h"

// Mails about what became of a placed order: one a parcel, a cancellation, a refund, a return.
namespace app {
namespace {

struct Ids {
  base::OrderId order;
  std::int64_t cause;
};
Ids ids(const store::OutboxRow& row, const char* cause) {
  const auto json = base::Json::parse(row.payload.text);
  return {base::OrderId{json.at("order").integer()}, json.at(cause).integer()};
}

// The order, unless this mail of it was sent already.
std::optional<order::Summary> unsent(store::Tx& tx, const store::OutboxRow& row,
                                     base::OrderId order) {
  if (mailing::is_sent(tx, {order, row.key}, row.kind)) return std::nullopt;
  return order::find(tx, order);
}

std::optional<views::ParcelMail> parcel_mail(store::Tx& tx, const store::OutboxRow& row,
                                             const Ids& ids) {
  const auto summary = unsent(tx, row, ids.order);
  const auto parcel = order::find_parcel(tx, base::FulfilmentId{ids.cause});
  if (!summary || !parcel) return std::nullopt;
  const bool is_last = summary->state != order::to_word(order::State::PartlyShipped);
  return views::ParcelMail{*summary, *parcel, order::parcel_lines(tx, parcel->id), is_last};
}

std::optional<views::CancelMail> cancel_mail(store::Tx& tx, const store::OutboxRow& row,
                                             const Ids& ids) {
  const auto summary = unsent(tx, row, ids.order);
  if (!summary) return std::nullopt;
  views::CancelMail mail{*summary, order::refund_shares(tx, base::RefundId{ids.cause}), {}};
  for (const auto& share : mail.shares) mail.total += share.amount;
  return mail;
}

std::optional<views::ChangeMail> change_mail(store::Tx& tx, const store::OutboxRow& row,
                                             const Ids& ids) {
  const auto summary = unsent(tx, row, ids.order);
  if (!summary) return std::nullopt;
  const base::OrderEditId edit{ids.cause};
  const auto refund = order::refund_of_edit(tx, edit);
  return views::ChangeMail{
      *summary, order::lines_added(tx, edit),
      refund ? order::refund_shares(tx, *refund) : std::vector<order::RefundShareRow>{},
      payment::payable_online(tx, ids.order).value_or(base::Money{})};
}

// What is to be paid by then; nothing is said once nothing is.
std::optional<views::LinkMail> link_mail(store::Tx& tx, const store::OutboxRow& row,
                                         const Ids& ids) {
  const auto summary = unsent(tx, row, ids.order);
  const auto due = payment::payable_online(tx, ids.order);
  if (!summary || !due) return std::nullopt;
  return views::LinkMail{*summary, *due};
}

std::optional<views::RefundMail> refund_mail(store::Tx& tx, const store::OutboxRow& row,
                                             const Ids& ids) {
  const auto summary = unsent(tx, row, ids.order);
  const auto send = payment::find_send(tx, payment::RefundSendId{ids.cause});
  // It may have ended otherwise since.
  const auto* const state = row.kind == "mail.refund_sent" ? "sent" : "failed";
  if (!summary || !send || send->state != state) return std::nullopt;
  return views::RefundMail{*summary, *send};
}

// What became of it since does not change what was answered.
std::optional<views::ReturnMail> return_mail(store::Tx& tx, const store::OutboxRow& row,
                                             const Ids& ids) {
  const auto summary = unsent(tx, row, ids.order);
  if (!summary) return std::nullopt;
  for (const auto& back : order::returns(tx, ids.order))
    if (back.id.raw() == ids.cause)
      return views::ReturnMail{*summary, {back, order::return_lines(tx, back.id)}};
  return std::nullopt;
}

}  // namespace

void MailLane::add_order_news() {
  const auto news = [this](const char* kind, To to, const char* cause, auto read, auto write) {
    add(kind, to,
        [this, cause, read, write](const store::OutboxRow& row) -> std::optional<Prepared> {
          const auto about = ids(row, cause);
          const auto mail =
              db().snapshot("outbox_news", [&](store::Tx& tx) { return read(tx, row, about); });
          if (!mail) return std::nullopt;
          return Prepared{
              {about.order, row.key}, mail->summary.email, write(templates_, frame_, *mail)};
        });
  };
  news("mail.parcel_shipped", To::Shopper, "parcel", parcel_mail, views::parcel_shipped_mail);
  news("mail.order_cancelled", To::Shopper, "refund", cancel_mail, views::order_cancelled_mail);
  news("mail.order_changed", To::Shopper, "edit", change_mail, views::order_changed_mail);
  news("mail.payment_link", To::Shopper, "ask", link_mail, views::payment_link_mail);
  news("mail.refund_sent", To::Shopper, "send", refund_mail, views::refund_sent_mail);
  news("mail.return_answered", To::Shopper, "return", return_mail, views::return_answered_mail);
  news("mail.staff_return", To::Staff, "return", return_mail, views::staff_return_mail);
  news("mail.staff_refund_failed", To::Staff, "send", refund_mail, views::staff_refund_failed_mail);
}

}  // namespace app
