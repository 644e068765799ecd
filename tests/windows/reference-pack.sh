#!/usr/bin/env bash
# Makes the reference pack of WPF and Windows Forms that Auditor.Plugin.WindowsHost compiles against (see mkref.py), once.
#   reference-pack.sh     prints the feed folder and the version
# Packages go to a folder of their own, so that no made package ends up in the machine's global cache.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
base=${AUDITOR_WINE_BASE:-$(cd "$here/../.." && pwd)/.test-run/wine}
version=${AUDITOR_WINDOWS_DESKTOP:-10.0.12}
export NUGET_PACKAGES=$base/packages
feed=$base/feed

if [ ! -s "$feed/Microsoft.WindowsDesktop.App.Ref.$version.nupkg" ]; then
  mkdir -p "$base/reference"
  # Folders above must not have a say in this project.
  echo '<Project />' | tee "$base/reference/Directory.Build.props" "$base/reference/Directory.Build.targets" "$base/reference/Directory.Packages.props" >/dev/null
  cat >"$base/reference/reference.csproj" <<X
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
  <ItemGroup><PackageDownload Include="Microsoft.WindowsDesktop.App.Runtime.win-x64" Version="[$version]" /></ItemGroup>
</Project>
X
  dotnet restore "$base/reference/reference.csproj" -v q >&2
  python3 "$here/mkref.py" "$NUGET_PACKAGES/microsoft.windowsdesktop.app.runtime.win-x64/$version" "$feed" >&2
fi
echo "$feed $version"
