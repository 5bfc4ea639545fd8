#!/bin/sh
# Run once by Patroni as user postgres on the first primary: the roles and the database of the record.
set -eu
password=$(cat @PREFIX@/etc/camwatch-cluster/record.password)
backup=$(cat @PREFIX@/etc/camwatch-cluster/backup.password)
# Standard input: nobody reads a password from the list of processes.
/usr/lib/postgresql/17/bin/psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --dbname "$1" <<SQL
CREATE ROLE camwatch LOGIN PASSWORD '$password';
CREATE ROLE backup LOGIN REPLICATION PASSWORD '$backup';
CREATE DATABASE camwatch OWNER camwatch;
REVOKE ALL ON DATABASE camwatch FROM PUBLIC;
-- How far the standby is behind, for "camwatch cluster status".
GRANT pg_read_all_stats TO camwatch;
SQL
