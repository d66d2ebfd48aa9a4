#include "t/golden.h"
#include "views/home_view.h"
#include "views/post_view.h"

namespace {

content::Post post(std::int64_t id) {
  return {content::PostId{id},
          content::Kind::Post,
          "first-hour",
          "The first hour & more",
          "A checklist.",
          "## Look\n\nSee [a switch](/p/x).\n\n::product cisco-x\n\n::product gone\n",
          "GigDataServ",
          {"testing"},
          t::views_noon(),
          t::views_noon()};
}

views::PostView view() {
  views::PostView made;
  made.post = post(118);
  made.text = render::markdown(made.post.body);
  made.cards = {std::nullopt, t::switch_card(), std::nullopt};
  return made;
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_text_shows_the_products_it_names_while_they_are_for_sale) {
  const auto page = views::post_page(t::templates(), t::layout(), view());

  CPPUNIT_ASSERT(t::has(page, "<h2 id=\"look\">"));
  CPPUNIT_ASSERT_EQUAL(1, t::times(page, "<li class=\"unit\">"));
  CPPUNIT_ASSERT(
      t::has(page, "<link rel=\"canonical\" href=\"https://shop.example/blog/first-hour\">"));
  CPPUNIT_ASSERT(t::has(page, "\"@type\":\"BlogPosting\""));
  CPPUNIT_ASSERT(t::has(page, "<meta property=\"og:type\" content=\"article\">"));
  CPPUNIT_ASSERT(t::has(page, "<time datetime=\"2026-11-22T18:00:00Z\">Nov 22, 2026</time>"));
  CPPUNIT_ASSERT_EQUAL(0, t::times(page, "last edited"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_list_without_texts_is_kept_from_search_engines) {
  const auto list = [](const std::vector<content::Post>& posts) {
    return views::posts_page(t::templates(), t::layout(), content::Kind::Guide, posts);
  };
  CPPUNIT_ASSERT(t::has(list({}), "noindex"));
  CPPUNIT_ASSERT(t::has(list({}), "Nothing is published here yet."));
  CPPUNIT_ASSERT(!t::has(list({post(1)}), "noindex"));
  CPPUNIT_ASSERT(t::has(list({post(1)}), "href=\"/blog/first-hour\""));
}

CPPUNIT_TEST_FIXTURE(t::Plain, home_leads_to_the_guides) {
  const auto home = views::home_page(t::templates(), t::layout(), t::home(), {post(1)});
  CPPUNIT_ASSERT(t::has(home, "The first hour &amp; more"));
  CPPUNIT_ASSERT(
      !t::has(views::home_page(t::templates(), t::layout(), t::home()), "Before you buy"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, feeds_have_ids_that_do_not_hang_on_addresses_and_whole_links) {
  auto renamed = post(118);
  renamed.slug = "another";
  for (const auto& one : {post(118), renamed}) {
    const auto rss = views::rss_feed(t::layout(), {one});
    CPPUNIT_ASSERT(
        t::has(rss, "<guid isPermaLink=\"false\">tag:shop.example,2026:post:118</guid>"));
    CPPUNIT_ASSERT(t::has(rss, "<pubDate>Sun, 22 Nov 2026 18:00:00 +0000</pubDate>"));
    CPPUNIT_ASSERT(t::has(rss, "href=&quot;https://shop.example/p/x&quot;"));
    const auto atom = views::atom_feed(t::layout(), {one});
    CPPUNIT_ASSERT(t::has(atom, "<id>tag:shop.example,2026:post:118</id>"));
    CPPUNIT_ASSERT(t::has(atom, "<updated>2026-11-22T18:00:00Z</updated>"));
  }
  CPPUNIT_ASSERT(
      t::has(views::atom_feed(t::layout(), {}), "<updated>1970-01-01T00:00:00Z</updated>"));
}

}  // namespace
