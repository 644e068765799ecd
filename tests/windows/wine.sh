#!/usr/bin/env bash
# A private Wine with a screen of its own, under .test-run/wine or $AUDITOR_WINE_BASE.
#   wine.sh start | stop | run PROGRAM ARGUMENTS... | display | scale PERCENT
# start: makes the prefix when there is none (15 s), then shows a virtual screen on a free display.
# scale: as in Windows' display settings; holds for programs started afterwards.
set -eu
base=${AUDITOR_WINE_BASE:-$(cd "$(dirname "$0")/../.." && pwd)/.test-run/wine}
mkdir -p "$base"
export WINEPREFIX=$base/prefix WINEDEBUG=-all
# No dialog may wait for somebody: neither the debugger's after a crash, nor the one that offers a browser engine.
quiet='winedbg.exe=d;mshtml='
server=$(command -v wineserver || echo /usr/lib/wine/wineserver)

start_screen() {
  [ ! -s "$base/xvfb.pid" ] || ! kill -0 "$(cat "$base/xvfb.pid")" 2>/dev/null || return 0
  # Xvfb picks a display that nobody uses and writes its number.
  rm -f "$base/display"
  setsid Xvfb -displayfd 3 -screen 0 1920x1080x24 -nolisten tcp 3>"$base/display" >"$base/xvfb.log" 2>&1 </dev/null &
  echo $! >"$base/xvfb.pid"
  for _ in $(seq 100); do [ -s "$base/display" ] && return 0; sleep 0.1; done
  cat "$base/xvfb.log" >&2
  return 1
}

make_prefix() {
  [ ! -e "$base/prefix.ready" ] || return 0
  rm -rf "$WINEPREFIX"
  # Without Mono and Gecko only while the prefix is made, or it waits for an answer; afterwards mscoree loads every managed image.
  WINEDLLOVERRIDES='mscoree,mshtml=' wineboot -i
  export WINEDLLOVERRIDES=$quiet
  # With Windows 10, Windows Forms calls what this Wine's user32 lacks.
  wine winecfg -v win81
  cat >"$WINEPREFIX/fonts.reg" <<'R'
REGEDIT4

[HKEY_CURRENT_USER\Software\Wine\Fonts\Replacements]
"Segoe UI"="Open Sans"
"Segoe UI Semibold"="Open Sans Semibold"
"Tahoma"="Liberation Sans"
"Arial"="Liberation Sans"
"Microsoft Sans Serif"="Liberation Sans"
"MS Shell Dlg"="Liberation Sans"
"MS Shell Dlg 2"="Liberation Sans"
"Times New Roman"="Liberation Serif"
"Courier New"="Liberation Mono"
"Consolas"="Liberation Mono"
R
  wine regedit /S "$(winepath -w "$WINEPREFIX/fonts.reg")"
  # A crash ends the process instead of asking.
  wine reg add 'HKLM\Software\Microsoft\Windows NT\CurrentVersion\AeDebug' /v Debugger /d false /f
  # WPF inside Windows Forms stays black otherwise.
  wine reg add 'HKCU\Software\Microsoft\Avalon.Graphics' /v DisableHWAcceleration /t REG_DWORD /d 1 /f
  timeout 30 "$server" -w
  touch "$base/prefix.ready"
}

case ${1:-} in
  start)
    start_screen
    export DISPLAY=:$(cat "$base/display")
    make_prefix >"$base/prefix.log" 2>&1 || { tail -n 20 "$base/prefix.log" >&2; exit 1; }
    ;;
  stop)
    timeout 20 "$server" -k || true
    [ ! -s "$base/xvfb.pid" ] || kill "$(cat "$base/xvfb.pid")" 2>/dev/null || true
    rm -f "$base/xvfb.pid" "$base/display"
    ;;
  run)
    shift
    export DISPLAY=:$(cat "$base/display") WINEDLLOVERRIDES=$quiet
    # .NET's mapping of code pages for writing and for running ends in "Internal CLR error" under this Wine as soon as it collects generated code.
    export DOTNET_EnableWriteXorExecute=0
    exec wine "$@"
    ;;
  scale)
    export DISPLAY=:$(cat "$base/display") WINEDLLOVERRIDES=$quiet
    wine reg add 'HKCU\Control Panel\Desktop' /v LogPixels /t REG_DWORD /d $((96 * $2 / 100)) /f >/dev/null
    ;;
  display) echo ":$(cat "$base/display")" ;;
  *) sed -n '2,5p' "$0" >&2; exit 2 ;;
esac
