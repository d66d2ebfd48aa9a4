#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/columns.h"
#include "base/id.h"
#include "base/ids.h"
#include "base/instant.h"
#include "base/result.h"
#include "store/db.h"

// What visitors ask by form: a question, or an offer for some goods. It is kept and told to staff;
// nothing is promised, priced or reserved by it. Staff answer by mail, or with a quote (quotes.h).
namespace order {

using EnquiryId = base::Id<struct EnquiryTag>;

struct Wanted {
  base::VariantId variant;
  int units;
};
struct Question {
  std::string email;
  std::string name;
  std::string company;
  std::string message;
  std::vector<Wanted> wanted;
};
enum class EnquiryRefusal { Empty };  // neither a message nor goods

// Keeps the question and tells staff, once: the same from the same mailbox again changes nothing.
base::Result<base::Done, EnquiryRefusal> enquire(store::Tx& tx, const Question& question,
                                                 base::Instant now);

struct Enquiry {
  EnquiryId id;
  std::string email;
  std::string name;
  std::string company;
  std::string message;
  base::Instant asked_at;
  static constexpr auto columns() {
    return base::Columns<&Enquiry::id, &Enquiry::email, &Enquiry::name, &Enquiry::company,
                         &Enquiry::message, &Enquiry::asked_at>{};
  }
};
// Those without an answer, the oldest first.
std::vector<Enquiry> open_enquiries(store::Tx& tx);
// Nothing when there is none, or it is answered.
std::optional<Enquiry> find_enquiry(store::Tx& tx, EnquiryId enquiry);

struct EnquiredLine {
  std::string sku;
  std::string title;
  int units;
  static constexpr auto columns() {
    return base::Columns<&EnquiredLine::sku, &EnquiredLine::title, &EnquiredLine::units>{};
  }
};
std::vector<EnquiredLine> enquired_lines(store::Tx& tx, EnquiryId enquiry);

// Staff have answered. False when there is no such open one.
bool close_enquiry(store::Tx& tx, EnquiryId enquiry, const std::string& actor, base::Instant now);

}  // namespace order
