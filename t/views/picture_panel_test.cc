#include "views/picture_panel.h"

#include "t/golden.h"

namespace {

CPPUNIT_TEST_FIXTURE(t::Plain, the_page_of_photos_says_what_became_of_each) {
  views::PicturesView view;
  view.desk = {"tok.en", {{"/admin", "Home"}}, "/admin/pictures"};
  const auto sent = [](const char* state) {
    return catalog::SentPicture{catalog::SentPictureId{3},
                                "A <switch>",
                                "/p/a-switch",
                                "front",
                                state,
                                "staff 4",
                                t::views_noon()};
  };
  view.sent = {sent("waiting"), sent("kept"), sent("refused")};
  view.typed = {{"sku", "A\"1"}, {"view", "rear"}};
  view.errors = {{"photo", "This file is over 10 MB."}};
  const auto html = views::pictures_page(t::templates(), t::layout(), view);

  for (const auto* state : {"Waits to be drawn", "Shown", "No whole photo: not kept"})
    CPPUNIT_ASSERT(t::has(html, std::string{">"} + state + '<'));
  CPPUNIT_ASSERT(t::has(html, "A &lt;switch&gt;"));
  CPPUNIT_ASSERT(t::has(html, "value=\"A&quot;1\""));
  CPPUNIT_ASSERT(t::has(html, "<option value=\"rear\" selected>"));
  CPPUNIT_ASSERT(t::has(html, "id=\"photo-error\">This file is over 10 MB."));
  CPPUNIT_ASSERT(t::has(html, "enctype=\"multipart/form-data\""));
  CPPUNIT_ASSERT(t::has(views::pictures_page(t::templates(), t::layout(), {.desk = view.desk}),
                        "None has been sent in yet."));
}

}  // namespace
