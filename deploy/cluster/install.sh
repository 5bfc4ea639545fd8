#!/bin/sh
# Puts what render.sh wrote for this machine where Debian's packages look for it, with the owners that they expect.
#   sudo sh deploy/cluster/install.sh OUT/<machine>
set -eu
[ -d "${1:?expected the folder of this machine}/etc/camwatch-cluster" ] || { echo "install: $1: expected a folder that render.sh wrote" >&2; exit 1; }
etc=$1/etc
id camwatch >/dev/null 2>&1 || useradd --system --home-dir /nonexistent --shell /usr/sbin/nologin camwatch
install -d -m 0711 /etc/camwatch-cluster
for file in "$etc"/camwatch-cluster/*; do
  group=root
  case ${file##*/} in
    etcd.*) owner=etcd mode=0400 ;;
    ca.crt) owner=root mode=0444 ;;
    make-record.sh) owner=postgres mode=0500 ;;
    # For services and commands of camwatch alike; PostgreSQL's first start makes the role of it.
    record.password) owner=postgres group=camwatch mode=0440 ;;
    *) owner=postgres mode=0400 ;;
  esac
  install -o "$owner" -g "$group" -m "$mode" "$file" "/etc/camwatch-cluster/${file##*/}"
done
install -m 0644 "$etc/default/etcd" /etc/default/etcd
install -d -o etcd -g etcd -m 0700 /var/lib/etcd
install -m 0644 "$etc/haproxy/haproxy.cfg" /etc/haproxy/haproxy.cfg
here=$(cd "$(dirname "$0")" && pwd)
install -d /etc/systemd/system/camwatch-.service.d
install -m 0644 "$here/systemd/camwatch-.service.d/fence.conf" /etc/systemd/system/camwatch-.service.d/fence.conf
if [ -e "$etc/patroni/config.yml" ]; then
  install -d -o postgres -g postgres -m 0700 /var/lib/postgresql/17
  install -o postgres -g postgres -m 0400 "$etc/patroni/config.yml" /etc/patroni/config.yml
  install -m 0400 "$etc/patroni_env.conf" /etc/patroni_env.conf
  units='camwatch-hub.service camwatch-centre.service'
else
  units='camwatch-wal.service camwatch-backup.service camwatch-backup.timer'
fi
for unit in $units; do install -m 0644 "$here/systemd/$unit" "/etc/systemd/system/$unit"; done
if [ -d /run/systemd/system ]; then systemctl daemon-reload; fi
echo "install: done; docs/cluster.md says what is started next"
