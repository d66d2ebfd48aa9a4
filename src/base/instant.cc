#include "base/instant.h"

#include <array>
#include <charconv>

namespace base {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::array kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

struct Parts {
  std::chrono::year_month_day date;
  std::chrono::hh_mm_ss<microseconds> time;
  std::chrono::weekday day;
};

Parts parts(Instant at) {
  const auto midnight = floor<days>(at);
  return {std::chrono::year_month_day{midnight}, std::chrono::hh_mm_ss<microseconds>{at - midnight},
          std::chrono::weekday{midnight}};
}

// Reads fixed-width fields from the front of a text; any misfit makes it bad for good.
class Reader {
 public:
  explicit Reader(std::string_view text) : left_{text} {}
  int number(std::size_t width) {
    int value = 0;
    if (left_.size() < width) return fail();
    for (const char c : left_.substr(0, width)) {
      if (c < '0' || c > '9') return fail();
      value = value * 10 + (c - '0');
    }
    left_.remove_prefix(width);
    return value;
  }
  bool take(char c) {
    if (left_.empty() || left_.front() != c) return false;
    left_.remove_prefix(1);
    return true;
  }
  void need(char c) {
    if (!take(c)) fail();
  }
  std::size_t digits_ahead() const {
    const auto end = left_.find_first_not_of("0123456789");
    return end == std::string_view::npos ? left_.size() : end;
  }
  bool ok() const { return ok_; }
  bool at_end() const { return ok_ && left_.empty(); }
  int fail() {
    ok_ = false;
    left_ = {};
    return 0;
  }

 private:
  std::string_view left_;
  bool ok_ = true;
};

microseconds fraction(Reader& in) {
  const auto width = in.digits_ahead();
  if (width == 0 || width > 6) {
    in.fail();
    return {};
  }
  int value = in.number(width);
  for (auto i = width; i < 6; ++i) value *= 10;
  return microseconds{value};
}

minutes zone(Reader& in) {
  if (in.take('Z')) return minutes{0};
  const int sign = in.take('-') ? -1 : 1;
  if (sign == 1) in.need('+');
  const int hour = in.number(2);
  const int minute = in.take(':') ? in.number(2) : 0;
  if (hour > 15 || minute > 59) in.fail();
  return sign * (hours{hour} + minutes{minute});
}

// The number with leading zeros, as dates want it.
std::string padded(std::int64_t value, std::size_t width) {
  auto digits = std::to_string(value);
  return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
}

std::string clock_text(const Parts& p) {
  return padded(p.time.hours().count(), 2) + ":" + padded(p.time.minutes().count(), 2) + ":" +
         padded(p.time.seconds().count(), 2);
}

std::string month_name(const Parts& p) {
  return kMonths.at(static_cast<unsigned>(p.date.month()) - 1);
}

std::string to_english(Instant at, const char* zone_text) {
  const auto p = parts(at);
  return std::string{kDays.at(p.day.c_encoding())} + ", " +
         padded(static_cast<unsigned>(p.date.day()), 2) + " " + month_name(p) + " " +
         padded(static_cast<int>(p.date.year()), 4) + " " + clock_text(p) + " " + zone_text;
}

}  // namespace

Instant clock_now() {
  return floor<microseconds>(std::chrono::system_clock::now());
}

std::string to_iso8601(Instant at) {
  const auto p = parts(at);
  auto out = padded(static_cast<int>(p.date.year()), 4) + "-" +
             padded(static_cast<unsigned>(p.date.month()), 2) + "-" +
             padded(static_cast<unsigned>(p.date.day()), 2) + "T" + clock_text(p);
  const auto micros = p.time.subseconds().count();
  if (micros != 0) out += "." + padded(micros, 6);
  return out + "Z";
}

std::optional<Instant> parse_iso8601(std::string_view text) {
  Reader in{text};
  const int year = in.number(4);
  in.need('-');
  const int month = in.number(2);
  in.need('-');
  const int day = in.number(2);
  if (!in.take('T')) in.need(' ');
  const int hour = in.number(2);
  in.need(':');
  const int minute = in.number(2);
  in.need(':');
  const int second = in.number(2);
  const auto micros = in.take('.') ? fraction(in) : microseconds{0};
  const auto offset = zone(in);
  const auto date = std::chrono::year{year} / month / day;
  if (!in.at_end() || !date.ok() || hour > 23 || minute > 59 || second > 59) return std::nullopt;
  return std::chrono::sys_days{date} + hours{hour} + minutes{minute} + seconds{second} + micros -
         offset;
}

std::string to_http_date(Instant at) {
  return to_english(at, "GMT");
}

std::string to_mail_date(Instant at) {
  return to_english(at, "+0000");
}

std::string to_date_text(Instant at) {
  const auto p = parts(at);
  return month_name(p) + " " + std::to_string(static_cast<unsigned>(p.date.day())) + ", " +
         padded(static_cast<int>(p.date.year()), 4);
}

std::int64_t to_unix_seconds(Instant at) {
  return floor<seconds>(at).time_since_epoch().count();
}

Instant from_unix_seconds(std::int64_t count) {
  return Instant{seconds{count}};
}

}  // namespace base
