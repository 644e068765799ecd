#!/usr/bin/env bash
# Makes stand-ins for the base images, for a machine that cannot pull any: a Debian made by debootstrap, with this machine's .NET SDK and
# its NuGet packages, or Debian's RabbitMQ, imported under the names that Dockerfile and compose files use. For trying the files out;
# what they are for in production is to pull the real ones.
#   local-images.sh [sdk] [aspnet] [rabbitmq]          all three by default
# Needs root, debootstrap and a Docker engine (DOCKER_HOST says which).
set -euo pipefail
cd "$(dirname "$0")"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
suite=${AUDITOR_DEBIAN_SUITE:-bookworm}
dotnet_root=$(dirname "$(readlink -f "$(command -v dotnet)")")
# What .NET needs of a Debian: https://learn.microsoft.com/dotnet/core/install/linux-debian
runtime_needs=ca-certificates,libc6,libgcc-s1,libicu72,libssl3,libstdc++6,tzdata,zlib1g

debian() {
  # One download for all; each image has its own copy of the folder.
  [ -d "$work/$1" ] || debootstrap --variant=minbase --include="$2" "$suite" "$work/$1" >"$work/$1.log" 2>&1 || { tail -n 20 "$work/$1.log" >&2; exit 1; }
}

import() {
  local folder=$1 name=$2
  shift 2
  rm -rf "$folder"/var/cache/apt/archives/*.deb "$folder"/var/lib/apt/lists/* "$folder"/usr/share/{doc,man,locale}/*
  tar -C "$folder" -c . | docker import "$@" - "$name" >/dev/null
  echo "$name"
}

# The user that the real images have: https://github.com/dotnet/dotnet-docker/blob/main/documentation/non-root-user.md
app_user() {
  echo 'app:x:1654:1654::/home/app:/bin/sh' >>"$1/etc/passwd"
  echo 'app:x:1654:' >>"$1/etc/group"
  mkdir -p "$1/home/app"
  chown 1654:1654 "$1/home/app"
}

aspnet() {
  debian net "$runtime_needs"
  cp -a "$work/net" "$work/aspnet"
  app_user "$work/aspnet"
  mkdir -p "$work/aspnet/usr/share/dotnet"
  cp -a "$dotnet_root"/{dotnet,host,shared} "$work/aspnet/usr/share/dotnet/"
  ln -s /usr/share/dotnet/dotnet "$work/aspnet/usr/bin/dotnet"
  import "$work/aspnet" "$1" -c 'ENV DOTNET_RUNNING_IN_CONTAINER=true ASPNETCORE_HTTP_PORTS=8080 APP_UID=1654' -c 'ENV DOTNET_ROOT=/usr/share/dotnet'
  rm -rf "$work/aspnet"
}

sdk() {
  debian net "$runtime_needs"
  cp -a "$work/net" "$work/sdk"
  mkdir -p "$work/sdk/usr/share" "$work/sdk/root/.nuget"
  cp -a "$dotnet_root" "$work/sdk/usr/share/dotnet"
  ln -s /usr/share/dotnet/dotnet "$work/sdk/usr/bin/dotnet"
  # Restored on this machine before, so that the build inside needs no network.
  cp -a "${NUGET_PACKAGES:-$HOME/.nuget/packages}" "$work/sdk/root/.nuget/packages"
  import "$work/sdk" "$1" -c 'ENV DOTNET_RUNNING_IN_CONTAINER=true DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1'
  rm -rf "$work/sdk"
}

# As the real image behaves for these files: it runs as rabbitmq, reads /etc/rabbitmq, keeps its data in /var/lib/rabbitmq.
rabbitmq() {
  debian rabbit rabbitmq-server
  cat >"$work/rabbit/usr/local/bin/start-rabbitmq" <<'SCRIPT'
#!/bin/sh
export PATH=/usr/lib/rabbitmq/bin:$PATH RABBITMQ_LOGS=- RABBITMQ_SASL_LOGS=-
exec "$@"
SCRIPT
  chmod +x "$work/rabbit/usr/local/bin/start-rabbitmq"
  import "$work/rabbit" "$1" \
    -c 'ENV PATH=/usr/lib/rabbitmq/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' \
    -c 'USER rabbitmq' -c 'VOLUME /var/lib/rabbitmq' -c 'ENTRYPOINT ["start-rabbitmq"]' -c 'CMD ["rabbitmq-server"]'
}

# The names are the defaults of Dockerfile and compose.yaml.
for image in "${@:-sdk aspnet rabbitmq}"; do
  for one in $image; do
    case $one in
      sdk) sdk mcr.microsoft.com/dotnet/sdk:10.0 ;;
      aspnet) aspnet mcr.microsoft.com/dotnet/aspnet:10.0 ;;
      rabbitmq) rabbitmq rabbitmq:4.1 ;;
      *) sed -n '2,7p' "$0" >&2; exit 2 ;;
    esac
  done
done
