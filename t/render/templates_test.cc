#include "render/templates.h"

#include <filesystem>
#include <fstream>

#include "base/error.h"
#include "t/test.h"

namespace {

// A folder of templates that goes away with the test.
struct Rendering : CppUnit::TestFixture {
  void setUp() override {
    std::string pattern = std::filesystem::temp_directory_path() / "render-XXXXXX";
    folder_ = mkdtemp(pattern.data());
  }
  void tearDown() override { std::filesystem::remove_all(folder_); }

  void file(const std::string& name, const std::string& text) {
    const auto path = std::filesystem::path{folder_} / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream{path} << text;
  }
  void page(const std::string& text) { file("shop/page.tpl", kEscaped + text); }
  std::string shown(const render::Model& model) {
    return render::Templates{folder_, render::Strictness::Throw}.render("shop/page", model);
  }
  std::string fault(const render::Model& model) {
    try {
      shown(model);
    } catch (const base::BugError& e) {
      return e.what();
    }
    return "none";
  }
  std::string load_fault() {
    try {
      const render::Templates all{folder_, render::Strictness::Throw};
    } catch (const base::Error& e) {
      return e.what();
    }
    return "none";
  }

  static inline const std::string kEscaped = "{{%AUTOESCAPE context=\"HTML\"}}\n";
  std::string folder_;
};

void check(const std::string& wanted, const std::string& got) {
  CPPUNIT_ASSERT_EQUAL(wanted, got);
}

CPPUNIT_TEST_FIXTURE(Rendering, a_value_is_escaped_for_its_place) {
  page("<b title=\"{{A}}\">{{A}}</b><a href=\"{{U}}\">x</a>");
  render::Model model;
  model.set("A", "<\"&'>").set("U", "javascript:alert(1)");

  check("<b title=\"&lt;&quot;&amp;&#39;&gt;\">&lt;&quot;&amp;&#39;&gt;</b><a href=\"#\">x</a>",
        shown(model));
}

CPPUNIT_TEST_FIXTURE(Rendering, rows_see_their_own_values_and_those_around_them) {
  page("{{#LINES}}{{SHOP}}:{{NAME}}{{#LINES_separator}}, {{/LINES_separator}}{{/LINES}}");
  render::Model model;
  model.set("SHOP", "S");
  model.row("LINES").set("NAME", "a");
  model.row("LINES").set("NAME", 2);

  check("S:a, S:2", shown(model));
}

CPPUNIT_TEST_FIXTURE(Rendering, a_section_around_a_row_keeps_the_row_in_sight) {
  page("{{#LINES}}{{#SIGNED_IN}}{{NAME}};{{/SIGNED_IN}}{{/LINES}}");
  render::Model model;
  model.show_if("SIGNED_IN", true);
  model.row("LINES").set("NAME", "a");

  check("a;", shown(model));
}

CPPUNIT_TEST_FIXTURE(Rendering, an_empty_list_and_a_hidden_section_show_nothing) {
  page("[{{#LINES}}x{{/LINES}}{{#GONE}}y{{/GONE}}{{#NOTE}}({{NOTE}}){{/NOTE}}]");
  render::Model model;
  model.rows("LINES").show_if("GONE", false).set("NOTE", "");

  check("[]", shown(model));
  model.set("NOTE", "n");
  check("[(n)]", shown(model));
}

CPPUNIT_TEST_FIXTURE(Rendering, an_include_sees_its_includer_and_repeats_for_rows) {
  file("shop/card_small.tpl", kEscaped + "<i>{{NAME}} of {{SHOP}}</i>");
  page("{{>SHOP_CARD_SMALL}}");
  render::Model once;
  once.set("NAME", "n").set("SHOP", "s");
  check("<i>n of s</i>", shown(once));

  render::Model twice;
  twice.set("SHOP", "s");
  twice.row("SHOP_CARD_SMALL").set("NAME", "a");
  twice.row("SHOP_CARD_SMALL").set("NAME", "b");
  check("<i>a of s</i><i>b of s</i>", shown(twice));
}

CPPUNIT_TEST_FIXTURE(Rendering, finished_json_cannot_end_its_script_element) {
  page("<script type=\"application/ld+json\">{{LD:x-json}}</script>");
  render::Model model;
  model.json("LD", "{\"name\":\"</script><b>&\"}");

  check(
      "<script type=\"application/ld+json\">{\"name\":\"\\u003c/script\\u003e\\u003cb\\u003e"
      "\\u0026\"}</script>",
      shown(model));
}

CPPUNIT_TEST_FIXTURE(Rendering, html_stands_as_it_is_and_only_where_the_template_says_so) {
  page("{{PART:none}}");
  render::Model html;
  html.html("PART", render::paragraphs("a <b>\r\n\r\nc"));
  check("<p>a &lt;b&gt;</p>\n<p>c</p>\n", shown(html));

  render::Model text;
  text.set("PART", "<script>");
  check("shop/page.tpl: text where :none leaves it unescaped, PART; not asked for as text, PART",
        fault(text));
}

CPPUNIT_TEST_FIXTURE(Rendering, a_name_the_model_lacks_is_a_bug) {
  page("{{A}}{{#B}}{{C}}{{/B}}");
  render::Model model;
  model.set("A", "a");

  check("shop/page.tpl: no value for B", fault(model));
}

CPPUNIT_TEST_FIXTURE(Rendering, a_value_nobody_asks_for_is_a_bug) {
  page("{{A}}{{#B}}{{C}}{{/B}}");
  render::Model model;
  model.set("A", "a").show_if("B", false).set("C", "hidden today, asked for all the same");
  check("none", fault(model));

  model.set("D", "d");
  check("shop/page.tpl: nobody asks for D", fault(model));
}

CPPUNIT_TEST_FIXTURE(Rendering, in_production_a_missing_name_is_reported_and_the_page_shown) {
  page("[{{A}}]");
  const render::Templates templates{folder_, render::Strictness::Report};
  const render::Model model;

  check("[]", templates.render("shop/page", model));
  const auto reports = templates.take_reports();
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, reports.size());
  check("shop/page.tpl: no value for A", reports.front());
  CPPUNIT_ASSERT(templates.take_reports().empty());
}

CPPUNIT_TEST_FIXTURE(Rendering, a_template_that_does_not_escape_does_not_load) {
  file("shop/page.tpl", "{{A}}");
  check("template shop/page.tpl does not begin with AUTOESCAPE", load_fault());
}

CPPUNIT_TEST_FIXTURE(Rendering, a_missing_include_does_not_load) {
  page("{{>SHOP_FOOT}}");
  check("template shop/page.tpl includes SHOP_FOOT, which is no file", load_fault());
}

CPPUNIT_TEST_FIXTURE(Rendering, an_unclosed_section_does_not_load) {
  page("{{#A}}");
  check("template shop/page.tpl does not load (see standard error)", load_fault());
}

CPPUNIT_TEST_FIXTURE(Rendering, plain_text_keeps_its_blank_lines_and_is_not_escaped) {
  file("mail/note.txt.tpl", "Hello {{NAME}},\n\n{{#LINES}}- {{TEXT}}\n{{/LINES}}\nbye\n");
  const render::Templates templates{folder_, render::Strictness::Throw};
  render::Model model;
  model.set("NAME", "A & B");
  model.row("LINES").set("TEXT", "x");

  check("Hello A & B,\n\n- x\n\nbye\n", templates.render("mail/note.txt", model));
}

CPPUNIT_TEST_FIXTURE(Rendering, a_model_holds_more_rows_and_values_than_its_first_block) {
  page("{{#ROWS}}{{A}}{{B}}{{C}}{{D}}{{E}}{{F}}{{G}}{{H}}{{I}};{{/ROWS}}");
  const std::string long_text(500, 'x');
  render::Model model;
  for (int i = 0; i < 100; ++i) {
    auto& row = model.row("ROWS");
    row.set("A", i).set("B", "").set("C", "").set("D", "").set("E", "").set("F", "").set("G", "");
    row.set("H", "").set("I", long_text);
  }

  const auto out = shown(model);

  CPPUNIT_ASSERT_EQUAL(std::size_t{100 * 501 + 10 + 2 * 90}, out.size());
  CPPUNIT_ASSERT(out.ends_with("99" + long_text + ";"));
}

CPPUNIT_TEST_FIXTURE(Rendering, of_a_few_templates_only_what_they_include_is_loaded) {
  page("{{>SHOP_PART}}");
  file("shop/part.tpl", kEscaped + "{{A}}");
  file("shop/other.tpl", "no template at all");
  render::Model model;
  model.set("A", "x");

  const render::Templates few{folder_, render::Strictness::Throw, {"shop/page"}};

  check("x", few.render("shop/page", model));
  CPPUNIT_ASSERT(few.names() == (std::vector<std::string>{"shop/page", "shop/part"}));
  CPPUNIT_ASSERT_THROW((render::Templates{folder_, render::Strictness::Throw, {"shop/none"}}),
                       base::Error);
}

}  // namespace
