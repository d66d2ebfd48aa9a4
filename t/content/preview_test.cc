#include "content/preview.h"

#include "t/test.h"

namespace {

using content::Kind;
using namespace std::chrono_literals;

const base::Instant kUntil = *base::parse_iso8601("2026-11-29T12:00:00Z");
const content::Keys kKeys{base::Secret{std::string(64, 'a')}};

std::string signature(const content::Keys& keys) {
  const auto path = content::preview_path(keys, Kind::Guide, "used-switches", kUntil);
  return path.substr(path.find("&s=") + 3);
}
bool opens(const content::Keys& keys, const std::string& slug, const std::string& until,
           const std::string& signature, base::Instant now = kUntil - 1s) {
  return content::is_preview(keys, Kind::Guide, slug, until, signature, now);
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_preview_is_for_one_text_until_its_time_is_over) {
  const auto good = signature(kKeys);
  const auto until = std::to_string(base::to_unix_seconds(kUntil));
  CPPUNIT_ASSERT(opens(kKeys, "used-switches", until, good));
  CPPUNIT_ASSERT(!opens(kKeys, "used-switches", until, good, kUntil));
  CPPUNIT_ASSERT(!opens(kKeys, "other", until, good));
  CPPUNIT_ASSERT(!opens(kKeys, "used-switches", until + "0", good));
  CPPUNIT_ASSERT(!opens(kKeys, "used-switches", "", good));
  CPPUNIT_ASSERT(!opens(kKeys, "used-switches", until, ""));
  CPPUNIT_ASSERT(
      !content::is_preview(kKeys, Kind::Post, "used-switches", until, good, kUntil - 1s));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_preview_outlives_a_new_key_and_not_a_lost_one) {
  const auto until = std::to_string(base::to_unix_seconds(kUntil));
  const content::Keys newer{base::Secret{std::string(64, 'b')}, kKeys.front()};
  CPPUNIT_ASSERT(opens(newer, "used-switches", until, signature(kKeys)));
  CPPUNIT_ASSERT(!opens(content::Keys{base::Secret{std::string(64, 'c')}}, "used-switches", until,
                        signature(kKeys)));
  CPPUNIT_ASSERT(!opens(content::Keys{}, "used-switches", until, signature(kKeys)));
}

}  // namespace
