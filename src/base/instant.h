#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace base {

// A point in time: UTC, microseconds, like timestamptz. Each request or job takes `now` once and
// passes it down; nothing below asks a clock.
using Instant = std::chrono::sys_time<std::chrono::microseconds>;

// The one place that reads the clock; called by composition roots only.
Instant clock_now();

// "2026-11-22T18:00:00Z", with ".123456" when there is a fraction.
std::string to_iso8601(Instant at);

// Strict ISO 8601: date, 'T' or one blank, time with seconds, optional fraction of up to six
// digits, and a zone ("Z", "+00", "+05:30"). Anything else is nothing.
std::optional<Instant> parse_iso8601(std::string_view text);

// "Sun, 22 Nov 2026 18:00:00 GMT" for HTTP headers (RFC 9110).
std::string to_http_date(Instant at);

// "Sun, 22 Nov 2026 18:00:00 +0000" for mail (RFC 5322).
std::string to_mail_date(Instant at);

// "Nov 22, 2026": a date for people, UTC.
std::string to_date_text(Instant at);

// Whole seconds since 1970, as Stripe counts.
std::int64_t to_unix_seconds(Instant at);
Instant from_unix_seconds(std::int64_t seconds);

}  // namespace base
