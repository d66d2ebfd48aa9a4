#pragma once
#include "intake/rows.h"

namespace intake {

// write_rows() in a transaction of its own, which a dry run rolls back. What the database still
// finds wrong with the data is pinned to its row by halving the batch; the other rows are written.
// Throws when it is not the data that is wrong.
BatchAnswer write_in_halves(store::Db& db, std::span<const FileRow> rows,
                            const catalog::DecidedByProduct& decided, const ImportOptions& options);

// Is it the data that the database finds wrong, a value or a constraint?
bool is_of_the_data(const store::DbError& error);

}  // namespace intake
