#include "pages/shop/shopper.h"

#include "t/test.h"

namespace {

using pages::shop::address_key;

CPPUNIT_TEST_FIXTURE(t::Plain, holds_of_one_ipv6_network_are_counted_together) {
  const auto first = address_key("2001:db8:1:2::1", {});
  CPPUNIT_ASSERT(first);
  CPPUNIT_ASSERT(first == address_key("2001:db8:1:2:ffff:ffff:ffff:ffff", {}));
  CPPUNIT_ASSERT(first != address_key("2001:db8:1:3::1", {}));
  CPPUNIT_ASSERT(address_key("192.0.2.1", {}) != address_key("192.0.2.2", {}));
}

CPPUNIT_TEST_FIXTURE(t::Plain, holds_of_an_exempt_address_are_not_counted) {
  const std::vector<base::Network> exempt = {*base::Network::parse("127.0.0.0/8")};
  CPPUNIT_ASSERT(!address_key("127.0.0.1", exempt));
  CPPUNIT_ASSERT(address_key("128.0.0.1", exempt));
  CPPUNIT_ASSERT(!address_key("unknown", exempt));
}

}  // namespace
