import { join } from 'node:path';
import { MOST_RECEIVED_ROWS } from '#ledger/record/receiving.ts';
import { copyBare } from './bare-copy.ts';
import { type BenchCentre, type Shipped, startBenchCentre } from './bench-centre.ts';
import { writeDistrict } from './district-ledger.ts';
import { writeQuietCity } from './quiet-city.ts';

const DAY_MS = 86_400_000;
const [SUSTAINED_COLLECTORS, SUSTAINED_ROWS] = [8, 200_000];
const [STORM_COLLECTORS, STORM_ROWS] = [10, 50_000];
/** 4,000 cameras: each goes on record, and each is down and back ten times a month. */
const DISTRICT = { devices: 4_000, changes: 4_000 + Math.round((4_000 * 2 * 10 * 5) / 30) };

/**
 * Rows of collectors on their way to the record: by HTTPS through one hub into PostgreSQL, which has a synchronous standby; both flush to the
 * disk. Beside it a bare COPY of the same rows into an equal table of the same server, and the same district into an empty one.
 */
export async function benchShipping({
  devices,
  seconds,
}: {
  readonly devices: number;
  readonly seconds: number;
}): Promise<string> {
  const centre = await startBenchCentre();
  try {
    const rows: string[][] = [];
    const note = (what: string, figure: string, goal = '') => {
      process.stderr.write(`bench: ${what}: ${figure}\n`);
      rows.push([what, figure, goal]);
    };

    const sustained = await shipFrom(centre, 'a', SUSTAINED_COLLECTORS, SUSTAINED_ROWS);
    const bare = copyBare(centre.place, centre.folder, MOST_RECEIVED_ROWS);
    const [rate, bareRate] = [rateOf(SUSTAINED_ROWS, sustained.shippedMs), rateOf(bare.rows, bare.ms)];
    note(
      `${count(SUSTAINED_ROWS)} rows of ${SUSTAINED_COLLECTORS} collectors, rows/s`,
      count(rate),
      '40,000',
    );
    note('the same rows by a bare COPY, rows/s', count(bareRate));
    note('ratio to the bare COPY', (rate / bareRate).toFixed(2));
    note('CPU: collectors, hub, primary, standby', cpuText(sustained));

    const storm = await shipFrom(centre, 'b', STORM_COLLECTORS, STORM_ROWS);
    note(`${count(STORM_ROWS)} rows of ${STORM_COLLECTORS} collectors on record`, secondsText(storm), '10 s');

    const district = await shipFrom(centre, 'c', 1, DISTRICT.changes, DISTRICT.devices);
    const days = `five days of a district of ${count(DISTRICT.devices)} devices (${count(DISTRICT.changes)} rows)`;
    note(days, secondsText(district), '60 s');

    const quiet = await shipQuiet(centre, devices, seconds);
    note(`a quiet city of ${count(devices)}: shipping, of a core`, `${quiet.toFixed(1)} %`, '2 %');
    return [
      '| what | figure | goal |',
      '|---|---|---|',
      ...rows.map((cells) => `| ${cells.join(' | ')} |`),
    ].join('\n');
  } finally {
    await centre.stop();
  }
}

async function shipFrom(
  centre: BenchCentre,
  phase: string,
  collectors: number,
  changes: number,
  devices = 4_000,
): Promise<Shipped> {
  const sent = await Promise.all(
    Array.from({ length: collectors }, async (_, index) => {
      const collector = `${phase}-${index + 1}`;
      const ledger = join(centre.folder, `${collector}.sqlite`);
      const firstMs = Date.now() - 5 * DAY_MS;
      writeDistrict(ledger, { collector, devices, changes: changes / collectors, firstMs });
      return { ledger, identity: await centre.enrol(collector) };
    }),
  );
  const shipped = await centre.ship({ collectors: sent });
  await expectRows(centre, `${phase}-%`, changes);
  return shipped;
}

async function expectRows(centre: BenchCentre, collectors: string, expected: number): Promise<void> {
  const asked = `SELECT count(*)::int AS rows FROM camwatch.change WHERE source LIKE '${collectors}'`;
  const [row] = await centre.query(asked);
  if (row?.rows !== expected)
    throw new Error(`expected ${expected} rows on record, got ${String(row?.rows)}`);
}

async function shipQuiet(centre: BenchCentre, devices: number, seconds: number): Promise<number> {
  const [collector, stop] = ['d-1', new AbortController()];
  const ledger = join(centre.folder, `${collector}.sqlite`);
  writeDistrict(ledger, { collector, devices, changes: devices, firstMs: Date.now() - DAY_MS });
  const writing = writeQuietCity(ledger, { collector, devices, stop: stop.signal });
  const identity = await centre.enrol(collector);
  const { quietPercent = 0 } = await centre.ship({
    collectors: [{ ledger, identity }],
    thenMs: seconds * 1_000,
  });
  stop.abort();
  await writing;
  return quietPercent;
}

const rateOf = (rows: number, ms: number) => Math.round((rows / ms) * 1_000);
const count = (number: number) => number.toLocaleString('en');
const secondsText = ({ shippedMs }: Shipped) => `${(shippedMs / 1_000).toFixed(1)} s`;
const cpuText = ({ cpu }: Shipped) =>
  `${[cpu.collectors, cpu.hub, cpu.primary, cpu.standby].map((used) => used.toFixed(1)).join(', ')} CPU-s`;
