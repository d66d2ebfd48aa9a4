#include "views/catalog_panel.h"

#include "t/golden.h"

namespace {

using intake::RowFate;
using intake::RowReport;

const views::Desk kDesk{"tok.en", {{"/admin", "Home"}}, "/admin/catalog"};

RowReport repriced(const char* sku, int from, int to) {
  return {2, RowFate::Update, sku, "price_cents",
          RowReport::Repriced{base::Money::cents(from), base::Money::cents(to)}};
}

intake::Plan plan() {
  intake::Plan plan;
  plan.file.id = intake::SentFileId{3};
  plan.file.sent_by = "staff <4>";
  plan.file.sent_at = t::views_noon();
  plan.counts = {.rows = 4, .created = 1, .updated = 2, .unchanged = 0, .errors = 1};
  plan.reports = {repriced("SMALL", 10000, 10100),
                  repriced("LARGE", 123456, 1235),
                  {4, RowFate::Create, "NEW", ""},
                  {5, RowFate::Error, "BAD", "price_cents \"<b>\" is none"}};
  plan.digest = std::string(64, 'a');
  return plan;
}

std::string shown(const intake::Plan& plan, bool may_apply) {
  return views::catalog_plan_page(t::templates(), t::layout(), {kDesk, plan, may_apply});
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_plan_shows_the_largest_steps_of_prices_first) {
  const auto html = shown(plan(), true);

  CPPUNIT_ASSERT(t::has(html, "<td class=\"num\">$1,234.56</td><td class=\"num\">$12.35</td>"));
  CPPUNIT_ASSERT(html.find(">LARGE<") < html.find(">SMALL<"));
  CPPUNIT_ASSERT(t::has(html, "price_cents &quot;&lt;b&gt;&quot; is none"));
  CPPUNIT_ASSERT(t::has(html, "staff &lt;4&gt;"));
  CPPUNIT_ASSERT(t::has(html, "name=\"plan\" value=\"" + std::string(64, 'a') + '"'));
  CPPUNIT_ASSERT(t::has(html, ">Apply: 1 new, 2 changed<"));
  CPPUNIT_ASSERT(!t::has(html, "Changed, not in price alone"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_plan_is_applied_by_who_may_and_where_there_is_something_to_do) {
  const std::string form = "action=\"/admin/catalog/apply\"";
  CPPUNIT_ASSERT(!t::has(shown(plan(), false), form));
  CPPUNIT_ASSERT(t::has(shown(plan(), false), "Who may import prices applies it"));
  auto odd = plan();
  odd.digest.clear();
  CPPUNIT_ASSERT(!t::has(shown(odd, true), form));
  CPPUNIT_ASSERT(t::has(shown(odd, true), "The database refuses rows"));
  odd = plan();
  odd.counts = {.rows = 4, .unchanged = 4};
  odd.reports.clear();
  odd.notices = {"the column \"<x>\" is not known and is left out"};
  CPPUNIT_ASSERT(!t::has(shown(odd, true), form));
  CPPUNIT_ASSERT(t::has(shown(odd, true), "There is nothing to do."));
  CPPUNIT_ASSERT(t::has(shown(odd, true), "the column &quot;&lt;x&gt;&quot; is not known"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_long_plan_ends_with_how_much_more_there_is) {
  auto vast = plan();
  vast.reports.assign(207, {4, RowFate::Create, "NEW", ""});
  const auto html = shown(vast, true);

  CPPUNIT_ASSERT_EQUAL(200, t::times(html, "<span class=\"mpn\">NEW</span>"));
  CPPUNIT_ASSERT(t::has(html, "And 7 more."));
}

CPPUNIT_TEST_FIXTURE(t::Plain, the_list_of_files_says_how_each_stands) {
  intake::SentFile waiting{intake::SentFileId{3}, "waiting", "", 1, "staff 4", t::views_noon()};
  intake::SentFile applied = waiting;
  applied.state = "applied";
  applied.applied_by = "staff 5";
  applied.applied_at = t::views_noon();
  applied.created = 1;
  applied.updated = 2;
  applied.refused = 3;
  const auto html = views::catalog_files_page(
      t::templates(), t::layout(), {kDesk, {}, true, {waiting, applied}, {{"file", "No <file>."}}});

  CPPUNIT_ASSERT(t::has(html, "<a href=\"/admin/catalog/3\">1 line</a>"));
  CPPUNIT_ASSERT(t::has(html, "1 new, 2 changed, 3 left out"));
  CPPUNIT_ASSERT(t::has(html, "id=\"file-error\">No &lt;file&gt;."));
  CPPUNIT_ASSERT(t::has(html, "href=\"/admin/catalog/file\""));
  const auto none = views::catalog_files_page(t::templates(), t::layout(), {.desk = kDesk});
  CPPUNIT_ASSERT(t::has(none, "None has been sent in yet."));
  CPPUNIT_ASSERT(!t::has(none, "href=\"/admin/catalog/file\""));
}

}  // namespace
