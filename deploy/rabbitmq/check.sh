#!/usr/bin/env bash
# Shows where a running broker differs from its definitions: what somebody added, changed or took away.
#   check.sh DEFINITIONS < EXPORT
#     DEFINITIONS   what definitions.sh wrote; EXPORT what `rabbitmqctl export_definitions -` gives
# Lines with + are on the broker alone, with - in the definitions alone. Exit code 1 when there are any. Queues of Event Servers, subscribers and
# clients are their own, and left out. Hashes of passwords are not compared. Needs bash and python3.
set -euo pipefail
[ $# -eq 1 ] || { sed -n '3,6p' "$0" >&2; exit 2; }
exec python3 -c '
import json, re, sys

OWN = re.compile(r"^(auditor\.event-server\.[A-Za-z0-9_-]+\.appended|subscriber-.*|amq\.gen-.*)$")
KINDS = ["users", "vhosts", "permissions", "topic_permissions", "parameters", "policies", "exchanges", "queues", "bindings"]
IGNORED = {"password_hash", "hashing_algorithm", "internal", "default_queue_type", "metadata"}

def things(definitions, kind):
    for thing in definitions.get(kind, []):
        own = OWN.match(thing.get("name", "")) if kind in ("queues", "exchanges") else OWN.match(thing.get("destination", ""))
        # A queue of their own may be bound to what its permission allows, and nobody needs to know; one of ours may not.
        if kind in ("queues", "exchanges", "bindings") and own:
            continue
        fields = {name: value for name, value in thing.items() if name not in IGNORED and not (kind == "queues" and name == "type")}
        if kind == "vhosts":
            fields = {"name": thing["name"]}
        if kind == "users" and isinstance(fields.get("tags"), str):
            fields["tags"] = [tag for tag in fields["tags"].split(",") if tag]
        yield kind + " " + json.dumps(fields, sort_keys=True)

ours, found = json.load(open(sys.argv[1])), json.load(sys.stdin)
wanted, there = ({line for kind in KINDS for line in things(each, kind)} for each in (ours, found))
for line in sorted(there - wanted): print("+ " + line)
for line in sorted(wanted - there): print("- " + line)
sys.exit(1 if wanted != there else 0)
' "$1"
