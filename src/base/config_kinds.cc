#include "base/config_kinds.h"

#include <algorithm>

#include "base/text.h"

namespace base {
namespace {

std::vector<std::string> split_list(const std::string& text) {
  std::vector<std::string> items;
  for (std::size_t at = 0; at <= text.size();) {
    const auto comma = std::min(text.find(',', at), text.size());
    const auto item = trimmed(std::string_view{text}.substr(at, comma - at));
    if (!item.empty()) items.emplace_back(item);
    at = comma + 1;
  }
  return items;
}

std::string joined(const std::vector<std::string>& items) {
  std::string out;
  for (const auto& item : items) out += (out.empty() ? "" : ",") + item;
  return out;
}

Rate parse_rate(std::string_view text) {
  const auto slash = text.find('/');
  const char unit = text.empty() ? '?' : text.back();
  const int factor = unit == 's' ? 1 : unit == 'm' ? 60 : unit == 'h' ? 3600 : 0;
  int count = 0;
  int per = 0;
  if (slash != std::string_view::npos && factor != 0) {
    count = parse_integer<int>(text.substr(0, slash)).value_or(0);
    per = parse_integer<int>(text.substr(slash + 1, text.size() - slash - 2)).value_or(0);
  }
  if (count < 1 || per < 1 || per > 1000) throw BadValue{"is not a rate such as 60/1m"};
  return {count, std::chrono::seconds{per * factor}};
}

// scheme://host[:port], then the path or nothing. https, or http for loopback.
std::string check_url(const std::string& url) {
  const bool https = url.starts_with("https://");
  if (!https && !url.starts_with("http://")) return "is not an http or https address";
  const auto start = url.find("//") + 2;
  const auto end = std::min(url.find('/', start), url.size());
  const auto authority = std::string_view{url}.substr(start, end - start);
  if (authority.empty() || authority.find_first_of("@?# \\") != std::string_view::npos)
    return "has no plain host";
  if (https) return {};
  const bool bracketed = authority.front() == '[';
  const auto host = bracketed ? authority.substr(1, authority.find(']') - 1)
                              : authority.substr(0, authority.find(':'));
  const auto address = IpAddress::parse(host);
  if (host == "localhost" || (address && address->is_loopback())) return {};
  return "is http: to another machine, which is accepted for loopback only";
}

}  // namespace

ConfigKey text(const char* name, Place<std::string> place, const char* meaning) {
  return {name,
          "text",
          false,
          [place](Config& c, const std::string& v) { place(c) = v; },
          [place](Config& c) { return place(c); },
          meaning};
}

ConfigKey url(const char* name, Place<std::string> place, const char* meaning) {
  return {name,
          "url",
          false,
          [place](Config& c, const std::string& v) {
            if (const auto flaw = v.empty() ? std::string{} : check_url(v); !flaw.empty())
              throw BadValue{flaw};
            if (v.ends_with('/')) throw BadValue{"ends with a slash"};
            place(c) = v;
          },
          [place](Config& c) { return place(c); },
          meaning};
}

ConfigKey origin(const char* name, Place<std::string> place, const char* meaning) {
  auto key = url(name, place, meaning);
  key.kind = "origin";
  key.read = [read = key.read](Config& c, const std::string& v) {
    read(c, v);
    if (!v.empty() && v.find('/', v.find("//") + 2) != std::string::npos)
      throw BadValue{"has a path; scheme, host and port only"};
  };
  return key;
}

ConfigKey number(const char* name, Place<int> place, int least, int most, const char* meaning) {
  return {name,
          "number",
          false,
          [=](Config& c, const std::string& v) {
            const auto value = parse_integer<int>(v);
            if (!value || *value < least || *value > most)
              throw BadValue{"is not a whole number from " + std::to_string(least) + " to " +
                             std::to_string(most)};
            place(c) = *value;
          },
          [place](Config& c) { return std::to_string(place(c)); },
          meaning};
}

ConfigKey list(const char* name, Place<std::vector<std::string>> place, const char* meaning) {
  return {name,
          "list",
          false,
          [place](Config& c, const std::string& v) { place(c) = split_list(v); },
          [place](Config& c) { return joined(place(c)); },
          meaning};
}

ConfigKey networks(const char* name, Place<std::vector<Network>> place, const char* meaning) {
  return {name,
          "list of networks",
          false,
          [place](Config& c, const std::string& v) {
            std::vector<Network> networks;
            for (const auto& item : split_list(v)) {
              const auto network = Network::parse(item);
              if (!network) throw BadValue{"holds " + item + ", which is no network"};
              networks.push_back(*network);
            }
            place(c) = std::move(networks);
          },
          [place](Config& c) {
            std::vector<std::string> items;
            for (const auto& network : place(c)) items.push_back(network.to_text());
            return joined(items);
          },
          meaning};
}

ConfigKey secret(const char* name, Place<Secret> place, const char* meaning) {
  return {name,
          "secret",
          true,
          [place](Config& c, const std::string& v) { place(c) = Secret{v}; },
          [](Config&) { return std::string{}; },
          meaning};
}

ConfigKey secrets(const char* name, Place<std::vector<Secret>> place, const char* meaning) {
  return {name,
          "list of secrets",
          true,
          [place](Config& c, const std::string& v) {
            place(c).clear();
            for (auto& item : split_list(v)) place(c).emplace_back(std::move(item));
          },
          [](Config&) { return std::string{}; },
          meaning};
}

ConfigKey rate(const char* name, Place<Rate> place, const char* meaning) {
  return {name,
          "rate",
          false,
          [place](Config& c, const std::string& v) { place(c) = parse_rate(v); },
          [place](Config& c) {
            const auto& value = place(c);
            return std::to_string(value.count) + '/' + std::to_string(value.per.count()) + 's';
          },
          meaning};
}

}  // namespace base
