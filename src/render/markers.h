#pragma once
#include <map>
#include <string>
#include <string_view>

// What a template's text asks for. Private to render.
namespace render {

// How a name is used; several may hold at once.
inline constexpr unsigned kPlain = 1;     // {{NAME}} and modifiers that escape
inline constexpr unsigned kRaw = 2;       // {{NAME:none}}
inline constexpr unsigned kJson = 4;      // {{NAME:x-json}}
inline constexpr unsigned kSection = 8;   // {{#NAME}}
inline constexpr unsigned kInclude = 16;  // {{>NAME}}

using Markers = std::map<std::string, unsigned, std::less<>>;

// Every marker of the text. Throws base::Error for a marker that does not end.
Markers markers_of(std::string_view text);

// "SHOP_PAGE_HEAD" is shop/page_head.tpl; "" when there is no underscore.
std::string included_file(std::string_view marker);

}  // namespace render
