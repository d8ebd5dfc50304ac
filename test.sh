#!/bin/sh
# Builds everything and runs every test. Needs the .NET 10 SDK, for the web console Node 20.19 and Chromium, and for several replicas the
# programs of a PostgreSQL server, which the tests start themselves: on Debian and Ubuntu it installs these three where they are missing and it may.
#   ./test.sh                     all tests
#   ./test.sh --filter NAME       those whose full name contains NAME
#   ./test.sh --without-postgres  all but those of several replicas, for a machine without PostgreSQL
#   ./test.sh --without-console   all but those of the web console and of the SDK for Node, for a machine without Node
set -eu
cd "$(dirname "$0")"

fail() { echo "test.sh: $1" >&2; exit 2; }

wanted=""
console=true
postgres=true
while [ $# -gt 0 ]; do
  case $1 in
    --filter) [ -n "${2:-}" ] || fail "--filter takes a part of a test's full name"; wanted="FullyQualifiedName~$2"; shift 2 ;;
    --without-console) console=false; shift ;;
    --without-postgres) postgres=false; shift ;;
    *) fail "expected --filter NAME, --without-console or --without-postgres, got '$1'" ;;
  esac
done

# Installs Debian packages, quietly and without questions; false where that cannot be done here.
install() {
  command -v apt-get >/dev/null || return 1
  if [ "$(id -u)" -eq 0 ]; then as=""; elif sudo -n true 2>/dev/null; then as="sudo -n"; else return 1; fi
  echo "test.sh: installing $*" >&2
  $as apt-get update -qq >&2 && $as env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2
}

has_node() { command -v npm >/dev/null && node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)' 2>/dev/null; }

has_browser() { [ -x "${GRATIS_CHROMIUM:-}" ] || command -v chromium-headless-shell || command -v chromium || command -v chromium-browser || command -v google-chrome; }

command -v dotnet >/dev/null || fail "the .NET 10 SDK is missing: https://dotnet.microsoft.com/download"
if $console; then
  has_node || { install nodejs npm && has_node; } ||
    fail "the web console needs Node.js 20.19 or newer, and this system has $(node --version 2>/dev/null || echo none): https://nodejs.org, or ./test.sh --without-console"
  has_browser >/dev/null || { { install chromium-headless-shell || install chromium || install chromium-browser; } && has_browser >/dev/null; } ||
    fail "the web console is tested in Chromium: install it (or Chrome), or set GRATIS_CHROMIUM to its path, or ./test.sh --without-console"
fi

has_postgres() { command -v initdb || ls /usr/lib/postgresql/*/bin/initdb 2>/dev/null; }
if $postgres; then
  has_postgres >/dev/null || { install postgresql && has_postgres >/dev/null; } ||
    fail "the tests of several replicas start a PostgreSQL of their own: install its server (initdb and postgres), or ./test.sh --without-postgres"
fi

# Their completions are tested in them where they are there.
{ command -v zsh && command -v fish; } >/dev/null || install zsh fish || echo "test.sh: without zsh and fish their completions are not tested" >&2

log=$(mktemp)
trap 'rm -f "$log"' EXIT
projects=$(ls -d tests/Gratis.*/)
filter=$wanted
if ! $console; then
  echo "test.sh: WITHOUT THE CONSOLE: it is not built, and neither its tests nor those of the SDK for Node run" >&2
  export BuildConsole=false
  projects=$(echo "$projects" | grep -v Gratis.Console.Tests)
  filter="${wanted:+$wanted&}FullyQualifiedName!~Pages.ConsoleTests&FullyQualifiedName!~Clients.Node"
fi

if ! $postgres; then
  echo "test.sh: WITHOUT POSTGRESQL: the tests of several replicas do not run" >&2
  filter="${filter:+$filter&}FullyQualifiedName!~Gateway.Tests.Cluster"
fi

# With what checks the console; a build alone installs only what building needs.
if $console && [ -z "$wanted" ]; then npm --prefix src/Gratis.Console ci --ignore-scripts --no-audit --no-fund; fi

# The tests bring their own driver and use the browser of this machine: nothing is downloaded.
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
dotnet build Gratis.slnx -c Release -nologo -v quiet -nodereuse:false

status=0
extra_passed=0
extra_failed=0
if $console && [ -z "$wanted" ]; then
  # Types, lint, format and the unit tests of the console. The first that does not hold ends it, and counts as one failure at least.
  checks=$(mktemp)
  { npm --prefix src/Gratis.Console run check 2>&1 || echo "console: not in order"; } | tee "$checks"
  tests_that() { sed 's/\x1b\[[0-9;]*m//g' "$checks" | sed -n "s/^ *Tests .*[^0-9]\([0-9][0-9]*\) $1.*/\1/p" | tail -1; }
  extra_passed=$(tests_that passed)
  extra_failed=$(tests_that failed)
  if grep -q '^console: not in order' "$checks"; then extra_failed=${extra_failed:-1}; fi
  rm -f "$checks"
fi
for project in $projects; do
  dotnet test "$project" -c Release --no-build -nologo -nodereuse:false ${filter:+--filter "$filter"} 2>&1 | tee -a "$log" || true
done

# The runner's closing lines: "Passed!  - Failed:     0, Passed:   336, Skipped:     0, ..."
count() { sed -n "s/.*$1: *\([0-9]*\),.*/\1/p" "$log" | awk '{ n += $1 } END { print n + 0 }'; }
failed=$(count 'Failed')
passed=$(count 'Passed')
skipped=$(count 'Skipped')
closed=$(grep -c 'Failed: .*Passed: ' "$log" || true)
expected=$(echo "$projects" | wc -l)

# A run that crashed prints no closing line; a filter may leave a project without tests.
if [ "$closed" -lt "$expected" ] && [ -z "$wanted" ]; then
  echo "test.sh: only $closed of $expected test projects came to their end" >&2
  failed=$((failed + expected - closed))
fi
passed=$((passed + ${extra_passed:-0}))
failed=$((failed + ${extra_failed:-0}))
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ] || status=1
[ "$skipped" -eq 0 ] || echo "test.sh: $skipped skipped, which cannot be run by this user or on this system" >&2
echo "$passed passed, $failed failed"
exit $status
