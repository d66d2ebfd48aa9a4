#!/bin/bash
# An instance at an awkward place (a path too long for a socket), its coming and going, and what a
# killed one leaves behind. The shop is empty: DEMO=no.
set -uo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
. src/ops/servers.sh
unset "${!GDS_@}" 2>/dev/null
top=$PWD
mkdir -p build
base=build/stack-test
long=$base/$(printf 'a-rather-long-name-%.0s' 1 2 3 4 5)
exec 8>build/stack-test.lock
flock 8
export DEMO=no VAR=$long
PORT=$((32000 + SRANDOM % 500 * 4))
export PORT
finish() {
  VAR=$long src/ops/stack down >/dev/null 2>&1 8>&-
  [[ ! -L $long ]] || rm -rf "$(readlink "$long")"
  rm -rf "$base"
}
finish
trap finish EXIT
n=0
holds() { # SENTENCE COMMAND...
  local sentence=$1
  shift
  n=$((n + 1))
  if said=$("$@" 2>&1 8>&-); then
    echo "ok $n - $sentence"
  else
    echo "not ok $n - $sentence"
    sed 's/^/# /' <<<"$said"
  fi
}
fails() { ! "$@"; }
pid_of() { cut -d' ' -f1 "$long/run/$1.pid"; }
answers() {
  exec 3<>"/dev/tcp/127.0.0.1/$PORT" && printf 'GET %s HTTP/1.0\r\n\r\n' "$1" >&3 &&
    grep -q '^HTTP/1.[01] 200' <&3
}
until_true() {
  local tries
  for ((tries = 0; tries < 200; ++tries)); do
    "$@" >/dev/null 2>&1 && return
    read -r -t 0.1 <> <(:) || true
  done
  return 1
}
gone() { fails kill -0 "$1"; }

holds "it starts" src/ops/stack up
holds "and answers" answers /readyz
holds "a folder whose sockets would have too long a name is a symlink" test -L "$long"
holds "starting it again changes nothing" src/ops/stack up
holds "a second one in the foreground is refused" fails src/ops/stack run
holds "another at the same port is refused" fails env VAR="$base/other" src/ops/stack up
holds "the tests' own way to a shop ends it again" \
  env -u VAR -u PORT t/lib/shop stack-test-own true
holds "so that nothing of it runs" fails env VAR=build/stack-test-own src/ops/stack status
holds "everything runs" src/ops/stack status

echo 'site.name = Edited' >>"$long/gds.conf"
worker=$(pid_of shop)
kill -KILL "$worker"
holds "a server that was killed comes back" until_true eval '[[ $(pid_of shop) != '"$worker"' ]] && answers /healthz'

stack=$(pid_of stack) postgres=$(pid_of postgres)
kill -KILL "$stack"
holds "when the stack itself is killed its servers end" until_true gone "$postgres"
holds "and it starts again" src/ops/stack up
holds "with the edits of its settings kept" grep -q '^site.name = Edited$' "$long/gds.conf"

holds "it stops" src/ops/stack down
holds "nothing runs any more" fails src/ops/stack status
holds "nothing answers any more" fails answers /healthz
holds "stopping it again changes nothing" src/ops/stack down
echo "1..$n"
cd "$top" || exit 1
