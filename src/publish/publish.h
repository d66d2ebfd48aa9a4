#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "store/db.h"

// Telling the world outside that pages changed: the CDN, which is to forget them, and the search
// engines that take such news (IndexNow). Owns page_news, and with the generator page_changes and
// generations. It promises that what was published is told at least once, in order, and that a
// search engine hears of an address once in ten minutes at most. Who calls is app's matter.
namespace publish {

using base::Instant;

// Leave word, in the transaction that is done with a change. Paths are those of addresses
// ("/p/cisco-ws-1"). No paths tells the CDN to forget everything.
void purge(store::Tx& tx, const std::optional<std::vector<std::string>>& paths, Instant now);
void note_news(store::Tx& tx, const std::vector<std::string>& paths, Instant now);

// The addresses to tell search engines of now, at most `most`; and whether others wait that were
// told less than ten minutes ago.
std::vector<std::string> news_due(store::Tx& tx, std::int64_t most, Instant now);
bool news_waiting(store::Tx& tx);
void mark_told(store::Tx& tx, const std::vector<std::string>& paths, Instant now);

// The bodies of the two calls; addresses are whole there.
std::string purge_body(const std::string& site_url,
                       const std::optional<std::vector<std::string>>& paths);
std::string news_body(const std::string& site_url, const std::string& key,
                      const std::vector<std::string>& paths);

}  // namespace publish
