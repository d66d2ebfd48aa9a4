#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/secret.h"
#include "content/content.h"

// Texts before they are published, for whoever was given the link: it is signed, for one text and
// for some days, and shows what is saved at the moment it is followed.
namespace content {

// What links are signed with: the first signs, all are good.
using Keys = std::vector<base::Secret>;

// Whatever its state; one that is no post yet has the time of its last edit.
std::optional<Post> find_any(store::Tx& tx, Kind kind, const std::string& slug);

// "/preview/guide/used-switches?until=1764230400&s=…"
std::string preview_path(const Keys& keys, Kind kind, const std::string& slug, Instant until);
// Was this link made here, and is its time not over? `until` and `signature` are as they came.
bool is_preview(const Keys& keys, Kind kind, const std::string& slug, std::string_view until,
                std::string_view signature, Instant now);

}  // namespace content
