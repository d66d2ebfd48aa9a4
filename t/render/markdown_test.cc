#include "render/markdown.h"

#include "t/test.h"

namespace {

std::string html(const std::string& text) {
  return render::plain_markdown(text);
}

bool has(const std::string& text, const std::string& piece) {
  return text.find(piece) != std::string::npos;
}

CPPUNIT_TEST_FIXTURE(t::Plain, markdown_has_tables_lists_and_code) {
  CPPUNIT_ASSERT(has(html("| a | b |\n| --- | --- |\n| 1 | 2 |\n"), "<td>1</td>"));
  CPPUNIT_ASSERT(has(html("- one\n- two\n"), "<li>one</li>"));
  CPPUNIT_ASSERT(has(html("```\nshow <version>\n```\n"), "show &lt;version&gt;"));
  CPPUNIT_ASSERT(has(html("~~old~~"), "<del>old</del>"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, nothing_in_markdown_becomes_script_or_raw_html) {
  for (const auto* text :
       {"<script>alert(1)</script>", "a <b onclick=x>b</b>", "[x](javascript:alert(1))",
        "[x](vbscript:x)", "![x](data:text/html;base64,AAAA)", "<iframe src=x></iframe>",
        "## <img src=x onerror=alert(1)>"}) {
    const auto made = html(text);
    for (const auto* bad :
         {"<script", "onclick=x", "javascript:", "vbscript:", "data:text", "<iframe", "<img src=x"})
      CPPUNIT_ASSERT_MESSAGE(made, !has(made, bad));
  }
}

CPPUNIT_TEST_FIXTURE(t::Plain, headings_have_ids_that_differ_and_make_a_table_of_contents) {
  const auto text =
      render::markdown("## Power, plugs & heat\n\nx\n\n## Main\n\n## Main\n\n### Sub\n");

  CPPUNIT_ASSERT_EQUAL(std::size_t{3}, text.headings.size());
  CPPUNIT_ASSERT_EQUAL(std::string{"power-plugs-heat"}, text.headings[0].id);
  CPPUNIT_ASSERT_EQUAL(std::string{"Power, plugs & heat"}, text.headings[0].text);
  // "main" is an id of the page around it.
  CPPUNIT_ASSERT_EQUAL(std::string{"main-2"}, text.headings[1].id);
  CPPUNIT_ASSERT_EQUAL(std::string{"main-3"}, text.headings[2].id);
  CPPUNIT_ASSERT(has(text.parts.front().html.text(), "<h2 id=\"main-2\">"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_line_of_its_own_asks_for_a_product) {
  const auto text = render::markdown("before\n\n::product cisco-x \n\nafter ::product y\n");

  CPPUNIT_ASSERT_EQUAL(std::size_t{3}, text.parts.size());
  CPPUNIT_ASSERT_EQUAL(std::string{"cisco-x"}, text.parts[1].product);
  CPPUNIT_ASSERT(has(text.parts[2].html.text(), "after ::product y"));
}

}  // namespace
