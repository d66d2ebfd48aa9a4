#include "t/db_test.h"

namespace {

struct Statements : t::OwnDatabase {};

std::vector<unsigned> parameter_types(const PGresult* shape) {
  std::vector<unsigned> oids;
  for (int i = 0; i < PQnparams(shape); ++i) oids.push_back(PQparamtype(shape, i));
  return oids;
}

std::vector<unsigned> column_types(const PGresult* shape) {
  std::vector<unsigned> oids;
  for (int i = 0; i < PQnfields(shape); ++i) oids.push_back(PQftype(shape, i));
  return oids;
}

std::string listed(const std::vector<unsigned>& oids) {
  std::string out;
  for (const auto oid : oids) out += std::to_string(oid) + " ";
  return out;
}

CPPUNIT_TEST_FIXTURE(Statements, every_statement_fits_the_schema) {
  CPPUNIT_ASSERT(store::Statement::first != nullptr);
  std::string misfits;
  for (const auto* s = store::Statement::first; s != nullptr; s = s->next) {
    const store::Rows prepared{PQprepare(db().raw(), s->name, s->sql, 0, nullptr)};
    if (PQresultStatus(prepared.get()) != PGRES_COMMAND_OK) {
      misfits += std::string{s->name} + ": " + PQresultErrorMessage(prepared.get());
      continue;
    }
    const store::Rows shape{PQdescribePrepared(db().raw(), s->name)};
    const auto parameters = parameter_types(shape.get());
    if (parameters != s->param_oids)
      misfits += std::string{s->name} + ": parameters are " + listed(parameters) + "not " +
                 listed(s->param_oids) + "\n";
    const auto columns = column_types(shape.get());
    if (columns != s->column_oids)
      misfits += std::string{s->name} + ": columns are " + listed(columns) + "not " +
                 listed(s->column_oids) + "\n";
  }
  CPPUNIT_ASSERT_EQUAL(std::string{}, misfits);
}

CPPUNIT_TEST_FIXTURE(Statements, names_are_unique) {
  std::string twice;
  for (const auto* s = store::Statement::first; s != nullptr; s = s->next)
    for (const auto* other = s->next; other != nullptr; other = other->next)
      if (std::string_view{s->name} == other->name) twice += std::string{s->name} + "\n";
  CPPUNIT_ASSERT_EQUAL(std::string{}, twice);
}

}  // namespace
