import type { Spread } from './figures.ts';
import type { CityResult, StormResult } from './result.ts';

type Row = readonly [string, string, string?];

/** What was measured beside what was aimed at. */
export function renderTable(result: CityResult): string {
  const rows: readonly Row[] = [
    [
      'devices',
      `${result.devices}, for ${result.minutes} min; ${result.takenAt.slice(0, 16)}, ${result.commit}, load ${result.load.map((load) => load.toFixed(0)).join(' to ')}`,
    ],
    ...memoryRows(result),
    ...cpuRows(result),
    ...scheduleRows(result),
    ...startRows(result),
    ...pageRows(result),
    ...influxRows(result),
    ...stormRows(result),
    ...endRows(result),
  ];
  return [
    '| city | measured | goal |',
    '|---|---|---|',
    ...rows.map((row) => `| ${row[0]} | ${row[1]} | ${row[2] ?? ''} |`),
  ].join('\n');
}

const goal = (text: string, isMet: boolean) => `${text}: ${isMet ? 'met' : '**missed**'}`;
const within = (value: number | undefined, most: number, text: string) =>
  goal(text, value !== undefined && value <= most);
const seconds = (value: number | undefined) => (value === undefined ? 'never' : `${value.toFixed(1)} s`);

function memoryRows({ memory }: CityResult): Row[] {
  const slope = memory.slopeMbPerHour;
  return [
    [
      'memory (RSS) with fping: warm / end / highest',
      `${memory.warmMb.toFixed(0)} / ${memory.endMb.toFixed(0)} / ${memory.peakMb.toFixed(0)} MB`,
      within(memory.peakMb, 1_200, 'under 1.2 GB'),
    ],
    ['  grows by', slope === undefined ? '-' : `${slope} MB an hour`, 'flat over an hour'],
  ];
}

function cpuRows({ cpuPercent, mainThreadPercent, loopDelay }: CityResult): Row[] {
  const of = (name: string) => `${(cpuPercent[name] ?? 0).toFixed(0)} %`;
  return [
    [
      'CPU of one core: camwatch with fping (its main thread)',
      `${of('camwatch')} (${mainThreadPercent.toFixed(0)} %)`,
      within(cpuPercent.camwatch, 100, 'under 100 %'),
    ],
    ['  influxd / made-up devices', `${of('influxd')} / ${['onvif', 'rtsp', 'snmp'].map(of).join(', ')}`],
    ...Object.entries(loopDelay).map(
      ([thread, { p99Seconds, maxSeconds }]): Row => [
        `event loop of ${thread} late: p99 / most`,
        `${(p99Seconds * 1e3).toFixed(0)} ms / ${(maxSeconds * 1e3).toFixed(0)} ms`,
        goal('100 ms / 1 s', p99Seconds <= 0.1 && maxSeconds <= 1),
      ],
    ),
  ];
}

function scheduleRows({ latenessSeconds, shortfall, outcomes }: CityResult): Row[] {
  const internal = Object.values(outcomes).reduce((sum, counts) => sum + (counts.internal ?? 0), 0);
  return [
    [
      'latest probe',
      seconds(latenessSeconds),
      within(latenessSeconds, 1.5, 'a tenth of the shortest interval'),
    ],
    ['probes skipped', String(shortfall), within(shortfall, 0, '0')],
    ...Object.entries(outcomes).map(
      ([prober, counts]): Row => [
        `  ${prober}`,
        Object.entries(counts)
          .toSorted(([, a], [, b]) => b - a)
          .map(([outcome, count]) => `${count} ${outcome}`)
          .join(', '),
      ],
    ),
    ['probes that were `internal`', String(internal), within(internal, 0, '0')],
  ];
}

function startRows({ start }: CityResult): Row[] {
  return [
    [
      'first poll after the command',
      seconds(start.firstPollSeconds),
      within(start.firstPollSeconds, 10, '10 s'),
    ],
    [
      'page / first coverage / nearly all up on record',
      [start.pageSeconds, start.firstCoverageSeconds, start.allUpSeconds].map(seconds).join(' / '),
    ],
  ];
}

function pageRows({ pages }: CityResult): Row[] {
  return Object.entries(pages).map(([route, { p50, p99, max, count }]) => [
    `\`${route}\`: p50 / p99 / most of ${count}`,
    `${p50.toFixed(0)} / ${p99.toFixed(0)} / ${max.toFixed(0)} ms`,
    within(max, 200, '200 ms'),
  ]);
}

function influxRows({ influx }: CityResult): Row[] {
  return [
    ['InfluxDB: points a second / series', `${influx.pointsPerSecond.toFixed(0)} / ${influx.series ?? '-'}`],
    ['  a minute takes', seconds(influx.secondsAMinute), within(influx.secondsAMinute, 3, '3 s')],
    ['  memory, highest', `${influx.peakRssMb.toFixed(0)} MB`, within(influx.peakRssMb, 2_000, '2 GB')],
    [
      '  on disk at the end / waiting',
      `${influx.diskMb.toFixed(0)} MB / ${(influx.queuedBytes / 1e6).toFixed(1)} MB`,
    ],
  ];
}

function stormRows({ storm }: CityResult): Row[] {
  if (storm === undefined) return [];
  return [...oneWay('half the city lost', storm.cut, CONFIRM_SECONDS), ...oneWay('and back', storm.back, 0)];
}

/** Two more polls that fail, each 5 s after the one before, of three echo requests a second apart. */
const CONFIRM_SECONDS = 16;

function oneWay(name: string, { expected, recorded, ...found }: StormResult, confirmSeconds: number): Row[] {
  return [
    [
      `${name}: on record`,
      `${recorded} of ${expected}, half after ${seconds(found.halfSeconds)}, all after ${seconds(found.allSeconds)}`,
    ],
    [
      '  from its first poll that differed until on record: p50 / p99 / most',
      spread(found.sincePoll),
      within(
        found.sincePoll?.max,
        confirmSeconds + 10,
        `10 s after the confirming poll${confirmSeconds > 0 ? `, which is ${confirmSeconds} s after the first` : ''}`,
      ),
    ],
    [
      '  page behind the record, at most',
      seconds(found.pageBehindSeconds),
      within(found.pageBehindSeconds, 2, '2 s'),
    ],
  ];
}

const spread = (found: Spread | undefined) =>
  found ? [found.p50, found.p99, found.max].map(seconds).join(' / ') : '-';

function endRows({ reload, stop }: CityResult): Row[] {
  return [
    ...(reload
      ? [
          ['changed inventory taken after', seconds(reload.takenSeconds)] as const,
          [
            '  event loop held up / latest probe meanwhile',
            `${seconds(reload.stallSeconds)} / ${seconds(reload.lateSeconds)}`,
            goal('no tick missed', reload.stallSeconds <= 1),
          ] as const,
        ]
      : []),
    ...(stop
      ? [
          [
            'stopped after',
            `${seconds(stop.seconds)} (exit code ${stop.code})`,
            within(stop.seconds, 5, '5 s'),
          ] as const,
          ['  the ledger then', stop.verify] as const,
        ]
      : []),
  ];
}
