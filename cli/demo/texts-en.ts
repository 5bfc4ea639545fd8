import type { Texts } from './texts.ts';

export const en: Texts = {
  title: (devices) => `camwatch demo: ${devices} made-up devices in the real wards of Hanoi`,
  starting: 'starting',
  whatIsThis: [
    'A small city lives on loopback addresses of this machine, and camwatch watches it with real probes.',
    'A script breaks parts of it and writes down when; at the end its record and the ledger are compared.',
  ],
  page: 'Look here',
  users: 'Accounts of this demo, one of each role (/login on the page):',
  pingsAndRoutes: 'reach is an ICMP ping (fping); faults are made by unreachable routes',
  connectsAndListeners: (why) =>
    `reach is a TCP connect, not a ping; faults are made by closing listeners (${why})`,
  whyListeners: {
    'ip-missing': 'the program ip is not installed',
    'routes-refused': 'only root may change routes',
    'fping-unusable': 'fping is missing or may not send pings',
  },
  influxAt: (url, pid) => `InfluxDB of the demo's own at ${url} (process ${pid})`,
  influxMissing: 'influxd is not installed: measurements are not kept; states and outages are',
  influxOff: 'without InfluxDB, as asked: measurements are not kept; states and outages are',
  influxBroken: 'the script has stopped InfluxDB for a while',
  log: 'Log',
  endsAfter: (duration) => `ends by itself after ${duration}; Ctrl-C ends it earlier`,
  endsByCtrlC: 'goes on until Ctrl-C',

  up: (up, total) => `${up} of ${total} devices up`,
  unknown: (count) => `${count} unknown or not measured`,
  nothingDown: 'nothing is down',
  downNow: (devices, incidents) =>
    `Down now: ${several(devices, 'device')}, ${several(incidents, 'incident')}`,
  cameras: (count) => several(count, 'camera'),
  devices: (count) => several(count, 'device'),
  sinceSeconds: (seconds) => `for ${seconds} s`,
  andMore: (count) => `and ${count} more`,
  scriptHas: 'The script has broken',
  scriptHasNothing: 'The script leaves everything alone',
  seenBy: (found, total) => `seen by camwatch: ${found} of ${total}`,
  faultsSeen: (seen, total) => `faults: ${seen} of ${total} seen by camwatch`,
  upJustNow: 'up just now',
  nothingToSee: 'must not show anywhere',
  kinds: {
    'link-cut': 'link cut',
    'ward-power': 'ward without power',
    'port-down': 'port without light',
    saturated: 'line full',
    'agent-restart': 'SNMP agent restarted',
    flapping: 'flapping camera',
    'dead-camera': 'dead camera',
    'no-video': 'camera without video',
    'clock-drift': 'clock run off',
    'wrong-password': 'password changed',
    'port-closed': 'recorder hung up',
    'disk-full': 'disks full',
    'channel-lost': 'channel lost',
    'serial-swapped': 'switch replaced',
  },
  probesPerSecond: (count) => `${count} probes/s`,
  late: (seconds) => `${seconds} s late`,
  sight: { starting: 'first round of probes', seeing: 'canary answers', blind: 'BLIND: canary silent' },
  influx: {
    off: () => 'no InfluxDB',
    elsewhere: () => 'written elsewhere',
    writing: () => 'InfluxDB takes writes',
    queueing: (queuedPoints) => `InfluxDB does not answer: ${queuedPoints} points wait on disk`,
  },
  ending: 'ending',

  result: {
    heading: (faults, seconds) =>
      `${several(faults, 'fault')} in ${seconds} s: the script against the ledger`,
    columns: ['fault', 'target', 'made', 'in the ledger', 'off by', 'shown as', 'found', ''],
    verdicts: {
      found: 'ok',
      missed: 'NOT FOUND',
      misplaced: 'EDGE TOO FAR OFF',
      mistaken: 'OTHER STATE OR REASON',
      'cut-short': 'cut short',
    },
    noFaults: 'The demo ended before the script broke anything.',
    edges: (count, mean, worst) =>
      `${count} edges: off by ${mean} s on average, ${worst} s at most; each within its own interval and probe`,
    edgesLate: (count) =>
      `but for ${several(count, 'outage')}: probes were late, and the edges lie within the bounds on record`,
    edgesBeyond: (count) =>
      `${several(count, 'EDGE LIES', 'EDGES LIE')} FURTHER OFF THAN INTERVAL AND PROBE ALLOW`,
    nothingUnexpected: 'no outage, shortfall or finding that the script did not cause',
    unexpected: (count) => `${count} ON RECORD THAT THE SCRIPT DID NOT CAUSE:`,
    standing: (found, expected) =>
      `findings that were there from the beginning (SNMPv2c, old firmware): ${found} of ${expected} found`,
    coverage: (covered, period) =>
      `coverage: ${covered} s of ${period} s (it begins with the second round of probes)`,
    work: (probes, shortfall, cpuPercent, devicesPercent) =>
      `${probes} probes, ${shortfall} skipped for lack of time, ${cpuPercent} % of one core, of which ${devicesPercent} % went into the simulated devices`,
    bandwidth: (links, worst, limit) =>
      `bandwidth of ${links} links equals the devices' own counters: off by ${worst} % at most (allowed ${limit} %)`,
    bandwidthOff: (links, worst, limit) =>
      `BANDWIDTH OF ${links} LINKS AGAINST THE DEVICES' OWN COUNTERS: OFF BY ${worst} % (allowed ${limit} %)`,
    bandwidthThrough: (wraps, restarts) =>
      `through ${several(wraps, 'wrap')} of 32-bit counters and ${several(restarts, 'agent restart')}`,
    bandwidthColumns: [
      'link',
      'covered',
      'counters in/out',
      'measured in/out',
      'InfluxDB in/out',
      'off by',
      '',
    ],
    wrapped: (times) => `wrapped ${times}×`,
    gapped: (times) => `${several(times, 'gap')}`,
    incidents: (outages, opened, unresolved) =>
      `${outages} outages were ${opened} incidents; not resolved: ${unresolved}`,
    ledgerFine: (rows) => `ledger verify: ${rows} rows, the chain holds`,
    ledgerBroken: (problems) => `LEDGER VERIFY: ${problems}`,
    points: (readings) => `InfluxDB has all ${readings} readings; points by measurement:`,
    notComplete: (stored, readings) =>
      `INFLUXDB HAS ${stored} OF ${readings} READINGS; points by measurement:`,
    queued: (points) => `InfluxDB did not answer at the end: ${points} points wait on disk`,
    kept: (dir) => `kept in ${dir}`,
    keptHint: (dir) => `look into it with ./camwatch ledger verify --config ${dir}/city`,
    removed: 'everything the demo made has been removed; --keep keeps it',
    fine: 'Every fault was found, and nothing else.',
    notFine: 'The ledger and the script do not agree.',
    wasBusy: (idle) =>
      `This machine was idle for ${idle} % of the time only: what does not agree may come from that. Try again when it has less to do.`,
  },
};

function several(count: string, one: string, many = `${one}s`): string {
  return `${count} ${count === '1' ? one : many}`;
}
