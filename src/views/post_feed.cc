#include <algorithm>
#include <array>

#include "render/html.h"
#include "views/post_view.h"

namespace views {
namespace {

constexpr std::size_t kNewest = 20;
constexpr const char* kXml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

// The escapes of HTML text are those of XML.
std::string xml(const std::string& text) {
  return render::escaped(text).text();
}

// Addresses in a feed are whole, wherever it is read.
std::string whole_addresses(std::string html, const std::string& site_url) {
  for (const std::string attribute : {"href=\"/", "src=\"/"})
    for (auto at = html.find(attribute); at != std::string::npos;
         at = html.find(attribute, at + attribute.size() + site_url.size()))
      html.insert(at + attribute.size() - 1, site_url);
  return html;
}

std::string text_of(const Layout& layout, const content::Post& post) {
  return xml(whole_addresses(render::plain_markdown(post.body), layout.site_url));
}

// "tag:shop.example,2026:post:118": of the text itself, not of its address.
std::string id_of(const Layout& layout, const content::Post& post) {
  auto host = layout.site_url.substr(layout.site_url.find("//") + 2);
  host = host.substr(0, host.find(':'));
  const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(post.published_at)};
  return "tag:" + host + ',' + std::to_string(static_cast<int>(day.year())) +
         ":post:" + std::to_string(post.id.raw());
}

// RFC 822: "Thu, 01 Oct 2026 09:00:00 +0000"
std::string rfc822(base::Instant at) {
  static constexpr std::array kWeekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date{day};
  const auto text = base::to_iso8601(std::chrono::floor<std::chrono::seconds>(at));
  return std::string{kWeekdays.at(std::chrono::weekday{day}.c_encoding())} + ", " +
         text.substr(8, 2) + ' ' + kMonths.at(static_cast<unsigned>(date.month()) - 1) + ' ' +
         text.substr(0, 4) + ' ' + text.substr(11, 8) + " +0000";
}

std::vector<content::Post> newest(const std::vector<content::Post>& posts) {
  std::vector<content::Post> shown{
      posts.begin(), posts.begin() + static_cast<std::ptrdiff_t>(std::min(kNewest, posts.size()))};
  return shown;
}

}  // namespace

std::string rss_feed(const Layout& layout, const std::vector<content::Post>& posts) {
  const auto& url = layout.site_url;
  std::string out = kXml;
  out +=
      "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\" "
      "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\">\n<channel>\n";
  out += "<title>" + xml(layout.site_name) + "</title>\n<link>" + xml(url + "/blog") + "</link>\n";
  out += "<description>Buying, testing and running used enterprise hardware</description>\n";
  out += "<language>en-us</language>\n";
  out += "<atom:link rel=\"self\" type=\"application/rss+xml\" href=\"" +
         xml(url + "/blog/feed.xml") + "\"/>\n";
  for (const auto& post : newest(posts)) {
    out += "<item>\n<title>" + xml(post.title) + "</title>\n<link>" + xml(url + post.path()) +
           "</link>\n<guid isPermaLink=\"false\">" + xml(id_of(layout, post)) + "</guid>\n";
    out += "<pubDate>" + rfc822(post.published_at) + "</pubDate>\n<description>" +
           xml(post.summary) + "</description>\n";
    out += "<content:encoded>" + text_of(layout, post) + "</content:encoded>\n</item>\n";
  }
  return out + "</channel>\n</rss>\n";
}

std::string atom_feed(const Layout& layout, const std::vector<content::Post>& posts) {
  const auto& url = layout.site_url;
  const auto shown = newest(posts);
  base::Instant updated{};
  for (const auto& post : shown) updated = std::max(updated, post.edited_at);
  std::string out = kXml;
  out += "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en-US\">\n";
  out += "<title>" + xml(layout.site_name) + "</title>\n<id>" + xml(url + "/blog") + "</id>\n";
  out += "<link rel=\"self\" href=\"" + xml(url + "/blog/atom.xml") + "\"/>\n<link href=\"" +
         xml(url + "/blog") + "\"/>\n<updated>" + base::to_iso8601(updated) + "</updated>\n";
  for (const auto& post : shown) {
    out += "<entry>\n<title>" + xml(post.title) + "</title>\n<id>" + xml(id_of(layout, post)) +
           "</id>\n<link href=\"" + xml(url + post.path()) + "\"/>\n";
    out += "<published>" + base::to_iso8601(post.published_at) + "</published>\n<updated>" +
           base::to_iso8601(post.edited_at) + "</updated>\n";
    out += "<author><name>" + xml(post.author) + "</name></author>\n<summary>" + xml(post.summary) +
           "</summary>\n";
    out += "<content type=\"html\">" + text_of(layout, post) + "</content>\n</entry>\n";
  }
  return out + "</feed>\n";
}

}  // namespace views
