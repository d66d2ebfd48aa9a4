#!/bin/bash
# Unit, database and race tests: build/asan/unit on a private cluster. Arguments are parts of test
# names; UNIT= names another binary.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
. t/lib/cluster.sh
cluster_start build/test
export ASAN_OPTIONS=${ASAN_OPTIONS:-detect_stack_use_after_return=1}
"${UNIT:-build/asan/unit}" "$@"
