#pragma once

namespace base {

// The members of a struct that is read from the database, in the order of the columns:
//
//   static constexpr auto columns() { return base::Columns<&Link::name, &Link::path>{}; }
//
// A list of names for the compiler alone. A std::tuple of them cost more to compile than all else
// in the headers of rows.
template <auto... members>
struct Columns {};

}  // namespace base
