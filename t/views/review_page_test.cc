#include "views/review_view.h"

#include "base/json.h"
#include "t/golden.h"
#include "views/product_view.h"

namespace {

review::OfProduct reviews() {
  return {{0, 0, 0, 2, 1},
          {{base::ProductId{1}, 5, "Quiet </script>", "First line.\n<b>Second</b>.", "Kim <L>",
            t::views_noon()},
           {base::ProductId{1}, 4, "As said", "Works.", "Lee", t::views_noon()},
           {base::ProductId{1}, 4, "Good", "Works too.", "Max", t::views_noon()}}};
}
std::string page_with(const review::OfProduct& of) {
  return views::product_page(t::templates(), t::layout(), t::switch_page(), 50, of);
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_page_shows_its_reviews_with_count_and_mean) {
  const auto html = page_with(reviews());
  CPPUNIT_ASSERT(t::has(html, "<b>4.3</b> of 5 stars, 3 reviews"));
  CPPUNIT_ASSERT(t::has(html, "aria-label=\"5 stars\">★★★★★</span> Quiet &lt;/script&gt;"));
  CPPUNIT_ASSERT(t::has(html, "&lt;b&gt;Second&lt;/b&gt;."));
  CPPUNIT_ASSERT(t::has(html, "Kim &lt;L&gt;, who bought it here, on Nov 22, 2026"));
  CPPUNIT_ASSERT(!t::has(html, "are shown; the stars"));
  CPPUNIT_ASSERT_EQUAL(
      1, t::times(html, "</script>\n</main>") + t::times(html, "</script>\n\n</main>"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, engines_are_told_of_exactly_the_reviews_that_are_shown) {
  auto page = t::switch_page();
  const auto of = reviews();
  for (const auto offers : {page.offers.size(), std::size_t{1}}) {
    page.offers.resize(offers);
    const auto json = views::product_json(t::layout(), page, of);
    const auto thing = base::Json::parse(json).at("@graph").items().front();
    const auto rating = thing.at("aggregateRating");
    CPPUNIT_ASSERT_EQUAL(views::mean_text(of), rating.at("ratingValue").text());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, rating.at("reviewCount").integer());
    const auto all = thing.at("review").items();
    CPPUNIT_ASSERT_EQUAL(of.newest.size(), all.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"Kim <L>"}, all.front().at("author").at("name").text());
    CPPUNIT_ASSERT_EQUAL(std::string{"2026-11-22"}, all.front().at("datePublished").text());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{5},
                         all.front().at("reviewRating").at("ratingValue").integer());
  }
}

CPPUNIT_TEST_FIXTURE(t::Plain, without_a_review_neither_page_nor_engine_hears_of_stars) {
  const auto html = page_with({});
  for (const auto* word : {"aggregateRating", "\"Review\"", "reviews-title", "★"})
    CPPUNIT_ASSERT_MESSAGE(word, !t::has(html, word));
}

CPPUNIT_TEST_FIXTURE(t::Plain, the_form_of_a_review_keeps_what_was_typed) {
  views::ReviewForm form;
  form.title = "Switch <1>";
  form.order = "1001";
  form.position = 2;
  form.token = "tok";
  form.typed = {{"stars", "4"}, {"text", "It </textarea> runs"}};
  form.errors = {{"title", "Please fill this in."}};
  const auto html = views::review_form_page(t::templates(), t::layout(), form);
  CPPUNIT_ASSERT(t::has(html, "<title>Error: Review Switch &lt;1&gt;"));
  CPPUNIT_ASSERT(t::has(html, "name=\"stars\" value=\"4\" checked required"));
  CPPUNIT_ASSERT_EQUAL(1, t::times(html, " checked "));
  CPPUNIT_ASSERT(t::has(html, "It &lt;/textarea&gt; runs"));
  CPPUNIT_ASSERT(t::has(html, "name=\"line\" value=\"2\""));
  CPPUNIT_ASSERT(t::has(html, "id=\"title-error\">Please fill this in."));
}

CPPUNIT_TEST_FIXTURE(t::Plain, staff_are_offered_the_decision_that_was_not_made) {
  const views::Desk desk{"tok.en", {{"/admin", "Home"}}, "/admin/reviews"};
  views::GoodsReviewView view{desk};
  view.whole = {review::ReviewId{3},
                "waiting",
                1,
                "Bad <1>",
                "Loud.",
                "Kim",
                t::views_noon(),
                "Switch",
                "switch",
                "1001",
                "kim@example.com",
                "",
                "",
                std::nullopt};
  const auto shows = [&] { return views::goods_review_page(t::templates(), t::layout(), view); };
  CPPUNIT_ASSERT(t::has(shows(), "value=\"approve\""));
  CPPUNIT_ASSERT(t::has(shows(), "value=\"refuse\""));
  CPPUNIT_ASSERT(t::has(shows(), "Bad &lt;1&gt;"));
  view.whole.state = "refused";
  view.whole.reason = "a name";
  view.whole.decided_by = "staff 4";
  view.whole.decided_at = t::views_noon();
  CPPUNIT_ASSERT(t::has(shows(), "by staff 4 on Nov 22, 2026: a name"));
  CPPUNIT_ASSERT(!t::has(shows(), "value=\"refuse\""));
  const auto list = [&](std::vector<review::Review> all) {
    return views::goods_review_list_page(t::templates(), t::layout(), {desk, {}, std::move(all)});
  };
  CPPUNIT_ASSERT(t::has(list({view.whole}), "Why not: a name"));
  CPPUNIT_ASSERT(t::has(list({}), "Nobody has written one yet."));
}

}  // namespace
