#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/columns.h"
#include "order/refund.h"

// Returns: asked for, approved or refused, received and graded, closed. Closing grants the frozen
// shares of exactly the units that came (2.10, M10); only units that may be sold again go back on
// the shelf, and only on receipt (invariant S10). A discount or free shipping whose threshold the
// return breaks is kept (2.11, decision 0036). Each function locks the order's row, then stock.
namespace order {

using base::ReturnId;

// Why a customer sends something back; the words are the table's.
enum class ReturnReason { NotNeeded, WrongItem, Damaged, Defective, NotAsDescribed, Late, Other };
std::string_view to_word(ReturnReason reason);
std::optional<ReturnReason> parse_return_reason(std::string_view word);

struct ReturnWish {
  OrderLineId line;
  int units;
  ReturnReason reason;
};

enum class AskReturnRefusal {
  NoOrder,
  Nothing,
  MoreUnits,  // than have left and neither came back nor are on their way
};
struct AskedReturn {
  ReturnId id;
  std::string number;
  static constexpr auto columns() {
    return base::Columns<&AskedReturn::id, &AskedReturn::number>{};
  }
};
base::Result<AskedReturn, AskReturnRefusal> ask_return(store::Tx& tx, OrderId order,
                                                       const std::vector<ReturnWish>& lines,
                                                       const Because& because, Instant now);

// What a buyer may ask back today, without asking first: a line of which units came, within thirty
// days of delivery, as the page of returns promises. Without a date of delivery the longest way
// that was promised counts as gone by. What was sold for parts is not among them.
inline constexpr int kReturnDays = 30;
struct Returnable {
  OrderLineId line;
  int position;
  std::string title;
  std::string sku;
  int units;      // at least one
  Instant until;  // the last moment to ask
  static constexpr auto columns() {
    return base::Columns<&Returnable::line, &Returnable::position, &Returnable::title,
                         &Returnable::sku, &Returnable::units, &Returnable::until>{};
  }
};
// By position.
std::vector<Returnable> returnable(store::Tx& tx, OrderId order, Instant now);

// The same for the buyer, of what is returnable() alone; staff are told by mail.
base::Result<AskedReturn, AskReturnRefusal> ask_return_of_buyer(
    store::Tx& tx, OrderId order, const std::vector<ReturnWish>& lines, const std::string& reason,
    Instant now);

enum class ReturnRefusal {
  NoSuchReturn,
  NotNow,     // the return is elsewhere on its way
  MoreUnits,  // than were asked for, or more to sell again than came
  FeeTooHigh  // more than the goods come to
};
enum class Answer { Approved, Refused };
// The customer is told by mail, with the reason: it is written for them.
base::Result<base::Done, ReturnRefusal> answer_return(store::Tx& tx, ReturnId id, Answer answer,
                                                      const Because& because, Instant now);

// What came of a line: how many, how many of them may be sold again, in which shape.
struct Received {
  OrderLineId line;
  int units;
  int resellable;
  std::string grade;  // a, b, c, scrap
};
// A line that is not named did not come. Lines of a supplier's goods never go to our shelf.
base::Result<base::Done, ReturnRefusal> receive_return(store::Tx& tx, ReturnId id,
                                                       const std::vector<Received>& received,
                                                       const Because& because, Instant now);

// A restocking fee kept back of the goods that came; 0 unless staff say so.
// Grants the refund; once. The same without writing: preview_return().
base::Result<Granted, ReturnRefusal> close_return(store::Tx& tx, ReturnId id, Money fee,
                                                  const Because& because, Instant now);
base::Result<Grant, ReturnRefusal> preview_return(store::Tx& tx, ReturnId id, Money fee);

struct ReturnRow {
  ReturnId id;
  OrderId order;
  std::string number;
  std::string state;  // requested, approved, refused, received, closed
  std::string reason;
  std::string answer;
  std::string actor;
  Instant requested_at;
  std::optional<Instant> received_at;
  std::optional<Instant> closed_at;
  static constexpr auto columns() {
    return base::Columns<&ReturnRow::id, &ReturnRow::order, &ReturnRow::number, &ReturnRow::state,
                         &ReturnRow::reason, &ReturnRow::answer, &ReturnRow::actor,
                         &ReturnRow::requested_at, &ReturnRow::received_at,
                         &ReturnRow::closed_at>{};
  }
};
std::vector<ReturnRow> returns(store::Tx& tx, OrderId order);
std::optional<ReturnRow> find_return(store::Tx& tx, const std::string& number);

struct ReturnLineRow {
  OrderLineId line;
  std::string sku;
  std::string title;
  int units;
  int received;
  int resellable;
  std::string grade;
  std::string reason;
  static constexpr auto columns() {
    return base::Columns<&ReturnLineRow::line, &ReturnLineRow::sku, &ReturnLineRow::title,
                         &ReturnLineRow::units, &ReturnLineRow::received,
                         &ReturnLineRow::resellable, &ReturnLineRow::grade,
                         &ReturnLineRow::reason>{};
  }
};
std::vector<ReturnLineRow> return_lines(store::Tx& tx, ReturnId id);

}  // namespace order
