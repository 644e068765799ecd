#!/usr/bin/env bash
# Makes what compose needs and no repository may hold: .env, and secrets/ with random passwords. Run again it keeps what is there, and
# adds what is new.
#   setup.sh [--store mongodb|embedded] [--tls [NAME,ADDRESS,...]] [--replicas] [--site SITE ...] [--subscriber NAME[=TENANT] ...]
#     --store       mongodb (usual), or SQLite files in volumes
#     --tls         TLS for broker and services; NAME,ADDRESS: how others call this machine, besides localhost
#     --replicas    two of each service, on ranges of ports
#     --site, --subscriber    users of the broker, as in deploy/rabbitmq/definitions.sh; name all of them each time
# To change a password, and what else there is to do: docs/deploy.md.
set -euo pipefail
shopt -s inherit_errexit
cd "$(dirname "$0")"

usage() { echo "setup.sh: $1" >&2; sed -n '4,8p' "$0" >&2; exit 2; }

store=mongodb tls=no tls_names='' replicas=no definitions=()
while [ $# -gt 0 ]; do
  case $1 in
    --store) [[ ${2-} =~ ^(mongodb|embedded)$ ]] || usage "--store: mongodb or embedded."; store=$2; shift ;;
    --tls) tls=yes; if [ $# -ge 2 ] && [[ $2 != --* ]]; then tls_names=$2; shift; fi ;;
    --replicas) replicas=yes ;;
    --site | --subscriber) [ $# -ge 2 ] || usage "$1 needs a value."; definitions+=("$1" "$2"); shift ;;
    *) usage "unknown option $1" ;;
  esac
  shift
done

umask 077
mkdir -p secrets
# The folder keeps others out. Files in it are readable, because containers read them as users of their own and a mounted file keeps its owner.
chmod 700 secrets

password() { [ -s "secrets/$1.password" ] || openssl rand -hex 24 >"secrets/$1.password"; cat "secrets/$1.password"; }
# Written in place, so that a container that runs sees it too.
secret() { [ ! -e "secrets/$1" ] || chmod 600 "secrets/$1"; printf '%s\n' "$2" >"secrets/$1"; chmod 444 "secrets/$1"; }

made=$(../rabbitmq/definitions.sh --secrets secrets/broker ${definitions[@]+"${definitions[@]}"})
secret rabbitmq-definitions.json "$made"

if [ "$tls" = yes ]; then
  more=${tls_names:+,$tls_names}
  ../tls/make-ca.sh --out secrets/tls "rabbitmq,localhost,127.0.0.1$more" "rule-service,localhost,127.0.0.1$more" "audit-writer,localhost,127.0.0.1$more" \
    "notifier,localhost,127.0.0.1$more" "web-console,localhost,127.0.0.1$more"
fi

[ "$tls" = yes ] && broker=amqps port=5671 || { broker=amqp; port=5672; }
for service in rule-service audit-writer notifier web-console; do
  secret "$service.rabbitmq" "$broker://$service:$(cat "secrets/broker/$service.password")@rabbitmq:$port/auditor"
  if [ "$store" = mongodb ] && [ "$service" != web-console ]; then
    secret "$service.mongodb" "mongodb://$service:$(password "mongodb-$service")@mongodb:27017/$service?authSource=$service"
  fi
done
if [ "$store" = mongodb ]; then
  password mongodb-root >/dev/null
  chmod 444 secrets/mongodb-*.password
fi

files=compose.yaml:compose.$store.yaml
[ "$replicas" = no ] || files+=:compose.replicas.yaml
[ "$tls" = no ] || files+=:compose.tls.yaml

# What a person set in .env stays; a name of the log, once given, is the log's for ever.
touch .env
setting() { if grep -q "^$1=" .env; then sed -i "s|^$1=.*|$1=$2|" .env; else echo "$1=$2" >>.env; fi; }
usual() { grep -q "^$1=" .env || echo "$1=$2" >>.env; }
setting COMPOSE_FILE "$files"
usual COMPOSE_PROJECT_NAME auditor
usual AUDITOR_LOG_NAME "auditor/$(openssl rand -hex 4)"
if [ "$store" = embedded ]; then setting AUDITOR_FULL_FEED false; else setting AUDITOR_FULL_FEED true; fi
setting AUDITOR_BROKER_LISTENS $port
grep -q '^AUDITOR_BROKER_PORT=' .env && ! grep -qE '^AUDITOR_BROKER_PORT=567[12]$' .env || setting AUDITOR_BROKER_PORT $port
if [ "$replicas" = yes ]; then
  setting AUDITOR_RULE_SERVICE_PORTS 5181-5189
  setting AUDITOR_AUDIT_WRITER_PORTS 5281-5289
  setting AUDITOR_NOTIFIER_PORTS 5381-5389
  setting AUDITOR_WEB_CONSOLE_PORTS 5481-5489
else
  sed -i '/^AUDITOR_\(RULE_SERVICE\|AUDIT_WRITER\|NOTIFIER\|WEB_CONSOLE\)_PORTS=/d' .env
fi

echo "Ready: $files"
echo "Passwords of the broker's users, for plugins and subscribers: $PWD/secrets/broker/"
