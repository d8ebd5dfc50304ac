#!/bin/sh
# Builds everything and runs every test. Needs the .NET 10 SDK and nothing else.
#   ./test.sh                 all tests
#   ./test.sh --filter NAME   those whose full name contains NAME
set -eu
cd "$(dirname "$0")"

filter=""
if [ "${1:-}" = "--filter" ]; then
  [ -n "${2:-}" ] || { echo "test.sh: --filter takes a part of a test's full name" >&2; exit 2; }
  filter="FullyQualifiedName~$2"
elif [ $# -gt 0 ]; then
  echo "test.sh: expected nothing or --filter NAME, got '$1'" >&2
  exit 2
fi

command -v dotnet >/dev/null || { echo "test.sh: the .NET 10 SDK is missing: https://dotnet.microsoft.com/download" >&2; exit 2; }

log=$(mktemp)
trap 'rm -f "$log"' EXIT

dotnet build Gratis.slnx -c Release -nologo -v quiet -nodereuse:false

status=0
for project in tests/*/; do
  dotnet test "$project" -c Release --no-build -nologo -nodereuse:false ${filter:+--filter "$filter"} 2>&1 | tee -a "$log" || true
done

# The runner's closing lines: "Passed!  - Failed:     0, Passed:   336, Skipped:     0, ..."
count() { sed -n "s/.*$1: *\([0-9]*\),.*/\1/p" "$log" | awk '{ n += $1 } END { print n + 0 }'; }
failed=$(count 'Failed')
passed=$(count 'Passed')
skipped=$(count 'Skipped')
closed=$(grep -c 'Failed: .*Passed: ' "$log" || true)
expected=$(ls -d tests/*/ | wc -l)

# A run that crashed prints no closing line; a filter may leave a project without tests.
if [ "$closed" -lt "$expected" ] && [ -z "$filter" ]; then
  echo "test.sh: only $closed of $expected test projects came to their end" >&2
  failed=$((failed + expected - closed))
fi
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ] || status=1
[ "$skipped" -eq 0 ] && echo "$passed passed, $failed failed" || echo "$passed passed, $failed failed, $skipped skipped"
exit $status
