#include "t/golden.h"
#include "views/key_view.h"
#include "views/staff_view.h"

namespace {

const views::Desk kDesk{"tok.en", {{"/admin", "Home"}}, "/admin/keys"};

identity::KeyRow key_row() {
  return {identity::ApiKeyId{3},
          "the <ERP>",
          "0123456789ab",
          "catalog.view, stock.view",
          300,
          "staff 4",
          t::views_noon(),
          t::views_noon() + std::chrono::hours{24},
          std::nullopt,
          std::nullopt,
          ""};
}

identity::StaffMember member() {
  return {base::UserId{4}, "kim@example.com", "Kim <Lee>", "owner", true, true, t::views_noon(), 2,
          std::nullopt};
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_key_says_how_it_stands) {
  auto key = key_row();
  const auto now = t::views_noon();
  const auto shows = [&](base::Instant at) {
    return views::keys_page(t::templates(), t::layout(), {kDesk, {}, {key}}, at);
  };
  CPPUNIT_ASSERT(t::has(shows(now), "lives until Nov 23, 2026"));
  CPPUNIT_ASSERT(t::has(shows(now), "the &lt;ERP&gt;"));
  CPPUNIT_ASSERT(t::has(shows(now), "Never used"));
  CPPUNIT_ASSERT(t::has(shows(key.expires_at), "expired Nov 23, 2026"));
  key.ended_at = now;
  key.last_used_at = now;
  key.last_address = "192.0.2.7";
  CPPUNIT_ASSERT(t::has(shows(now), "ended Nov 22, 2026"));
  CPPUNIT_ASSERT(t::has(shows(now), "Used last Nov 22, 2026, 18:00 UTC, from 192.0.2.7"));
  CPPUNIT_ASSERT(t::has(views::keys_page(t::templates(), t::layout(), {kDesk, {}, {}}, now),
                        "There is none yet."));
}

CPPUNIT_TEST_FIXTURE(t::Plain, only_a_living_key_can_be_ended) {
  auto key = key_row();
  const auto shows = [&] {
    return views::key_page(t::templates(), t::layout(), kDesk, key, t::views_noon());
  };
  CPPUNIT_ASSERT(t::has(shows(), "action=\"/admin/keys/end\""));
  key.ended_at = t::views_noon();
  CPPUNIT_ASSERT(!t::has(shows(), "action=\"/admin/keys/end\""));
}

CPPUNIT_TEST_FIXTURE(t::Plain, the_form_of_a_key_keeps_what_was_ticked) {
  views::KeyForm form;
  form.desk = kDesk;
  form.scopes = {{"catalog.view", "see products"}, {"stock.view", "see stock"}};
  form.typed = {{"name", "the ERP"}, {"scope_stock.view", "yes"}};
  form.errors = {{"scopes", "No key may do this."}};
  const auto html = views::key_form(t::templates(), t::layout(), form);

  CPPUNIT_ASSERT(t::has(html, "name=\"scope_stock.view\" value=\"yes\" checked>"));
  CPPUNIT_ASSERT(t::has(html, "name=\"scope_catalog.view\" value=\"yes\" >"));
  CPPUNIT_ASSERT(t::has(html, "<a href=\"#scopes\">What it may do: No key may do this.</a>"));
  CPPUNIT_ASSERT_EQUAL(2, t::times(html, "name=\"csrf\" value=\"tok.en\""));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_made_key_is_shown) {
  CPPUNIT_ASSERT(t::has(views::key_made(t::templates(), t::layout(), kDesk, "gds_x_y"),
                        "<code class=\"tape\">gds_x_y</code>"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, staff_are_listed_with_what_they_lack) {
  auto left = member();
  left.ended_at = t::views_noon();
  auto invited = member();
  invited.has_password = invited.has_codes = false;
  invited.last_in.reset();
  views::StaffView view{kDesk, false, {}, {member(), left, invited}};
  const auto seen = views::staff_page(t::templates(), t::layout(), view);
  CPPUNIT_ASSERT(t::has(seen, "Kim &lt;Lee&gt;"));
  CPPUNIT_ASSERT(t::has(seen, "left Nov 22, 2026"));
  CPPUNIT_ASSERT(t::has(seen, ">invited<"));
  CPPUNIT_ASSERT(!t::has(seen, "/admin/staff/new"));
  CPPUNIT_ASSERT(!t::has(seen, "/admin/staff/4"));
  view.manages = true;
  const auto managed = views::staff_page(t::templates(), t::layout(), view);
  CPPUNIT_ASSERT(t::has(managed, "/admin/staff/new"));
  CPPUNIT_ASSERT(t::has(managed, "/admin/staff/4"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, what_is_not_yours_to_give_or_take_has_no_button) {
  views::StaffMemberView view{.desk = kDesk, .member = member()};
  view.roles = {{"owner", "everything", true, false},
                {"sales", "orders", true, true},
                {"reader", "sees", false, true}};
  const auto other = views::staff_member_page(t::templates(), t::layout(), view);
  CPPUNIT_ASSERT_EQUAL(2, t::times(other, "action=\"/admin/staff/role\""));
  CPPUNIT_ASSERT(t::has(other, "2 keys of the API"));
  CPPUNIT_ASSERT(t::has(other, "action=\"/admin/staff/end\""));
  view.is_you = true;
  const auto you = views::staff_member_page(t::templates(), t::layout(), view);
  CPPUNIT_ASSERT_EQUAL(1, t::times(you, "action=\"/admin/staff/role\""));
  CPPUNIT_ASSERT(!t::has(you, "action=\"/admin/staff/end\""));
  view.member.ended_at = t::views_noon();
  const auto left = views::staff_member_page(t::templates(), t::layout(), view);
  CPPUNIT_ASSERT(!t::has(left, "action=\"/admin/staff/"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, an_invitation_keeps_what_was_typed) {
  views::StaffForm form;
  form.desk = kDesk;
  form.roles = {{"sales", "orders", false, true}, {"reader", "sees", false, true}};
  form.typed = {{"email", "kim@example.com"}, {"role", "reader"}};
  form.errors = {{"role", "There is no such role."}};
  const auto html = views::staff_form(t::templates(), t::layout(), form);

  CPPUNIT_ASSERT(t::has(html, "value=\"kim@example.com\""));
  CPPUNIT_ASSERT(t::has(html, "value=\"reader\" checked required>"));
  CPPUNIT_ASSERT(t::has(html, "Role: There is no such role."));
}

}  // namespace
