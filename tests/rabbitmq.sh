#!/usr/bin/env bash
# A private RabbitMQ for the tests: own node, cookie, port and folders, on loopback, under .test-run/rabbitmq.
#   rabbitmq.sh start | stop | kill | uri | ctl ARGUMENTS...
# `stop` and `start` again is a broker restart: what was durable is still there.
set -eu
base=${AUDITOR_TEST_RABBITMQ_BASE:-$(cd "$(dirname "$0")/.." && pwd)/.test-run/rabbitmq}
mkdir -p "$base/mnesia" "$base/log"

# A port that nobody listens on; below the range that outgoing connections use.
free_port() {
  local candidate
  while :; do
    candidate=$((10000 + RANDOM % 20000))
    (exec 3<>"/dev/tcp/127.0.0.1/$candidate") 2>/dev/null || { echo "$candidate"; return; }
  done
}
port_file="$base/port"
[ -s "$port_file" ] || free_port >"$port_file"
port=$(cat "$port_file")

# The broker's erlang tools take all of this from the environment; the wrappers in /usr/sbin would change user and lose it.
export HOME=$base
export RABBITMQ_NODENAME=auditor-test-$port@localhost RABBITMQ_NODE_PORT=$port RABBITMQ_NODE_IP_ADDRESS=127.0.0.1
export RABBITMQ_DIST_PORT=$((port + 1)) ERL_EPMD_ADDRESS=127.0.0.1 ERL_EPMD_PORT=$((port + 2))
export RABBITMQ_MNESIA_BASE=$base/mnesia RABBITMQ_LOG_BASE=$base/log RABBITMQ_PID_FILE=$base/pid
export RABBITMQ_ENABLED_PLUGINS_FILE=$base/enabled_plugins RABBITMQ_CONFIG_FILE=$base/rabbitmq.conf RABBITMQ_CONF_ENV_FILE=/dev/null
bin=/usr/lib/rabbitmq/bin
user=auditor-test
password_file="$base/password"
[ -s "$password_file" ] || head -c 18 /dev/urandom | od -An -tx1 | tr -d ' \n' >"$password_file"

case ${1:-} in
  start)
    echo '[].' >"$base/enabled_plugins"
    # No default user: the tests have one of their own, with a password made here.
    { echo "default_user = $user"; echo "default_pass = $(cat "$password_file")"; echo 'log.file.level = warning'; } >"$base/rabbitmq.conf"
    # A test that wants another broker than the usual writes its whole configuration: other listeners, users from definitions.
    [ -z "${AUDITOR_TEST_RABBITMQ_CONF:-}" ] || cp "$AUDITOR_TEST_RABBITMQ_CONF" "$base/rabbitmq.conf"
    rm -f "$RABBITMQ_PID_FILE"
    setsid $bin/rabbitmq-server >"$base/log/stdout" 2>"$base/log/stderr" </dev/null &
    $bin/rabbitmqctl -q wait --timeout 90 "$RABBITMQ_PID_FILE"
    ;;
  stop)
    # Waits for the process in the file to end; a file of long ago may name somebody else's.
    timeout -k 5 90 $bin/rabbitmqctl -q stop "$RABBITMQ_PID_FILE"
    rm -f "$RABBITMQ_PID_FILE"
    epmd -kill >/dev/null 2>&1 || true
    ;;
  kill) kill -9 "$(cat "$RABBITMQ_PID_FILE")" ;;
  uri) echo "amqp://$user:$(cat "$password_file")@127.0.0.1:$port/" ;;
  ctl) shift; $bin/rabbitmqctl -q "$@" ;;
  *) sed -n '2,4p' "$0" >&2; exit 2 ;;
esac
