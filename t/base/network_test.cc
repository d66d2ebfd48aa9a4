#include "base/network.h"

#include "t/test.h"

using base::IpAddress;
using base::Network;

namespace {

bool holds(const char* network, const char* address) {
  return Network::parse(network)->contains(*IpAddress::parse(address));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_network_holds_its_own_addresses_only) {
  CPPUNIT_ASSERT(holds("10.0.0.0/8", "10.255.0.1"));
  CPPUNIT_ASSERT(!holds("10.0.0.0/8", "11.0.0.1"));
  CPPUNIT_ASSERT(holds("192.0.2.128/25", "192.0.2.200"));
  CPPUNIT_ASSERT(!holds("192.0.2.128/25", "192.0.2.100"));
  CPPUNIT_ASSERT(holds("192.0.2.1", "192.0.2.1"));
  CPPUNIT_ASSERT(!holds("192.0.2.1", "192.0.2.2"));
  CPPUNIT_ASSERT(holds("0.0.0.0/0", "1.2.3.4"));
  CPPUNIT_ASSERT(!holds("0.0.0.0/0", "2001:db8::1"));
  CPPUNIT_ASSERT(holds("2001:db8::/33", "2001:db8:7fff::1"));
  CPPUNIT_ASSERT(!holds("2001:db8::/33", "2001:db8:8000::1"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, an_ipv4_address_in_ipv6_clothes_is_the_ipv4_one) {
  CPPUNIT_ASSERT(holds("127.0.0.0/8", "::ffff:127.0.0.1"));
  CPPUNIT_ASSERT_EQUAL(std::string{"192.0.2.1"}, IpAddress::parse("::ffff:192.0.2.1")->to_text());
  CPPUNIT_ASSERT(IpAddress::parse("::1")->is_loopback());
  CPPUNIT_ASSERT(!IpAddress::parse("128.0.0.1")->is_loopback());
}

CPPUNIT_TEST_FIXTURE(t::Plain, what_is_no_network_is_refused) {
  for (const auto* wrong : {"", "10", "10.0.0", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "::/129",
                            "10.0.0.0/8/8", "unix:", "example.com", "10.0.0.0/08x", "1.2.3.4.5"})
    CPPUNIT_ASSERT_MESSAGE(wrong, !Network::parse(wrong));
  CPPUNIT_ASSERT(!IpAddress::parse(std::string_view{"1.2.3.4\0.5", 9}));
}

CPPUNIT_TEST_FIXTURE(t::Plain, an_ipv6_client_is_its_block_of_64_bits) {
  CPPUNIT_ASSERT_EQUAL(std::string{"2001:db8:1:2::/64"},
                       IpAddress::parse("2001:db8:1:2:3:4:5:6")->to_client_text());
  CPPUNIT_ASSERT_EQUAL(std::string{"192.0.2.7"}, IpAddress::parse("192.0.2.7")->to_client_text());
}

}  // namespace
