#include "documents/documents.h"

namespace documents {
namespace {

const store::Query<std::string()> kFaults{"documents.faults", R"sql(
    SELECT 'documents: ' || number || ' revision ' || revision || ' is not what was made'
      FROM documents WHERE sha256 <> encode(sha256(body), 'hex')
    UNION ALL
    SELECT 'documents: ' || number || ' is the number of ' || count(DISTINCT subject_id) || ' papers'
      FROM documents GROUP BY kind, number HAVING count(DISTINCT subject_id) > 1
    UNION ALL
    SELECT 'documents: ' || kind || ' of ' || subject_id || ' has ' || count(DISTINCT number)
           || ' numbers and revisions up to ' || max(revision) || ' in ' || count(*)
      FROM documents GROUP BY kind, subject_id
    HAVING count(DISTINCT number) > 1 OR max(revision) <> count(*)
    UNION ALL
    SELECT 'documents: ' || c.kind || ' lost ' || c.next_value - 1001 - used.n - free.n || ' numbers'
      FROM number_counters c
      JOIN LATERAL (SELECT count(DISTINCT drawn) AS n FROM documents WHERE kind = c.kind) used ON true
      JOIN LATERAL (SELECT count(*) AS n FROM free_numbers WHERE kind = c.kind) free ON true
     WHERE c.kind IN ('invoice', 'packing_slip', 'credit_note', 'dispute_evidence')
       AND c.next_value - 1001 <> used.n + free.n
     ORDER BY 1)sql"};

}  // namespace

std::vector<std::string> faults(store::Tx& tx) {
  return tx.all(kFaults);
}

}  // namespace documents
