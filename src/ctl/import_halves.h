#pragma once
#include "ctl/import_rows.h"

namespace ctl {

// write_rows() in a transaction of its own, which a dry run rolls back. What the database still
// finds wrong with the data is pinned to its row by halving the batch; the other rows are written.
// Throws when it is not the data that is wrong.
BatchAnswer write_in_halves(store::Db& db, std::span<const FileRow> rows,
                            const catalog::DecidedByProduct& decided, const ImportOptions& options);

}  // namespace ctl
