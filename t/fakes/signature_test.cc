#include "signature.h"

#include "t/test.h"

namespace fakes {
namespace {

const std::string kSecret = "whsec_test_vector_0123456789abcdef";

CPPUNIT_TEST_FIXTURE(t::Plain, signature_matches_the_published_vectors) {
  CPPUNIT_ASSERT_EQUAL(
      std::string{"t=1700000000,"
                  "v1=e6b8c18954f0e52ec04ffdbba52f0b48605a2fd9826df0f84fade6c730b7fea3"},
      stripe_signature(
          R"({"id":"evt_test_1","object":"event","type":"checkout.session.completed"})", 1700000000,
          {kSecret}));
  const std::string accents =
      "{\"id\":\"evt_test_2\",\"object\":\"event\",\"data\":{\"object\":{\"name\":\"Çisco "
      "\u201cCatalyst\u201d 2960\u2011X 48p €\"}}}";
  CPPUNIT_ASSERT_EQUAL(std::size_t{104}, accents.size());
  CPPUNIT_ASSERT_EQUAL(
      std::string{"t=1700000000,"
                  "v1=687fcef39f5f19078f6475c9df43f187fcaed6d9212717fd2585ac67c4214e2c"},
      stripe_signature(accents, 1700000000, {kSecret}));
  CPPUNIT_ASSERT_EQUAL(
      std::string{"t=1700000123,"
                  "v1=39ecd600d0ca2d6c27069092b45d4105b44630cd65bbbd978597b668e2420f43"},
      stripe_signature("{\n  \"id\": \"evt_test_3\",\n  \"object\": \"event\"\n}", 1700000123,
                       {kSecret}));
  CPPUNIT_ASSERT_EQUAL(
      std::string{"t=1,v1=6cae30c2112280ee119184378e1ff7f1a8536745a7f2f215c365a03ce1e6459b"},
      stripe_signature("{}", 1, {"whsec_"}));
}

CPPUNIT_TEST_FIXTURE(t::Plain, signature_during_rotation_carries_both_secrets) {
  CPPUNIT_ASSERT_EQUAL(
      std::string{"t=1700000000,"
                  "v1=656c10eb3614efbd0c49b7dd5af25b81fd85ddd195eb8be2c7ee0050308c0a70,"
                  "v1=304a576ea881c331f0ed0e7f4268a0e1c30fa253fef0436a0e3101f6950145df"},
      stripe_signature(
          R"({"id":"evt_test_1","object":"event","type":"checkout.session.completed"})", 1700000000,
          {"whsec_old_0001", "whsec_new_0002"}));
}

}  // namespace
}  // namespace fakes
