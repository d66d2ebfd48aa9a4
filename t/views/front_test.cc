#include "views/front.h"

#include "t/golden.h"

namespace {

std::string drawing(const catalog::Front& front) {
  render::Model model;
  views::fill_front(model, front);
  return t::templates().render("shop/front", model);
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_panel_of_24_ports_has_two_rows_of_twelve) {
  const auto svg = drawing({"networking/switches", "24x 1G RJ45", 1000});

  // Twelve sockets of 12 mm, gaps of 2 and one wider gap of 6 after the sixth: 170 mm.
  // Once for the sockets, once for their holes.
  CPPUNIT_ASSERT_EQUAL(2, t::times(svg, "d=\"M0 15h170M0 30h170\""));
  CPPUNIT_ASSERT_EQUAL(1, t::times(svg, "stroke-dasharray=\"12 2 12 2 12 2 12 2 12 2 12 6\""));
  CPPUNIT_ASSERT(t::has(svg, "viewBox=\"0 0 482 44\""));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_small_panel_has_one_row) {
  const auto svg = drawing({"networking/routers", "3x 1G RJ45, 1x 10G SFP+", 2000});

  // In the lower of the two rack units.
  CPPUNIT_ASSERT_EQUAL(2, t::times(svg, "d=\"M0 66h40\""));
  CPPUNIT_ASSERT_EQUAL(2, t::times(svg, "d=\"M52 66h13\""));
  CPPUNIT_ASSERT(t::has(svg, "viewBox=\"0 0 482 88\""));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_panel_too_full_is_drawn_narrower) {
  const auto svg = drawing({"networking/switches", "48x 25G SFP28, 8x 100G QSFP28", 1000});

  CPPUNIT_ASSERT(t::has(svg, "scale(0.78 1)"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, ports_at_the_back_of_a_server_are_not_drawn_on_its_front) {
  const auto svg = drawing({"servers/rack-servers", "4x 1G RJ45", 2000});

  CPPUNIT_ASSERT_EQUAL(0, t::times(svg, "f-port"));
  CPPUNIT_ASSERT_EQUAL(1, t::times(svg, "f-grille"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, what_is_not_for_a_rack_gets_the_drawing_of_its_kind) {
  CPPUNIT_ASSERT(t::has(drawing({"optics/cables/dac", "", std::nullopt}), "f-cable"));
  CPPUNIT_ASSERT(t::has(drawing({"wireless/access-points", "", 0}), "f-led"));
  CPPUNIT_ASSERT(t::has(drawing({"servers/server-parts", "", std::nullopt}), "M181 26l60-20"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_panel_has_its_makers_name_and_colour) {
  const auto svg = drawing({"networking/switches", "24x 1G RJ45", 1000, "Cisco"});

  CPPUNIT_ASSERT(t::has(svg, "stroke=\"#049fd9\""));
  CPPUNIT_ASSERT(t::has(svg, ">Cisco</text>"));
  // Sixteen letters have no room left of the ports; a whole word of them has.
  CPPUNIT_ASSERT(t::has(drawing({"networking", "8x SFP", 1000, "Extreme Networks"}), ">Extreme<"));
  // A grille has a badge; a name that is one word too long stays away.
  CPPUNIT_ASSERT(t::has(drawing({"servers", "", 2000, "Dell"}), "text-anchor=\"middle\">Dell<"));
  CPPUNIT_ASSERT_EQUAL(0, t::times(drawing({"servers", "", 2000, "Panasonically"}), "<text"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, sockets_to_look_after_the_device_stand_apart) {
  const auto svg = drawing({"networking", "8x 1G RJ45, 1x Console RJ45, 1x Management", 1000});

  CPPUNIT_ASSERT_EQUAL(1, t::times(svg, "f-port"));
  CPPUNIT_ASSERT_EQUAL(1, t::times(svg, "d=\"M30 30h27\""));
}

CPPUNIT_TEST_FIXTURE(t::Plain, ports_that_make_no_sense_are_left_out) {
  const auto svg = drawing(
      {"networking", "x RJ45, 99999999999x RJ45, -3x SFP, 0x SFP, RJ45, , 2x 802.11", 1000});

  CPPUNIT_ASSERT_EQUAL(0, t::times(svg, "f-port"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, the_caption_names_what_the_drawing_is_made_of) {
  CPPUNIT_ASSERT_EQUAL(std::string{"24x 1G RJ45, 1U"},
                       views::front_facts({"networking", "24x 1G RJ45", 1000}));
  CPPUNIT_ASSERT_EQUAL(std::string{"2U"}, views::front_facts({"servers", "", 2000}));
  CPPUNIT_ASSERT_EQUAL(std::string{}, views::front_facts({"optics", "", std::nullopt}));
}

}  // namespace
