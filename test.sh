#!/usr/bin/env bash
# Runs every test of the repository, after installing and starting what the tests need. Nothing else has to be done first.
#   ./test.sh [PROJECT ...]     only these test projects, by name
# Its own RabbitMQ runs on loopback on a free port, with its data under .test-run/, and is stopped at the end.
set -uo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

run="$PWD/.test-run"
results="$run/results"
rm -rf "$results"
mkdir -p "$results"

fail() { echo "test.sh: $*" >&2; echo "0 passed, 1 failed"; exit 1; }

install_missing() {
  local missing=()
  [ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] || missing+=(rabbitmq-server)
  # What a stranger checks an evidence bundle with.
  command -v python3 >/dev/null || missing+=(python3)
  command -v openssl >/dev/null || missing+=(openssl)
  # The plugin's screens run under Wine on a screen of their own, are worked with mouse and keyboard, and photographed.
  command -v wine >/dev/null && [ -e /usr/lib/wine/wine64 ] || missing+=(wine wine64)
  command -v Xvfb >/dev/null || missing+=(xvfb)
  command -v xdotool >/dev/null || missing+=(xdotool)
  command -v import >/dev/null || missing+=(imagemagick)
  [ -d /usr/share/wine/fonts ] || missing+=(fonts-wine)
  [ -d /usr/share/fonts/truetype/liberation2 ] || [ -d /usr/share/fonts/truetype/liberation ] || missing+=(fonts-liberation2)
  [ -d /usr/share/fonts/truetype/open-sans ] || missing+=(fonts-open-sans)
  [ ${#missing[@]} -eq 0 ] && return
  command -v apt-get >/dev/null || fail "needed and not here: ${missing[*]}"
  local sudo=""
  [ "$(id -u)" -eq 0 ] || sudo=sudo
  echo "Installing ${missing[*]} ..."
  { $sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${missing[@]}"; } \
    >"$run/apt.log" 2>&1 || { tail -n 20 "$run/apt.log" >&2; fail "could not install ${missing[*]}"; }
}

# What a fault run that was cut short left behind: its services, its broker, and the small file systems of its stores.
stop_faults() {
  local folder pid
  for folder in "$run"/test-faults/*/; do
    [ -e "$folder/pids" ] || continue
    while read -r pid; do
      tr '\0' '\n' <"/proc/$pid/environ" 2>/dev/null | grep -q "^Auditor__Store__Folder=${folder%/}" && kill -9 "$pid"
    done <"$folder/pids"
    AUDITOR_TEST_RABBITMQ_BASE="${folder}rabbitmq" bash tests/rabbitmq.sh stop >/dev/null 2>&1
    umount "$folder"*/ 2>/dev/null
  done
}

stop_all() { bash tests/rabbitmq.sh stop >/dev/null 2>&1; bash tests/windows/wine.sh stop >/dev/null 2>&1; stop_faults; }

install_missing
trap stop_all EXIT
bash tests/rabbitmq.sh start >"$run/rabbitmq.log" 2>&1 || { tail -n 20 "$run/rabbitmq.log" >&2; fail "RabbitMQ did not start"; }
AUDITOR_TEST_RABBITMQ=$(bash tests/rabbitmq.sh uri)
AUDITOR_TEST_RABBITMQ_CONTROL="$PWD/tests/rabbitmq.sh"
export AUDITOR_TEST_RABBITMQ AUDITOR_TEST_RABBITMQ_CONTROL

# With a MongoDB server to test against, the build is one that has the MongoDB stores.
full_feed=()
[ -z "${AUDITOR_MONGODB:-}" ] || full_feed=(-p:FullFeed=true)

echo "Building ..."
dotnet build Auditor.sln -c Release -v q "${full_feed[@]}" >"$run/build.log" 2>&1 || { grep -E "error|warn" "$run/build.log" | sort -u | head -40 >&2; fail "the build failed"; }

# A project that hangs is a failure, not an endless run.
test_project() {
  local name
  name=$(basename "$1" .csproj)
  timeout -k 10 "${longest[$name]:-600}" dotnet test "$1" -c Release --no-build "${full_feed[@]}" --logger "trx;LogFileName=$name.trx" --results-directory "$results" >"$results/$name.log" 2>&1
}

# The screens wait for Wine most of the time, and the fault run for what it has broken, so they run beside everything else.
declare -A longest=([Auditor.Faults.Tests]=900) beside=()
for name in Auditor.Plugin.Windows.Tests Auditor.Faults.Tests; do
  if [ $# -eq 0 ] || [[ " $* " == *" $name "* ]]; then
    test_project "tests/$name/$name.csproj" &
    beside[$name]=$!
  fi
done

passed=0 failed=0 skipped=0
# Those that run beside the others are waited for last.
ordered=()
for project in tests/*/*.Tests.csproj; do [ -n "${beside[$(basename "$project" .csproj)]:-}" ] || ordered+=("$project"); done
for name in "${!beside[@]}"; do ordered+=("tests/$name/$name.csproj"); done
for project in "${ordered[@]}"; do
  name=$(basename "$project" .csproj)
  if [ $# -gt 0 ] && [[ " $* " != *" $name "* ]]; then continue; fi
  echo "== $name"
  started=$SECONDS
  if [ -n "${beside[$name]:-}" ]; then wait "${beside[$name]}"; else test_project "$project"; fi
  code=$?
  trx="$results/$name.trx"
  count() { grep -o "<Counters[^>]*" "$trx" 2>/dev/null | grep -o " $1=\"[0-9]*\"" | grep -o '[0-9]*'; }
  p=$(count passed) f=$(count failed) total=$(count total) executed=$(count executed)
  p=${p:-0} f=${f:-0}
  # A project that ran nothing, or that ended badly without a failed test, is a failure: a test that should run did not.
  if [ "$p" -eq 0 ] && [ "$f" -eq 0 ] || { [ $code -ne 0 ] && [ "$f" -eq 0 ]; }; then
    f=$((f + 1)); tail -n 30 "$results/$name.log"
  elif [ "$f" -gt 0 ]; then
    grep -vE '^\s*$' "$results/$name.log" | tail -n 60
  fi
  s=$(( ${total:-0} - ${executed:-0} ))
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
  echo "   $p passed, $f failed, $s not run ($((SECONDS - started)) s)"
  [ "$s" -gt 0 ] && grep -oE '<UnitTestResult[^>]*outcome="NotExecuted"[^>]*' "$trx" | grep -oE 'testName="[^"]*"' | sed 's/^testName=/   not run: /'
done

[ "$skipped" -gt 0 ] && grep -ohE '\[SKIP\]|needs [^<]*AUDITOR_MONGODB[^<]*' "$results"/*.trx 2>/dev/null | sort -u | head -3
[ "$passed" -gt 0 ] || failed=$((failed + 1))
echo
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
