#!/usr/bin/env bash
# Writes the broker's definitions (definitions.json) with passwords, for RabbitMQ's load_definitions or `rabbitmqctl import_definitions`.
#   definitions.sh --secrets DIR [--vhost NAME] [--site SITE ...] [--subscriber NAME[=TENANT] ...] > FILE
#     --secrets DIR         one file a user, DIR/USER.password: read when it is there, made with a random password when not
#     --site SITE           an Event Server's user for this site alone, auditor-event-server-SITE, in place of the one for all sites;
#                           SITE as in the queue's name: letters, digits, - and _
#     --subscriber NAME     a reader of the feed, subscriber-NAME, with queues subscriber-NAME.*; =TENANT: of this tenant's entries alone
# What comes out holds hashes of passwords: keep it as you keep those. Needs bash, awk, openssl.
set -euo pipefail
shopt -s inherit_errexit
here=$(cd "$(dirname "$0")" && pwd)

usage() { echo "definitions.sh: $1" >&2; sed -n '3,8p' "$0" >&2; exit 2; }
need() { [ $# -ge 2 ] && [ -n "$2" ] || usage "$1 needs a value."; }

secrets='' vhost=auditor sites=() subscribers=()
while [ $# -gt 0 ]; do
  need "$@"
  case $1 in
    --secrets) secrets=$2 ;;
    --vhost) [[ $2 =~ ^[A-Za-z0-9_-]+$ ]] || usage "--vhost: letters, digits, - and _."; vhost=$2 ;;
    --site) [[ $2 =~ ^[A-Za-z0-9_-]+$ ]] || usage "--site: letters, digits, - and _."; sites+=("$2") ;;
    --subscriber)
      # The tenant becomes part of a regular expression, so it is as narrow as a word of a routing key.
      [[ $2 =~ ^[a-z0-9-]+(=[A-Za-z0-9_-]+)?$ ]] || usage "--subscriber: NAME of a-z, 0-9 and -, then perhaps =TENANT of letters, digits, - and _."
      subscribers+=("$2") ;;
    *) usage "unknown option $1" ;;
  esac
  shift 2
done
[ -n "$secrets" ] || usage "--secrets says where the passwords are."
mkdir -p "$secrets"
chmod 700 "$secrets"

password_of() {
  local file=$secrets/$1.password text
  [ -s "$file" ] || (umask 077; openssl rand -hex 24 >"$file")
  text=$(cat "$file")
  # They stand in connection strings, where anything else would need escaping.
  [[ $text =~ ^[A-Za-z0-9_-]{16,128}$ ]] || { echo "definitions.sh: $file must hold 16 to 128 letters, digits, - or _ on one line." >&2; exit 1; }
  printf %s "$text"
}

# RabbitMQ's form: base64 of a salt of four bytes, then SHA-256 of salt and password.
hash_of() {
  local salt password
  password=$(password_of "$1")
  salt=$(openssl rand -hex 4)
  { bytes "$salt"; { bytes "$salt"; printf %s "$password"; } | openssl dgst -sha256 -binary; } | openssl base64 -A
}
bytes() { printf "$(sed 's/../\\x&/g' <<<"$1")"; }

# Every object of definitions.json is one line: those of an example user become those of each real one.
lines() {
  local site subscriber name tenant
  while IFS= read -r line; do
    case $line in
      *'"auditor-event-server"'*)
        [ ${#sites[@]} -gt 0 ] || { echo "$line"; continue; }
        for site in "${sites[@]}"; do
          sed -e "s/\"auditor-event-server\"/\"auditor-event-server-$site\"/" -e "s/\[A-Za-z0-9_-\]+/$site/g" -e 's/},\{0,1\}$/},/' <<<"$line"
        done ;;
      *'"subscriber-example"'*)
        for subscriber in ${subscribers[@]+"${subscribers[@]}"}; do
          name=${subscriber%%=*} tenant=
          [[ $subscriber != *=* ]] || tenant=${subscriber#*=}
          sed -e "s/subscriber-example/subscriber-$name/g" ${tenant:+-e "s/\"read\": \"\\.\\*\"/\"read\": \"^$tenant\\\\\\\\.\"/"} -e 's/},\{0,1\}$/},/' <<<"$line"
        done ;;
      *) echo "$line" ;;
    esac
  done <"$here/definitions.json"
}

# Commas between objects, none after the last.
commas() { awk '{ if (held != "") { if ($0 ~ /^  \]/) sub(/,$/, "", held); print held } held = $0 } END { print held }'; }

umask 077
lines | commas | while IFS= read -r line; do
  if [[ $line == *'"password_hash": ""'* ]]; then
    user=${line#*\"name\": \"}
    user=${user%%\"*}
    hash=$(hash_of "$user")
    line=${line/'"password_hash": ""'/"\"password_hash\": \"$hash\""}
  fi
  if [ "$vhost" != auditor ]; then
    line=${line/'"vhost": "auditor"'/"\"vhost\": \"$vhost\""}
    line=${line/'{"name": "auditor"}'/"{\"name\": \"$vhost\"}"}
  fi
  printf '%s\n' "$line"
done
