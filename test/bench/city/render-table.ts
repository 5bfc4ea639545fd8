import type { Spread } from './figures.ts';
import type { CityResult, StormResult } from './result.ts';

interface Row {
  readonly name: string;
  readonly value: string;
  readonly goal?: string;
  readonly isMet?: boolean;
}

/** What was measured of cities of several sizes, a column each, beside what is aimed at for the largest. */
export function renderTable(results: readonly CityResult[]): string {
  const columns = results
    .toSorted((a, b) => a.devices - b.devices)
    .map((result) => new Map(rowsOf(result).map((row) => [row.name, row])));
  const largest = columns.at(-1) ?? new Map<string, Row>();
  const names = [...new Set([...largest.keys(), ...columns.flatMap((column) => [...column.keys()])])];
  const lines = names.map((name) => {
    const cells = columns.map((column) => cellOf(column.get(name)));
    return `| ${[name, ...cells, largest.get(name)?.goal ?? ''].join(' | ')} |`;
  });
  const [head = '', ...rows] = lines;
  return [head, `|${'---|'.repeat(columns.length + 2)}`, ...rows].join('\n');
}

function cellOf(row: Row | undefined): string {
  if (row === undefined) return '';
  return row.isMet === false ? `${row.value} **missed**` : row.value;
}

function rowsOf(result: CityResult): Row[] {
  const { devices, minutes, takenAt, commit, load } = result;
  return [
    { name: 'devices', value: devices.toLocaleString('en'), goal: 'goal' },
    {
      name: 'taken; minutes; load of the machine',
      value: `${takenAt.slice(0, 16).replace('T', ' ')}, ${commit}; ${minutes}; ${load.map((one) => one.toFixed(0)).join(' to ')}`,
    },
    ...memoryRows(result),
    ...cpuRows(result),
    ...scheduleRows(result),
    ...startRows(result),
    ...pageRows(result),
    ...influxRows(result),
    ...stormRows(result),
    ...endRows(result),
  ];
}

const within = (value: number | undefined, most: number, goal: string) => ({
  goal,
  isMet: value !== undefined && value <= most,
});
const seconds = (value: number | undefined) => (value === undefined ? 'never' : `${value.toFixed(1)} s`);
const before = ({ lateBeforeSeconds }: NonNullable<CityResult['reload']>) =>
  lateBeforeSeconds === undefined ? '' : ` (${seconds(lateBeforeSeconds)} before)`;
const whole = (value: number) => Math.round(value).toLocaleString('en');

function memoryRows({ memory }: CityResult): Row[] {
  const { warmMb, endMb, peakMb, slopeMbPerHour } = memory;
  return [
    {
      name: 'memory (RSS) of camwatch with fping: after start / at the end / highest, MB',
      value: [warmMb, endMb, peakMb].map(whole).join(' / '),
      ...within(peakMb, 1_200, '1,200'),
    },
    {
      name: 'grows by, MB an hour',
      value: slopeMbPerHour === undefined ? '-' : whole(slopeMbPerHour),
      goal: 'flat over an hour',
    },
  ];
}

function cpuRows({ cpuPercent, mainThreadPercent, loopDelay }: CityResult): Row[] {
  const of = (name: string) => `${(cpuPercent[name] ?? 0).toFixed(0)} %`;
  return [
    {
      name: 'CPU of one core: camwatch with fping (main thread alone)',
      value: `${of('camwatch')} (${mainThreadPercent.toFixed(0)} %)`,
      ...within(cpuPercent.camwatch, 100, '100 %'),
    },
    {
      name: 'influxd; made-up devices (ONVIF, RTSP, SNMP)',
      value: `${of('influxd')}; ${['onvif', 'rtsp', 'snmp'].map(of).join(', ')}`,
    },
    ...Object.entries(loopDelay).map(
      ([thread, { p99Seconds, maxSeconds }]): Row => ({
        name: `event loop late, ${thread}: p99 / most, ms`,
        value: [p99Seconds, maxSeconds].map((one) => whole(one * 1e3)).join(' / '),
        goal: '100 / 1,000',
        isMet: p99Seconds <= 0.1 && maxSeconds <= 1,
      }),
    ),
  ];
}

function scheduleRows({ latenessSeconds, shortfall, outcomes }: CityResult): Row[] {
  const internal = Object.values(outcomes).reduce((sum, counts) => sum + (counts.internal ?? 0), 0);
  return [
    {
      name: 'latest probe',
      value: seconds(latenessSeconds),
      ...within(latenessSeconds, 1.5, '1.5 s, a tenth of the shortest interval'),
    },
    { name: 'probes left out', value: whole(shortfall), ...within(shortfall, 0, '0') },
    { name: 'probes that ended as `internal`', value: whole(internal), ...within(internal, 0, '0') },
    ...Object.entries(outcomes).map(
      ([prober, counts]): Row => ({
        name: `outcomes of ${prober}`,
        value: Object.entries(counts)
          .toSorted(([, a], [, b]) => b - a)
          .map(([outcome, count]) => `${whole(count)} ${outcome}`)
          .join(', '),
      }),
    ),
  ];
}

function startRows({ start }: CityResult): Row[] {
  const { firstPollSeconds, pageSeconds, firstCoverageSeconds, allUpSeconds } = start;
  return [
    {
      name: 'first poll after the command',
      value: seconds(firstPollSeconds),
      ...within(firstPollSeconds, 10, '10 s'),
    },
    {
      name: 'page / nearly all up on record / first coverage on record',
      value: [pageSeconds, allUpSeconds, firstCoverageSeconds].map(seconds).join(' / '),
    },
  ];
}

function pageRows({ pages, unanswered }: CityResult): Row[] {
  const refused = { name: 'pages not answered with 200', value: whole(unanswered) };
  return [
    { ...refused, ...within(unanswered, 0, '0') },
    ...Object.entries(pages).map(([route, { p50, p99, max }]) => ({
      name: `\`${route}\`: p50 / p99 / most, ms`,
      value: [p50, p99, max].map(whole).join(' / '),
      ...within(max, 200, '200'),
    })),
  ];
}

function influxRows({ influx }: CityResult): Row[] {
  return [
    {
      name: 'InfluxDB: points a second; series',
      value: `${whole(influx.pointsPerSecond)}; ${influx.series === undefined ? '-' : whole(influx.series)}`,
    },
    {
      name: 'writing a minute to it takes',
      value: `${seconds(influx.secondsAMinute)}${requestsOf(influx)}`,
      ...within(influx.secondsAMinute, 3, '3 s'),
    },
    {
      name: 'its memory (RSS), highest',
      value: `${whole(influx.peakRssMb)} MB${partsOf(influx)}`,
      ...within(influx.peakOwnMb ?? influx.peakRssMb, 2_000, '2,000 MB of its own'),
    },
    {
      name: 'on disk at the end; waiting for it',
      value: `${whole(influx.diskMb)} MB; ${(influx.queuedBytes / 1e6).toFixed(1)} MB`,
    },
  ];
}

const requestsOf = ({ requestsAMinute }: CityResult['influx']) =>
  requestsAMinute === undefined ? '' : `, ${whole(requestsAMinute)} requests`;

const partsOf = ({ peakOwnMb, peakMappedMb }: CityResult['influx']) =>
  peakOwnMb === undefined || peakMappedMb === undefined
    ? ''
    : `: ${whole(peakOwnMb)} MB of its own, ${whole(peakMappedMb)} MB of files mapped`;

function stormRows({ storm }: CityResult): Row[] {
  if (storm === undefined) return [];
  return [...oneWay('half the city lost', storm.cut), ...oneWay('and back', storm.back)];
}

function oneWay(name: string, { expected, recorded, ...found }: StormResult): Row[] {
  return [
    {
      name: `${name}: on record; half / all of it after`,
      value: `${whole(recorded)} of ${whole(expected)}; ${seconds(found.halfSeconds)} / ${seconds(found.allSeconds)}`,
    },
    {
      name: `${name}: on record after its confirming poll went out, p50 / p99 / most`,
      value: spread(found.sincePoll),
      ...within(found.sincePoll?.max, 10, '10 s'),
    },
    {
      name: `${name}: on record after its first other poll, p50 / p99 / most`,
      value: spread(found.sinceFirstPoll),
    },
    {
      name: `${name}: page behind the record, at most`,
      value: seconds(found.pageBehindSeconds),
      ...within(found.pageBehindSeconds, 2, '2 s'),
    },
  ];
}

const spread = (found: Spread | undefined) =>
  found ? `${[found.p50, found.p99, found.max].map(seconds).join(' / ')} of ${whole(found.count)}` : '-';

const milliseconds = (found: Spread | undefined) =>
  found ? [found.p50, found.p99, found.max].map(whole).join(' / ') : '-';

function peopleRows(people: CityResult['people']): Row[] {
  if (!people) return [];
  const { answered, refused, all, pages, held } = people;
  const [slowest] = Object.entries(pages).toSorted(([, a], [, b]) => b.p50 - a.p50);
  return [
    {
      name: `${people.people} people at once: pages in ${people.seconds} s; turned away`,
      value: `${answered}; ${refused}`,
      ...within(refused, 0, '0'),
    },
    {
      name: 'their pages: p50 / p99 / most, ms',
      value: milliseconds(all),
      ...within(all?.p99, 1_000, '1,000'),
    },
    ...(held
      ? [
          {
            name: 'main thread held by what pages ask it: questions; p99 / most within, ms',
            value: `${whole(held.questions)}; ${[held.p99Seconds, held.maxSeconds].map((one) => whole(one * 1e3)).join(' / ')}`,
            ...within(held.maxSeconds, 0.05, '50'),
          },
        ]
      : []),
    ...(slowest
      ? [
          {
            name: `the slowest, \`${slowest[0]}\``,
            value: milliseconds(slowest[1]),
            ...within(slowest[1].p50, 300, '300'),
          },
        ]
      : []),
  ];
}

function endRows({ reload, replay, stop, people }: CityResult): Row[] {
  return [
    ...(reload
      ? [
          { name: 'changed inventory taken after', value: seconds(reload.takenSeconds) },
          {
            name: 'event loop late / latest probe meanwhile',
            value: `${seconds(reload.stallSeconds)} / ${seconds(reload.lateSeconds)}${before(reload)}`,
            ...within(Math.max(reload.stallSeconds, reload.lateSeconds), 1, 'no tick missed'),
          },
        ]
      : []),
    ...peopleRows(people),
    ...(replay
      ? [
          {
            name: 'InfluxDB stopped for; then waited for it; until nothing waited',
            value: `${replay.minutes} minutes; ${(replay.queuedBytes / 1e6).toFixed(1)} MB; ${seconds(replay.drainedSeconds)}`,
          },
          {
            name: 'what is measured meanwhile is there after, p50 / p99 / most',
            value: spread(replay.behind),
            ...within(replay.behind?.max, 10, '10 s'),
          },
        ]
      : []),
    ...(stop
      ? [
          {
            name: 'stopped after',
            value: `${seconds(stop.seconds)}, exit code ${stop.code}`,
            ...within(stop.seconds, 5, '5 s'),
          },
          ...(stop.verify ? [{ name: 'the ledger then', value: stop.verify }] : []),
        ]
      : []),
  ];
}
