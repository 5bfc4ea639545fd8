#!/bin/sh
# A whole copy of PostgreSQL into FOLDER/copies, verified, the last seven kept; changes in FOLDER/wal that no copy needs go.
#   sh backup.sh FOLDER "host=… port=… user=backup …"
set -eu
umask 077
bin=/usr/lib/postgresql/17/bin
name=$(date -u +%Y%m%dT%H%M%SZ)
"$bin/pg_basebackup" --pgdata "$1/copies/.$name" --checkpoint fast --wal-method stream --no-password --dbname "$2"
"$bin/pg_verifybackup" --quiet "$1/copies/.$name"
# Under its name only when it is whole.
mv "$1/copies/.$name" "$1/copies/$name"
ls -1 "$1/copies" | head -n -7 | while read -r old; do rm -rf "${1:?}/copies/$old"; done
# The first segment that the oldest copy needs stands in its label.
oldest=$(ls -1 "$1/copies" | head -n 1)
first=$(sed -n 's/^START WAL LOCATION: .*(file \([0-9A-F]*\)).*/\1/p' "$1/copies/$oldest/backup_label")
"$bin/pg_archivecleanup" "$1/wal" "$first"
