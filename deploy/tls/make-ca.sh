#!/usr/bin/env bash
# A private CA, and certificates of it for the broker and the services.
#   make-ca.sh --out DIR [--days N] [--renew] NAME[,NAME|IP ...] ...
#     DIR/ca.pem        what everybody who connects must trust; DIR/ca.key stays here and nowhere else
#     DIR/NAME.pem/.key one pair for each argument, named after its first NAME, valid for all its names and addresses, N days (397)
#     --renew           makes certificates anew that are there; the CA never is
# Needs bash and openssl.
set -euo pipefail
shopt -s inherit_errexit

usage() { echo "make-ca.sh: $1" >&2; sed -n '3,6p' "$0" >&2; exit 2; }

out='' days=397 renew=no servers=()
while [ $# -gt 0 ]; do
  case $1 in
    --out) [ $# -ge 2 ] || usage "--out needs a folder."; out=$2; shift ;;
    --days) [[ ${2-} =~ ^[1-9][0-9]{0,3}$ ]] || usage "--days: 1 to 9999."; days=$2; shift ;;
    --renew) renew=yes ;;
    -*) usage "unknown option $1" ;;
    *) [[ $1 =~ ^[A-Za-z0-9.,:-]+$ ]] || usage "'$1': names and addresses, with commas between."; servers+=("$1") ;;
  esac
  shift
done
[ -n "$out" ] || usage "--out says where."
[ ${#servers[@]} -gt 0 ] || usage "name at least one server."
umask 077
mkdir -p "$out"
chmod 700 "$out"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

new_key() { openssl ecparam -name prime256v1 -genkey -noout -out "$1"; }

if [ ! -s "$out/ca.key" ]; then
  [ ! -e "$out/ca.pem" ] || { echo "make-ca.sh: $out/ca.pem is there without its key; what it signed cannot be continued. Take another folder." >&2; exit 1; }
  new_key "$work/ca.key"
  openssl req -x509 -new -key "$work/ca.key" -sha256 -days 3650 -subj "/CN=Auditor private CA $(openssl rand -hex 4)" \
    -addext "basicConstraints=critical,CA:TRUE,pathlen:0" -addext "keyUsage=critical,keyCertSign,cRLSign" -out "$work/ca.pem"
  mv "$work/ca.pem" "$out/ca.pem"
  mv "$work/ca.key" "$out/ca.key"
fi

for server in "${servers[@]}"; do
  IFS=, read -ra names <<<"$server"
  name=${names[0]}
  [ "$name" != ca ] || usage "'ca' is the authority's own name."
  [ "$renew" = yes ] || [ ! -s "$out/$name.pem" ] || continue
  alternatives=
  for each in "${names[@]}"; do
    if [[ $each =~ ^[0-9.]+$ || $each == *:* ]]; then alternatives+="IP:$each,"; else alternatives+="DNS:$each,"; fi
  done
  new_key "$work/server.key"
  openssl req -new -key "$work/server.key" -subj "/CN=$name" -out "$work/server.csr"
  cat >"$work/server.ext" <<EXT
basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature
extendedKeyUsage=serverAuth
subjectAltName=${alternatives%,}
EXT
  openssl x509 -req -in "$work/server.csr" -CA "$out/ca.pem" -CAkey "$out/ca.key" -set_serial "0x$(openssl rand -hex 16)" -sha256 -days "$days" \
    -extfile "$work/server.ext" -out "$work/server.pem" 2>"$work/log" || { cat "$work/log" >&2; exit 1; }
  # Containers read them as users of their own, and a file that is mounted keeps its owner: the folder is what keeps others out.
  chmod 444 "$work/server.key" "$work/server.pem"
  mv -f "$work/server.key" "$out/$name.key"
  mv -f "$work/server.pem" "$out/$name.pem"
  echo "$out/$name.pem: ${names[*]}, $days days"
done
chmod 444 "$out/ca.pem"
