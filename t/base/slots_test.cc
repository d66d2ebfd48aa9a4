#include "base/slots.h"

#include "t/temp_folder.h"
#include "t/test.h"

namespace {

CPPUNIT_TEST_FIXTURE(t::Plain, so_many_slots_and_no_more_are_held_at_once) {
  const t::TempFolder folder;
  const base::Slots slots{folder.path(), "slot", 2};

  auto first = slots.try_take();
  const auto second = slots.try_take();
  CPPUNIT_ASSERT(first && second);
  CPPUNIT_ASSERT(!slots.try_take());

  first.reset();
  CPPUNIT_ASSERT(slots.try_take().has_value());
}

CPPUNIT_TEST_FIXTURE(t::Plain, without_a_folder_nothing_is_bounded) {
  const base::Slots slots;

  const auto first = slots.take();
  CPPUNIT_ASSERT(slots.try_take().has_value());
}

}  // namespace
