#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace base {

// An IPv4 or IPv6 address. An IPv4 address written as IPv6 (::ffff:192.0.2.1) is the IPv4 one.
class IpAddress {
 public:
  static std::optional<IpAddress> parse(std::string_view text);
  std::string to_text() const;
  bool is_loopback() const;
  // The address itself for IPv4, its /64 for IPv6: what one customer of a network has.
  std::string to_client_text() const;
  friend bool operator==(const IpAddress&, const IpAddress&) = default;

 private:
  friend class Network;
  std::array<std::uint8_t, 16> bytes_{};  // always in IPv6 form
};

// A range of addresses: "10.0.0.0/8", "2001:db8::/32", or one address.
class Network {
 public:
  static std::optional<Network> parse(std::string_view text);
  bool contains(const IpAddress& address) const;
  std::string to_text() const;

 private:
  IpAddress first_;
  int bits_ = 128;  // counted in IPv6 form
};

bool any_contains(const std::vector<Network>& networks, const IpAddress& address);

}  // namespace base
