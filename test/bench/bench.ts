import { parseArgs } from 'node:util';
import { benchCheck } from './check.ts';
import { benchCity, phasesOf } from './city/city.ts';
import { benchDashboards } from './dashboards.ts';
import { benchEdges } from './edges.ts';
import { benchFailover } from './failover/failover.ts';
import { benchClusterFaults } from './faults/cluster/cluster-faults.ts';
import { benchFaults } from './faults/faults.ts';
import { benchFuzz } from './fuzz.ts';
import { benchIncidents } from './incidents.ts';
import { benchInflux } from './influx.ts';
import { benchLeases } from './leases.ts';
import { benchOnvif } from './onvif.ts';
import { benchPapers } from './papers/papers.ts';
import { benchPlanDrafts } from './plan-drafts.ts';
import { benchPlanForms } from './plan-forms.ts';
import { benchPostgres } from './postgres.ts';
import { benchReach } from './reach.ts';
import { benchReport } from './report.ts';
import { benchRestore } from './restore.ts';
import { benchRtsp } from './rtsp.ts';
import { benchSettlers } from './settlers.ts';
import { benchShipping } from './shipping/shipping.ts';
import { benchSla } from './sla.ts';
import { benchSnmp } from './snmp.ts';
import { benchStores } from './stores.ts';
import { benchTakeOver } from './take-over.ts';

/** Benchmarks by name; each prints its table and returns the lines for docs/benchmarks.md. */
const BENCHES: Readonly<Record<string, (options: BenchOptions) => Promise<string>>> = {
  reach: ({ devices, seconds }) => benchReach({ devices, seconds }),
  edges: () => benchEdges(),
  faults: ({ devices, minutes, seed, cluster, only }) =>
    cluster
      ? benchClusterFaults({ seed, ...(only !== undefined && { only: only.split(',') }) })
      : benchFaults({ name: 'faults', devices, minutes, seed }),
  soak: ({ devices, minutes, seed }) => benchFaults({ name: 'soak', devices, minutes, seed }),
  failover: () => benchFailover(),
  fuzz: () => benchFuzz(),
  influx: () => benchInflux(),
  onvif: ({ devices }) => benchOnvif({ devices }),
  rtsp: ({ devices }) => benchRtsp({ devices }),
  snmp: ({ devices }) => benchSnmp({ devices }),
  city: ({ devices, minutes, phases, stopped }) =>
    benchCity({ devices, minutes, phases: phasesOf(phases), stoppedMinutes: stopped }),
  check: ({ devices }) => benchCheck({ devices }),
  dashboards: ({ devices }) => benchDashboards({ devices }),
  sla: ({ devices }) => benchSla({ devices }),
  restore: ({ devices }) => benchRestore({ devices }),
  incidents: ({ devices }) => benchIncidents({ devices }),
  leases: ({ devices }) => benchLeases({ devices }),
  report: ({ devices }) => benchReport({ devices }),
  settlers: ({ ledgers, seed }) => benchSettlers({ ledgers, seed }),
  stores: ({ devices, ledgers, seed }) => benchStores({ devices, ledgers, seed }),
  papers: ({ devices }) => benchPapers({ devices }),
  shipping: ({ devices, seconds }) => benchShipping({ devices, seconds }),
  'take-over': () => benchTakeOver(),
  postgres: ({ devices }) => benchPostgres({ devices }),
  'plan-drafts': ({ devices }) => benchPlanDrafts({ devices }),
  'plan-forms': ({ devices }) => benchPlanForms({ devices }),
};

export interface BenchOptions {
  readonly devices: number;
  readonly seconds: number;
  readonly minutes: number;
  readonly phases: string;
  /** Minutes. */
  readonly stopped: number;
  readonly ledgers: number;
  readonly seed: number;
  /** Of several machines, in place of one. */
  readonly cluster: boolean;
  /** Names, with commas between. */
  readonly only: string | undefined;
}

/** Where nothing is said. */
const USUAL: Readonly<Record<string, { readonly devices: number; readonly minutes: number }>> = {
  faults: { devices: 2_000, minutes: 15 },
  soak: { devices: 20_000, minutes: 60 },
  postgres: { devices: 4_000, minutes: 0 },
  stores: { devices: 1_000, minutes: 0 },
  shipping: { devices: 10_000, minutes: 0 },
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    devices: { type: 'string' },
    seconds: { type: 'string', default: '180' },
    minutes: { type: 'string' },
    phases: { type: 'string', default: 'steady,storm,reload,stop' },
    stopped: { type: 'string', default: '60' },
    ledgers: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    cluster: { type: 'boolean', default: false },
    only: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
const [name = ''] = positionals;
const bench = BENCHES[name];
if (values.help || bench === undefined) {
  process.stdout.write(
    [
      'Usage: npm run bench -- <name> [--devices N] [--seconds N] [--minutes N] [--phases a,b] [--stopped N] [--ledgers N] [--seed N] [--cluster] [--only a,b]',
      '',
      `Benchmarks: ${Object.keys(BENCHES).join(', ')}`,
      '',
      'Examples:',
      '  npm run bench -- reach                               100,000 devices by ICMP every 60 s for three minutes',
      '  npm run bench -- reach --devices 10000 --seconds 60  a quick look',
      '  npm run bench -- edges                               200 real cuts of cables between namespaces (root)',
      '  npm run bench -- faults                              faults of every kind at random over 2,000 devices, the ledger against the truth (root)',
      '  npm run bench -- faults --cluster                    every fault of a cluster in network namespaces, the record against the truth (root)',
      '  npm run bench -- faults --cluster --only kill-hub,clocks   some of them, by name',
      '  npm run bench -- soak                                the same over 20,000 devices for an hour (root)',
      '  npm run bench -- fuzz                                1,000,000 wrong SNMP messages, 100,000 wrong answers each of ONVIF, HTTP, RTSP',
      '  npm run bench -- city                                a whole city of 100,000 devices for ten minutes, a storm, a reload, a stop (root)',
      '  npm run bench -- city --phases replay,stop --stopped 60   InfluxDB does not run for an hour, and takes what waited (root)',
      '  npm run bench -- check                               100,000 devices loaded and cross-checked',
      '  npm run bench -- onvif                               5,000 time checks and 500 descriptions against the package',
      '  npm run bench -- rtsp                                10,000 descriptions and streams against bare sockets',
      '  npm run bench -- snmp                                4,000 polls of 24 ports against prometheus-snmp-exporter',
      '  npm run bench -- sla                                 a made-up year of 1,000 to 100,000 devices against a bare SELECT',
      '  npm run bench -- restore                             the ledger of 100,000 devices and a year backed up, deleted and restored (root)',
      '  npm run bench -- incidents                           a core link, 10,000 outages and 90 days at 1,000 to 100,000 devices',
      '  npm run bench -- settlers                            10,000 random ledgers, settled by camwatch and by the verifier',
      '  npm run bench -- stores --ledgers 500                a made-up year of 1,000 devices and 500 random ledgers, the same questions in SQLite and PostgreSQL',
      '  npm run bench -- papers                              pages about contracts and the plan, a contract of 4,000 of 100,000 devices',
      '  npm run bench -- postgres                            a month of a contract of 4,000 devices from PostgreSQL against SQLite',
      '  npm run bench -- shipping                            rows of collectors through a hub into PostgreSQL with a standby against a bare COPY',
      '  npm run bench -- plan-drafts                         the form of the largest unit of 100,000 devices filled in on pages',
      '  npm run bench -- plan-forms                          forms of all units of 100,000 devices written and read back',
      '  npm run bench -- report                              an annual report of 1,000 to 100,000 devices against a bare SELECT',
      '  npm run bench -- dashboards                          every query of every dashboard against bare counts of the engine',
      '  npm run bench -- influx                              200,000 points against the influx package',
      '',
    ].join('\n'),
  );
  process.exitCode = values.help ? 0 : 2;
} else {
  const table = await bench({
    devices: Number(values.devices ?? USUAL[name]?.devices ?? 100_000),
    seconds: Number(values.seconds),
    minutes: Number(values.minutes ?? USUAL[name]?.minutes ?? 10),
    phases: values.phases,
    stopped: Number(values.stopped),
    ledgers: Number(values.ledgers),
    seed: Number(values.seed),
    cluster: values.cluster,
    only: values.only,
  });
  process.stdout.write(`\n${table}\n`);
}
