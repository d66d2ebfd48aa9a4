#!/bin/bash
# Every C++ source is as clang-format has it; every shell script parses.
cd "$(dirname "$(readlink -f "$0")")/.." || exit 1
echo 1..2
mapfile -t sources < <(find src $(ls -d sitegen cron 2>/dev/null) t \( -name '*.h' -o -name '*.cc' \) -not -path '*/node_modules/*' | sort)
if found=$(printf '%s\0' "${sources[@]}" | xargs -0 -P "$(nproc)" -n 20 clang-format --dry-run --Werror 2>&1); then
  echo "ok 1 - the sources are formatted ('make format')"
else
  echo "not ok 1 - the sources are formatted ('make format')"
  grep ': error:' <<<"$found" | cut -d: -f1,2 | sort -u | head -n 30 | sed 's/^/# /'
fi
bad=0
while read -r script; do
  head -n 1 "$script" | grep -q 'sh$' || [[ $script == *.sh ]] || continue
  bash -n "$script" 2>&1 | sed 's/^/# /'
  [[ ${PIPESTATUS[0]} == 0 ]] || bad=1
done < <(find src/ops t .ci -type f -not -path '*/node_modules/*' \( -perm -u+x -o -name '*.sh' \) | sort)
((bad)) && echo "not ok 2 - the scripts parse" || echo "ok 2 - the scripts parse"
