#!/usr/bin/env bash
# Publishes Standalone for Windows and tries under Wine what goes there (docs/install-windows.md). By hand; takes minutes.
#   standalone.sh [FOLDER]      the published program, when there is one already
# Wine 8 has no ECDSA keys: the services cannot run there, because the log cannot be signed.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
base=${AUDITOR_WINE_BASE:-$root/.test-run/wine}
program=${1:-$root/artifacts/win-x64}
say() { echo "standalone.sh: $*"; }
fail() { echo "standalone.sh: $*" >&2; exit 1; }

if [ $# -eq 0 ]; then
  # Apart from the other builds' folders: packages are restored for another system.
  dotnet publish "$root/src/Standalone" -c Release -r win-x64 --self-contained --artifacts-path "$root/.test-run/publish" -o "$program" -v q
fi

bash "$here/wine.sh" start
data="$base/prefix/drive_c/auditor-standalone"
rm -rf "$data"
auditor() { timeout -k 5 120 bash "$here/wine.sh" run "$program/Auditor.Standalone.exe" "$@" 2>&1; }

auditor help | grep -q "all services in one process" || fail "it does not start"
say "it starts"
auditor key create --name me --role auditor --data 'C:\auditor-standalone' | grep -q "^auditor_" || fail "no key is made"
[ -s "$data/access.db" ] || fail "no store is made"
auditor key list --data 'C:\auditor-standalone' | grep -q "  me  auditor  " || fail "the key is not in the store"
say "it makes and reads a store"
if told=$(auditor run --no-demo --data 'C:\auditor-standalone' --Auditor:Bus:Prefetch=0); then fail "it takes settings that cannot be used"; fi
[[ $told == *"Auditor:Bus:Prefetch must be from 1 to 10000."* ]] || fail "it does not say the key to set: $told"
say "it refuses settings that cannot be used"
