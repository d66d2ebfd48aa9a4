#!/bin/bash
# The private scheduler reads a crontab as cron(8) does.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
mkdir -p build
table=$(mktemp -p build)
trap 'rm -f "$table"' EXIT
n=0
is() {
  n=$((n + 1))
  [[ $2 == "$3" ]] && echo "ok $n - $1" || printf 'not ok %d - %s\n# got: %s\n# not: %s\n' "$n" "$1" "$2" "$3"
}
due() { src/ops/cron due "$table" "$1" | tr '\n' ' '; }

cat >"$table" <<'TABLE'
# a remark
PATH=/usr/bin
* * * * * gds every-minute
*/15 * * * * gds every-quarter
30 2 * * * gds nightly --now
0 6 1 * 1 gds first-or-monday
0 9-17/4 * * 1-5 gds office
5,10 0 * 12 7 gds december-sundays
TABLE
is "a star is due at any minute" "$(due '1 1 2 2 3')" "every-minute "
is "a step counts from the smallest value" "$(due '45 1 2 2 3')" "every-minute every-quarter "
is "a number is due at that minute and hour only, arguments stay" "$(due '30 2 2 2 3')" \
  "every-minute every-quarter nightly --now "
is "two restricted day fields mean either: the first" "$(due '0 6 1 2 3')" \
  "every-minute every-quarter first-or-monday "
is "two restricted day fields mean either: a Monday" "$(due '0 6 8 2 1')" \
  "every-minute every-quarter first-or-monday "
is "two restricted day fields mean neither otherwise" "$(due '0 6 8 2 2')" \
  "every-minute every-quarter "
is "a range with a step" "$(due '0 13 8 2 5')" "every-minute every-quarter office "
is "a range ends" "$(due '0 13 8 2 6')" "every-minute every-quarter "
is "a list, and Sunday as seven" "$(due '10 0 8 12 0')" "every-minute december-sundays "
echo "1..$n"
