#include "ctl/content_preview.h"

#include <iostream>

#include "base/text.h"
#include "content/preview.h"
#include "ctl/staff.h"

namespace ctl {

// gdsctl content preview
int content_preview(Call& call) {
  constexpr int kDays = 7;
  constexpr int kMostDays = 90;
  const auto asked = call.args.take_option("--days");
  const auto kind = content::parse_kind(take_word(call, "post, guide or doc"));
  const auto slug = take_word(call, "a slug");
  call.args.done();
  if (!kind) throw base::UsageError{"the kind is none of post, guide, doc"};
  const auto days = asked ? base::parse_integer<int>(*asked) : std::optional{kDays};
  if (!days || *days < 1 || *days > kMostDays)
    throw base::UsageError{"--days is a number from 1 to 90"};
  const auto& keys = call.config.identity.seal_keys;
  if (keys.empty()) return refused("identity.seal_keys is empty: there is nothing to sign with");
  auto db = database(call, "gds_admin");
  const auto post = db.at_once("content_preview",
                               [&](store::Tx& tx) { return content::find_any(tx, *kind, slug); });
  if (!post) return refused("there is no such text");
  const auto until = base::clock_now() + std::chrono::days{*days};
  std::cout << call.config.site.url << content::preview_path(keys, *kind, slug, until) << '\n';
  return 0;
}

}  // namespace ctl
