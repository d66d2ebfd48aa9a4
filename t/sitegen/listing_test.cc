// What comes, goes or has another place, and what shifts with it.
#include "t/sitegen/changing.h"

namespace {

using t::Changing;

CPPUNIT_TEST_FIXTURE(Changing, what_comes_and_goes_is_shown_as_if_made_anew) {
  import("NEW,Cisco,N-1,A new one,Networking/Switches,Used,100,9,,,,,,,,,,,,\n");
  shown();
  CPPUNIT_ASSERT(t::has(served("sitemap.xml"), "/p/cisco-n-1<"));
  sql("UPDATE products SET state = 'archived' WHERE mpn = 'N-1'");
  const auto built = shown();
  CPPUNIT_ASSERT(built.gone == std::vector<std::string>{"p/cisco-n-1.html"});
  CPPUNIT_ASSERT_EQUAL(std::string{"(no file)"}, served("p/cisco-n-1.html.gz"));
  // What only staff see of a product that is not for sale changes nothing.
  sql("UPDATE products SET title = 'B' WHERE mpn = 'N-1'");
  CPPUNIT_ASSERT(shown().changed.empty());
  sql("UPDATE products SET state = 'active' WHERE mpn = 'N-1'");
  shown();
  // Without its last offer it is not for sale.
  sql("UPDATE variants SET state = 'archived' WHERE sku = 'NEW'");
  shown();
  sql("UPDATE variants SET state = 'active' WHERE sku = 'NEW'");
  shown();
  // Several at once, one of them with a kind of ports that none had.
  import(
      "N2,Cisco,N-2,Another,Networking/Optics,New,100,9,,,,,,,2x 800G OSFP,,,,,\n"
      "N3,HPE,N-3,A third,Networking/Switches,New,100,0,,,,,,,,,,,,\n");
  sql("UPDATE products SET state = 'archived' WHERE mpn = 'N-1'");
  set_price("OPT", 1850);
  shown();
}

CPPUNIT_TEST_FIXTURE(Changing, another_address_place_or_photo_is_shown_as_if_made_anew) {
  sql("UPDATE products SET slug = 'cisco-3850' WHERE mpn = 'WS-C3850-24T-L'");
  sql("INSERT INTO slugs SELECT 'cisco-3850', id FROM products WHERE slug = 'cisco-3850'");
  const auto built = shown();
  CPPUNIT_ASSERT(built.gone == std::vector<std::string>{"p/cisco-ws-c3850-24t-l.html"});
  CPPUNIT_ASSERT(!t::has(served("sitemap.xml"), "/p/cisco-ws-c3850-24t-l<"));
  sql("UPDATE products SET slug = 'cisco-ws-c3850-24t-l' WHERE slug = 'cisco-3850'");
  shown();
  // In a list of its own and of those below it.
  sql("UPDATE products SET category_id = (SELECT id FROM categories WHERE path = 'networking')"
      " WHERE mpn = 'WS-C3850-24T-L'");
  shown();
  set_price("C48-U", 100);
  shown();
  sql("UPDATE products SET category_id = (SELECT id FROM categories"
      " WHERE path = 'networking/optics') WHERE mpn = 'WS-C3850-24T-L'");
  shown();
  sql("UPDATE products SET brand_id = (SELECT id FROM brands WHERE slug = 'hpe')"
      " WHERE mpn = 'WS-C3850-24T-L'");
  shown();
  sql("UPDATE products SET u_height_milli = 2000 WHERE mpn = 'WS-C3850-24T-L'");
  shown();
  sql("INSERT INTO media (product_id, view, file, width, height, alt)"
      " SELECT id, 'front', 'aa/front.jpg', 1600, 900, 'front' FROM products"
      " WHERE mpn IN ('WS-C3850-24T-L', 'DL380-G10')");
  shown();
  CPPUNIT_ASSERT_EQUAL(std::size_t{3}, sitegen::items_in(served("feeds/google.xml")));
  sql("UPDATE products SET state = 'archived' WHERE mpn = 'WS-C3850-48P-S'");
  set_price("DL380", 99800);
  import("NEW,Cisco,N-1,A new one,Networking/Switches,Used,100,9,,,,,,,,,,,,\n");
  shown();
}

CPPUNIT_TEST_FIXTURE(Changing, a_list_that_begins_or_ends_makes_the_whole_site_anew) {
  const auto whole = [&] {
    const auto built = update();
    CPPUNIT_ASSERT(!built.in_place);
    same_as_made_anew();
  };
  import("NEW,Cisco,N-1,A new one,Networking/Routers,Used,100,9,,,,,,,,,,,,\n");
  whole();
  sql("UPDATE products SET state = 'archived' WHERE mpn = 'N-1'");
  whole();
  import("N2,Juniper,N-2,Another,Networking/Switches,Used,100,9,,,,,,,,,,,,\n");
  whole();
  sql("UPDATE brands SET name = 'CISCO' WHERE name = 'Cisco'");
  whole();
  // More than a fifth of the feed at once is kept back.
  sql("INSERT INTO media (product_id, view, file, width, height, alt)"
      " SELECT id, 'front', 'aa/front.jpg', 1600, 900, 'front' FROM products");
  shown();
  sql("UPDATE products SET state = 'archived' WHERE mpn IN ('WS-C3850-24T-L', 'WS-C3850-48P-S')");
  CPPUNIT_ASSERT(!update().in_place);
}

// Long lists: what lies between two places of a product shifts, on every page of every list, and
// what follows one that comes or goes, up to pages that begin or end.
CPPUNIT_TEST_FIXTURE(Changing, in_long_lists_all_pages_that_shift_are_shown_as_if_made_anew) {
  std::string rows;
  for (int n = 100; n < 340; ++n) {
    const auto number = std::to_string(n);
    rows += "L" + number + ",Cisco,L-" + number + ",Long " + number + ",Networking/" +
            (n % 3 == 0 ? "Routers" : "Switches") + ",Used,100," + std::to_string(n % 4) +
            ",,,,,,,,,,,,\n";
  }
  import(rows);
  update();
  // The first of all, and back.
  sql("UPDATE products SET title = '0' WHERE mpn = 'L-339'");
  shown();
  sql("UPDATE products SET state = 'archived' WHERE mpn IN ('L-339', 'L-338', 'L-337')");
  shown();
  std::uint32_t random = 7;
  for (int round = 0; round < 12; ++round) {
    const int changes = 1 + round % 3;
    for (int change = 0; change < changes; ++change) {
      random = random * 1664525 + 1013904223;
      const auto sku = "L" + std::to_string(100 + (random >> 8) % 240);
      if ((random >> 20) % 5 == 0)
        sql("UPDATE products SET state = CASE state WHEN 'active' THEN 'archived' ELSE 'active' END"
            " WHERE id = (SELECT product_id FROM variants WHERE sku = '" +
            sku + "')");
      else if ((random >> 20) % 5 == 1)
        sql("UPDATE products SET category_id = (SELECT id FROM categories"
            " WHERE path = 'networking/' || CASE WHEN " +
            std::to_string(random % 2) +
            " = 0 THEN 'routers' ELSE 'switches' END)"
            " WHERE id = (SELECT product_id FROM variants WHERE sku = '" +
            sku + "')");
      else if ((random >> 20) % 5 == 2)
        sql("UPDATE products SET title = 'Long ' || " + std::to_string(random % 400) +
            " WHERE id = (SELECT product_id FROM variants WHERE sku = '" + sku + "')");
      else
        sql("INSERT INTO stock_movements"
            " (stock_item_id, kind, on_hand_delta, reason, actor, at)"
            " SELECT s.id, 'adjusted', CASE WHEN s.on_hand = 0 THEN 2 ELSE -s.on_hand END, 'lost',"
            " 'test', now() FROM stock_items s JOIN variants v ON v.id = s.variant_id"
            " WHERE v.sku = '" +
            sku + "'");
    }
    shown();
  }
}

}  // namespace
