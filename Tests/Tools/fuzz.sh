#!/usr/bin/env bash
# fuzz.sh BINARY SECONDS JOBS [LANGUAGE…]: feeds each language with made-up input, and ends with a table. A crash, a broken
# promise, a slow input or one that eats memory is a finding: it is kept in .fuzz/findings, and the run fails.
set -eu
binary=$1 seconds=$2 jobs=$3
shift 3
languages=("$@")
[ ${#languages[@]} -gt 0 ] || languages=(yaml json promql logql template matchers regex)
here=$(cd "$(dirname "$0")/../Fuzz" && pwd)
mkdir -p .fuzz/findings

run() {
  language=$1
  mkdir -p ".fuzz/corpus/$language" ".fuzz/findings/$language"
  dictionary=()
  [ -f "$here/dictionaries/$language.dict" ] && dictionary=(-dict="$here/dictionaries/$language.dict")
  # Swift's own backtraces take minutes for a program of this size. The search for leaks can't see pointers that Swift keeps
  # with marks in their spare bits, and takes tables that live as long as the program for leaks.
  if BELFRY_FUZZ_LANGUAGE=$language ASAN_OPTIONS=detect_leaks=0 SWIFT_BACKTRACE=enable=no timeout -k 5 $((seconds + 120)) \
    nice "$binary" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=4096 -print_final_stats=1 \
    "${dictionary[@]}" -artifact_prefix=".fuzz/findings/$language/" \
    ".fuzz/corpus/$language" "$here/seeds/$language" >".fuzz/$language.log" 2>&1 </dev/null; then
    echo ok >".fuzz/$language.result"
  else
    echo FINDING >".fuzz/$language.result"
  fi
}
export -f run
export binary seconds here
for language in "${languages[@]}"; do rm -f ".fuzz/$language.result"; done
printf '%s\n' "${languages[@]}" | xargs -P "$jobs" -I '{}' bash -eu -c 'run {}'

status=0
printf '%-10s %-8s %12s  %s\n' language result inputs 'what was found'
for language in "${languages[@]}"; do
  result=$(cat ".fuzz/$language.result" 2>/dev/null || echo FINDING)
  inputs=$(sed -n 's/^stat::number_of_executed_units: *//p' ".fuzz/$language.log" 2>/dev/null || true)
  found=
  if [ "$result" != ok ]; then
    status=1
    found=$(sed -n 's/.*Test unit written to //p' ".fuzz/$language.log" | tail -1)
    [ -n "$found" ] || found="see .fuzz/$language.log"
  fi
  printf '%-10s %-8s %12s  %s\n' "$language" "$result" "${inputs:-?}" "$found"
done
exit $status
