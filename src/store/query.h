#pragma once
#include <libpq-fe.h>

#include <cstddef>
#include <memory>
#include <type_traits>
#include <vector>

#include "base/columns.h"
#include "store/codec.h"

namespace store {

struct PgClose {
  void operator()(PGconn* c) const { PQfinish(c); }
  void operator()(PGresult* r) const { PQclear(r); }
};
using Rows = std::unique_ptr<PGresult, PgClose>;

// One parameter on its way to the server.
struct Param {
  bool null = false;
  std::string text;
};

// The untyped half of a Query: a named constant. Each links itself into one list, so that
// t/store/statements_test.cc prepares all of them on a freshly migrated database and compares
// parameter and column types.
struct Statement {
  Statement(const char* n, const char* s) : name{n}, sql{s}, index{count++}, next{first} {
    first = this;
  }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  const char* name;  // "module.verb": the log line, the metric and the statement test know it
  const char* sql;
  std::size_t index;  // in the per-connection table of what is prepared
  std::vector<unsigned> param_oids;
  std::vector<unsigned> column_oids;
  const Statement* next;

  // NOLINTBEGIN(cppcoreguidelines-avoid-non-const-global-variables): filled before main() only
  inline static const Statement* first = nullptr;
  inline static std::size_t count = 0;
  // NOLINTEND(cppcoreguidelines-avoid-non-const-global-variables)
};

template <class T>
Param to_param(const T& value) {
  if constexpr (kIsOptional<T>) {
    if (!value) return {true, {}};
    return {false, Codec<typename T::value_type>::format(*value)};
  } else {
    return {false, Codec<T>::format(value)};
  }
}

// One value of a result. NULL where the row type does not allow it is a bug of the query.
template <class T>
T cell(const PGresult* rows, int row, int column) {
  const bool null = PQgetisnull(rows, row, column) == 1;
  const std::string_view text{PQgetvalue(rows, row, column),
                              static_cast<std::size_t>(PQgetlength(rows, row, column))};
  if constexpr (kIsOptional<T>) {
    if (null) return std::nullopt;
    return Codec<typename T::value_type>::parse(text);
  } else {
    if (null) throw base::BugError{std::string{"NULL in column "} + PQfname(rows, column)};
    return Codec<T>::parse(text);
  }
}

template <class Row, class = void>
struct RowCodec {  // a row of one plain column
  static std::vector<unsigned> oids() { return {Codec<Row>::kOid}; }
  static Row read(const PGresult* rows, int row) { return cell<Row>(rows, row, 0); }
};

template <class Row>
struct RowCodec<Row, std::void_t<decltype(Row::columns())>> {  // a struct that lists its columns
  static std::vector<unsigned> oids() { return oids(Row::columns()); }
  static Row read(const PGresult* rows, int row) { return read(Row::columns(), rows, row); }

 private:
  template <class C, class T>
  static T type_of(T C::*);
  template <auto... members>
  static std::vector<unsigned> oids(base::Columns<members...>) {
    return {Codec<decltype(type_of(members))>::kOid...};
  }
  template <auto... members>
  static Row read(base::Columns<members...>, const PGresult* rows, int row) {
    int column = 0;
    return Row{cell<decltype(type_of(members))>(rows, row, column++)...};
  }
};

template <>
struct RowCodec<void> {
  static std::vector<unsigned> oids() { return {}; }
};

// A statement with its types: Query<Row(Params...)>. Row is a type with a Codec (one column), a
// struct with `static constexpr auto columns()` returning the base::Columns of its members, or
// void. Constants in an unnamed namespace at the top of the file that uses them.
template <class Shape>
class Query;

template <class Row, class... Args>
class Query<Row(Args...)> : public Statement {
 public:
  Query(const char* name_in, const char* sql_in) : Statement{name_in, sql_in} {
    param_oids = {Codec<Args>::kOid...};
    column_oids = RowCodec<Row>::oids();
  }
};

}  // namespace store
