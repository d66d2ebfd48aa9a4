#include "base/network.h"

#include <arpa/inet.h>

#include <algorithm>
#include <cstring>

#include "base/text.h"

namespace base {
namespace {

constexpr std::array<std::uint8_t, 12> kV4Prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

bool is_v4(const std::array<std::uint8_t, 16>& bytes) {
  return std::equal(kV4Prefix.begin(), kV4Prefix.end(), bytes.begin());
}

}  // namespace

std::optional<IpAddress> IpAddress::parse(std::string_view text) {
  const std::string name{text};  // inet_pton wants a terminator
  if (name.find('\0') != std::string::npos) return std::nullopt;
  IpAddress address;
  if (inet_pton(AF_INET6, name.c_str(), address.bytes_.data()) == 1) return address;
  if (inet_pton(AF_INET, name.c_str(), address.bytes_.data() + kV4Prefix.size()) != 1)
    return std::nullopt;
  std::copy(kV4Prefix.begin(), kV4Prefix.end(), address.bytes_.begin());
  return address;
}

std::string IpAddress::to_text() const {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (is_v4(bytes_))
    inet_ntop(AF_INET, bytes_.data() + kV4Prefix.size(), text.data(), text.size());
  else
    inet_ntop(AF_INET6, bytes_.data(), text.data(), text.size());
  return text.data();
}

std::string IpAddress::to_client_text() const {
  if (is_v4(bytes_)) return to_text();
  auto block = *this;
  std::fill(block.bytes_.begin() + 8, block.bytes_.end(), std::uint8_t{0});
  return block.to_text() + "/64";
}

bool IpAddress::is_loopback() const {
  static const auto kV4 = *Network::parse("127.0.0.0/8");
  static const auto kV6 = *Network::parse("::1");
  return kV4.contains(*this) || kV6.contains(*this);
}

std::optional<Network> Network::parse(std::string_view text) {
  const auto slash = text.find('/');
  const auto address = IpAddress::parse(text.substr(0, slash));
  if (!address) return std::nullopt;
  Network network;
  network.first_ = *address;
  if (slash == std::string_view::npos) return network;
  const bool v4 = is_v4(address->bytes_) && text.find(':') == std::string_view::npos;
  const auto bits = parse_integer<int>(text.substr(slash + 1));
  if (!bits || *bits < 0 || *bits > (v4 ? 32 : 128)) return std::nullopt;
  network.bits_ = v4 ? *bits + 96 : *bits;
  return network;
}

bool Network::contains(const IpAddress& address) const {
  const auto whole = static_cast<std::size_t>(bits_ / 8);
  if (std::memcmp(first_.bytes_.data(), address.bytes_.data(), whole) != 0) return false;
  const int rest = bits_ % 8;
  if (rest == 0) return true;
  const int mask = 0xff << (8 - rest) & 0xff;
  return (first_.bytes_[whole] & mask) == (address.bytes_[whole] & mask);
}

std::string Network::to_text() const {
  const bool v4 = is_v4(first_.bytes_) && bits_ >= 96;
  return first_.to_text() + '/' + std::to_string(v4 ? bits_ - 96 : bits_);
}

bool any_contains(const std::vector<Network>& networks, const IpAddress& address) {
  return std::any_of(networks.begin(), networks.end(),
                     [&](const Network& network) { return network.contains(address); });
}

}  // namespace base
