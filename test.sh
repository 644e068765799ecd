#!/usr/bin/env bash
# Runs every test of the repository, after installing and starting what the tests need. Nothing else has to be done first.
#   ./test.sh [PROJECT ...]     only these test projects, by name
# RabbitMQ runs on loopback on free ports, with its data under .test-run/, and is stopped at the end.
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
  # Receivers that others wrote: Debian's python3 with pika, Node with packages of npm.
  /usr/bin/python3 -c 'import pika' 2>/dev/null || missing+=(python3-pika)
  command -v node >/dev/null || missing+=(nodejs)
  command -v npm >/dev/null || missing+=(npm)
  # The plugin's screens run under Wine on a screen of their own, are worked with mouse and keyboard, and photographed.
  command -v wine >/dev/null && [ -e /usr/lib/wine/wine64 ] || missing+=(wine wine64)
  command -v Xvfb >/dev/null || missing+=(xvfb)
  command -v xdotool >/dev/null || missing+=(xdotool)
  command -v import >/dev/null || missing+=(imagemagick)
  [ -d /usr/share/wine/fonts ] || missing+=(fonts-wine)
  [ -d /usr/share/fonts/truetype/liberation2 ] || [ -d /usr/share/fonts/truetype/liberation ] || missing+=(fonts-liberation2)
  [ -d /usr/share/fonts/truetype/open-sans ] || missing+=(fonts-open-sans)
  # Receivers of notifications. Where it was missing, rsyslog is only for the tests: they start it with a configuration of their own.
  [ -x /usr/sbin/rsyslogd ] || missing+=(rsyslog)
  ls /usr/lib/*/rsyslog/lmnsd_gtls.so >/dev/null 2>&1 || missing+=(rsyslog-gnutls)
  [ -d /usr/lib/python3/dist-packages/aiosmtpd ] || missing+=(python3-aiosmtpd)
  # The console is used in a browser.
  command -v chromium >/dev/null || missing+=(chromium)
  [ ${#missing[@]} -eq 0 ] && return
  command -v apt-get >/dev/null || fail "needed and not here: ${missing[*]}"
  local sudo=""
  [ "$(id -u)" -eq 0 ] || sudo=sudo
  echo "Installing ${missing[*]} ..."
  # No server that is installed here may start by itself.
  local policy=/usr/sbin/policy-rc.d code=0
  if [ -e "$policy" ]; then policy=; else
    trap "$sudo rm -f $policy" EXIT
    printf '#!/bin/sh\nexit 101\n' | $sudo install -m 755 /dev/stdin "$policy"
  fi
  { $sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${missing[@]}"; } \
    >"$run/apt.log" 2>&1 || code=$?
  [ -z "$policy" ] || $sudo rm -f "$policy"
  [ $code -eq 0 ] || { tail -n 20 "$run/apt.log" >&2; fail "could not install ${missing[*]}"; }
}

# The packages stay from run to run; their versions are these and no other.
node_packages=(standardwebhooks@1.1.1 amqplib@0.10.9 axe-core@4.14.1)
install_node_packages() {
  export AUDITOR_TEST_NODE_MODULES="$run/npm/node_modules"
  [ "$(cat "$run/npm/installed" 2>/dev/null)" = "${node_packages[*]}" ] && return
  mkdir -p "$run/npm"
  npm install --prefix "$run/npm" --ignore-scripts --no-audit --no-fund "${node_packages[@]}" >"$run/npm.log" 2>&1 \
    || { tail -n 20 "$run/npm.log" >&2; fail "could not install ${node_packages[*]}"; }
  echo "${node_packages[*]}" >"$run/npm/installed"
}

# What a fault run that was cut short left behind: its services, its broker, and the small file systems of its stores.
stop_faults() {
  local folder pid
  for folder in "$run"/test-faults/*/; do
    [ -e "$folder/pids" ] || continue
    while read -r pid; do
      [ -r "/proc/$pid/environ" ] || continue
      tr '\0' '\n' <"/proc/$pid/environ" | grep -q "^Auditor__Store__Folder=${folder%/}" && kill -9 "$pid"
    done <"$folder/pids"
    AUDITOR_TEST_RABBITMQ_BASE="${folder}rabbitmq" bash tests/rabbitmq.sh stop >/dev/null 2>&1
    umount "$folder"*/ 2>/dev/null
  done
}

lanes=(outages others apart)

# Lanes run beside each other and take about as long, each with a broker of its own: most of the time they wait for something that they broke, or for
# Wine. One restarts its broker; one has no use for any.
lane_of() {
  case $1 in
    Auditor.EndToEnd.Tests | Auditor.Deploy.Tests) echo outages ;;
    Auditor.Plugin.Windows.Tests | Auditor.Faults.Tests | Auditor.Ledger.Tests) echo apart ;;
    *) echo others ;;
  esac
}

broker() { AUDITOR_TEST_RABBITMQ_BASE="$run/rabbitmq-$1" bash tests/rabbitmq.sh "${@:2}"; }

stop_all() {
  for pid in "${lane_pids[@]}"; do pkill -TERM -P "$pid" 2>/dev/null; kill "$pid" 2>/dev/null; done
  for lane in "${lanes[@]}"; do broker "$lane" stop >/dev/null 2>&1; done
  bash tests/windows/wine.sh stop >/dev/null 2>&1
  stop_faults
}

lane_pids=()
install_missing
install_node_packages
trap stop_all EXIT

# With a MongoDB server to test against, the build is one that has the MongoDB stores.
full_feed=()
[ -z "${AUDITOR_MONGODB:-}" ] || full_feed=(-p:FullFeed=true)

echo "Building ..."
dotnet build Auditor.sln -c Release -v q "${full_feed[@]}" >"$run/build.log" 2>&1 || { grep -E "error|warn" "$run/build.log" | sort -u | head -40 >&2; fail "the build failed"; }

# A project that hangs is a failure, not an endless run. The code file says that it ended, and how.
test_project() {
  local name started=$SECONDS code
  name=$(basename "$1" .csproj)
  timeout -k 10 1500 dotnet test "$1" -c Release --no-build "${full_feed[@]}" --logger "trx;LogFileName=$name.trx" --results-directory "$results" >"$results/$name.log" 2>&1
  code=$?
  echo "$code $((SECONDS - started))" >"$results/$name.code.new"
  mv "$results/$name.code.new" "$results/$name.code"
}

run_lane() {
  local lane=$1
  shift
  export AUDITOR_TEST_RABBITMQ_BASE="$run/rabbitmq-$lane" AUDITOR_TEST_RABBITMQ_CONTROL="$PWD/tests/rabbitmq.sh"
  if [ "$lane" != apart ]; then
    broker "$lane" start >"$run/rabbitmq-$lane.log" 2>&1 || { echo "RabbitMQ did not start:"; tail -n 20 "$run/rabbitmq-$lane.log"; return 1; } >&2
    AUDITOR_TEST_RABBITMQ=$(broker "$lane" uri)
    export AUDITOR_TEST_RABBITMQ
  fi
  for project in "$@"; do test_project "$project"; done
}

chosen=()
for project in tests/*/*.Tests.csproj; do
  name=$(basename "$project" .csproj)
  if [ $# -gt 0 ] && [[ " $* " != *" $name "* ]]; then continue; fi
  chosen+=("$project")
done

declare -A lane_pid
for lane in "${lanes[@]}"; do
  mine=()
  for project in "${chosen[@]}"; do
    [ "$(lane_of "$(basename "$project" .csproj)")" = "$lane" ] || continue
    # Deploy starts brokers one after the other, which is slow beside the fault run: it comes after that is over.
    if [ "$lane" = outages ]; then mine=("$project" "${mine[@]}"); else mine+=("$project"); fi
  done
  [ ${#mine[@]} -gt 0 ] || continue
  run_lane "$lane" "${mine[@]}" &
  lane_pid[$lane]=$!
  lane_pids+=($!)
done

passed=0 failed=0 skipped=0
for project in "${chosen[@]}"; do
  name=$(basename "$project" .csproj)
  echo "== $name"
  while [ ! -e "$results/$name.code" ] && kill -0 "${lane_pid[$(lane_of "$name")]}" 2>/dev/null; do sleep 1; done
  read -r code seconds <"$results/$name.code" 2>/dev/null || { code=1; seconds=0; echo "it did not run"; }
  trx="$results/$name.trx"
  count() { grep -o "<Counters[^>]*" "$trx" 2>/dev/null | grep -o " $1=\"[0-9]*\"" | grep -o '[0-9]*'; }
  p=$(count passed) f=$(count failed) total=$(count total) executed=$(count executed)
  p=${p:-0} f=${f:-0}
  # A project that ran nothing, or that ended badly without a failed test, is a failure: a test that should run did not.
  if [ "$p" -eq 0 ] && [ "$f" -eq 0 ] || { [ "$code" -ne 0 ] && [ "$f" -eq 0 ]; }; then
    f=$((f + 1)); tail -n 30 "$results/$name.log"
  elif [ "$f" -gt 0 ]; then
    grep -vE '^\s*$' "$results/$name.log" | tail -n 60
  fi
  s=$(( ${total:-0} - ${executed:-0} ))
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
  echo "   $p passed, $f failed, $s not run ($seconds s)"
  [ "$s" -gt 0 ] && grep -oE '<UnitTestResult[^>]*outcome="NotExecuted"[^>]*' "$trx" | grep -oE 'testName="[^"]*"' | sed 's/^testName=/   not run: /'
done

[ "$skipped" -gt 0 ] && grep -ohE '\[SKIP\]|needs [^<]*AUDITOR_MONGODB[^<]*' "$results"/*.trx 2>/dev/null | sort -u | head -3
[ "$passed" -gt 0 ] || failed=$((failed + 1))
echo
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
