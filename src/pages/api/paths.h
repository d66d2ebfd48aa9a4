#pragma once
#include "base/text.h"
#include "pages/ctx.h"
#include "web/errors.h"

namespace pages::api {

// The number in the path; what is none is the path of nothing.
template <class Id>
Id id_of(const Ctx& ctx, std::string_view name) {
  const auto raw = base::parse_integer<std::int64_t>(ctx.req.param(name));
  if (!raw || *raw < 1) throw web::NotFound{};
  return Id{*raw};
}

// What was asked for, or 404.
template <class T>
const T& found(const std::optional<T>& what) {
  if (!what) throw web::NotFound{};
  return *what;
}

}  // namespace pages::api
