#!/bin/sh
# Writes what each of three machines needs, from the templates of this folder: certificates of a CA of the cluster's own,
# passwords that nobody has seen, and the files of PostgreSQL (Patroni), etcd and HAProxy.
#
#   sh deploy/cluster/render.sh CLUSTER_CONF OUT     writes OUT/<machine>/etc/…, and OUT/ca, which stays with whoever runs this
#
# A second run keeps CA and passwords. Needs a POSIX shell and openssl.
set -eu
umask 077

[ $# = 2 ] || { sed -n '2,7s/^# \{0,1\}//p' "$0" >&2; exit 2; }
case $0 in */*) here=${0%/*} ;; *) here=. ;; esac
fail() { echo "render: $*" >&2; exit 1; }
[ -r "$1" ] || fail "$1: expected a file such as $here/cluster.conf"
case $1 in */*) . "$1" ;; *) . "./$1" ;; esac
mkdir -p "$2/ca"
out=$(cd "$2" && pwd)

for name in M1_NAME M1_ADDRESS M2_NAME M2_ADDRESS M3_NAME M3_ADDRESS SHARED_BUFFERS TTL LOOP_WAIT RETRY_TIMEOUT; do
  eval "value=\${$name:-}"
  case $value in
    '') fail "$1: expected $name, found none" ;;
    *[!A-Za-z0-9._-]*) fail "$1: $name: expected letters, digits, dots and hyphens, found '$value'" ;;
  esac
done
# A folder in which all machines have theirs (the simulator), or nothing: the machine's own root.
: "${PREFIXES:=}" "${FSYNC:=on}" "${PORTAL_BIND:=443 ssl crt /etc/camwatch-cluster/portal.pem}"
[ -n "$PREFIXES" ] && HAPROXY_USER='' || HAPROXY_USER='user haproxy
    group haproxy'

secret_of() {
  [ -e "$out/ca/$1" ] || openssl rand -hex 24 >"$out/ca/$1"
  cat "$out/ca/$1"
}

quietly() { "$@" 2>"$out/ca/openssl.log" || { cat "$out/ca/openssl.log" >&2; fail "$*"; }; }

make_ca() {
  [ -e "$out/ca/ca.key" ] && return 0
  quietly openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 7300 -subj '/CN=camwatch cluster' \
    -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign \
    -keyout "$out/ca/ca.key" -out "$out/ca/ca.crt"
}

# One certificate a machine: its servers prove themselves by it to the others, and to one another.
make_certificate() {
  quietly openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$NAME" -keyout "$to/postgres.key" -out "$out/ca/$NAME.csr"
  printf 'subjectAltName=DNS:%s,DNS:localhost,IP:%s,IP:127.0.0.1\nextendedKeyUsage=serverAuth,clientAuth\nkeyUsage=critical,digitalSignature\nbasicConstraints=CA:FALSE\n' \
    "$NAME" "$ADDRESS" >"$out/ca/$NAME.ext"
  quietly openssl x509 -req -in "$out/ca/$NAME.csr" -CA "$out/ca/ca.crt" -CAkey "$out/ca/ca.key" -days 3650 \
    -extfile "$out/ca/$NAME.ext" -out "$to/postgres.crt"
  cp "$out/ca/ca.crt" "$to/ca.crt"
  cp "$to/postgres.key" "$to/etcd.key"
  cp "$to/postgres.crt" "$to/etcd.crt"
}

NAMES='NAME ADDRESS PREFIX M1_NAME M1_ADDRESS M2_NAME M2_ADDRESS M3_NAME M3_ADDRESS TTL LOOP_WAIT RETRY_TIMEOUT SHARED_BUFFERS FSYNC
PORTAL_BIND HAPROXY_USER SUPERUSER_PASSWORD REPLICATION_PASSWORD REWIND_PASSWORD'
fill() {
  mkdir -p "${2%/*}"
  # awk takes values from the environment as they are, whatever signs they have.
  awk -v names="$NAMES" 'BEGIN { n = split(names, name) }
    { for (i = 1; i <= n; i++) { mark = "@" name[i] "@"; rest = $0; line = ""
        while ((at = index(rest, mark)) > 0) { line = line substr(rest, 1, at - 1) ENVIRON[name[i]]; rest = substr(rest, at + length(mark)) }
        $0 = line rest } print }' "$here/templates/$1" >"$2"
}

SUPERUSER_PASSWORD=$(secret_of superuser.password)
REPLICATION_PASSWORD=$(secret_of replication.password)
REWIND_PASSWORD=$(secret_of rewind.password)
make_ca
for NAME in "$M1_NAME" "$M2_NAME" "$M3_NAME"; do
  case $NAME in "$M1_NAME") ADDRESS=$M1_ADDRESS ;; "$M2_NAME") ADDRESS=$M2_ADDRESS ;; *) ADDRESS=$M3_ADDRESS ;; esac
  PREFIX=${PREFIXES:+$PREFIXES/$NAME}
  # shellcheck disable=SC2086
  export $NAMES
  etc=$out/$NAME/etc
  to=$etc/camwatch-cluster
  mkdir -p "$to"
  [ -e "$to/postgres.crt" ] || make_certificate
  fill etcd "$etc/default/etcd"
  fill haproxy.cfg "$etc/haproxy/haproxy.cfg"
  if [ "$NAME" = "$M3_NAME" ]; then
    printf '*:*:*:backup:%s\n' "$(secret_of backup.password)" >"$to/backup.pgpass"
    continue
  fi
  secret_of backup.password >"$to/backup.password"
  secret_of record.password >"$to/record.password"
  fill patroni.yml "$etc/patroni/config.yml"
  fill patroni_env.conf "$etc/patroni_env.conf"
  fill make-record.sh "$to/make-record.sh"
  chmod 700 "$to/make-record.sh"
  fill haproxy-front.cfg "$out/ca/front.cfg"
  cat "$out/ca/front.cfg" >>"$etc/haproxy/haproxy.cfg"
done
echo "render: wrote $M1_NAME, $M2_NAME and $M3_NAME below $out, each for its machine; $out/ca goes into a safe"
