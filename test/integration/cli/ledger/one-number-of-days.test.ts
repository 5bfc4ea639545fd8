import { beforeEach, expect, test, vi } from 'vitest';
import { createAvailabilityDayUpdater } from '#availability/sums/update-availability-days.ts';
import { createDayUpdater } from '#availability/sums/update-days.ts';
import { hours } from '#core/time/units.ts';
import { openDayWriter } from '#ledger/sqlite/writing/day-writer.ts';
import { runCamwatch } from '#test/support/camwatch.ts';
import { startTestInfluxd, temporaryDir } from '#test/support/influx.ts';
import { createTestWriter } from '#test/support/influx-writer.ts';
import { device } from '#test/support/inventory.ts';
import { PATIENCE } from '#test/support/patience.ts';
import { queryRows } from '#test/support/query-influx.ts';
import { TIME_ZONE } from '#test/support/settled-city.ts';
import { deviceRevision, writeLedger } from '#test/support/settlement-ledger.ts';
import { change, openTempReader } from '#test/support/temp-ledger.ts';

let influx: string;

beforeEach(async () => {
  influx = (await startTestInfluxd()).url;
});

/** A year that is over, so that the command line tells the same: two agencies in two districts, of which a camera goes over. */
const in2025 = (text: string): number => Date.parse(`2025-${text}+07:00`);
const OCTOBER = { fromMs: in2025('10-01T00:00'), toMs: in2025('11-01T00:00') };
const SINCE_MS = in2025('09-20T00:00');

const camera = (id: string, place: { readonly agency?: string; readonly site: string }) =>
  device({ id, contractor: 'a', programme: 'ii-3', ...place });

function twoDistricts() {
  const path = writeLedger([
    {
      recordedMs: SINCE_MS,
      revisions: [
        { kind: 'area', id: 'ward-1', fromMs: 0, body: { id: 'ward-1', district: 'district-1' } },
        { kind: 'area', id: 'ward-2', fromMs: 0, body: { id: 'ward-2', district: 'district-2' } },
        { kind: 'site', id: 'site-1', fromMs: 0, body: { id: 'site-1', area: 'ward-1' } },
        { kind: 'site', id: 'site-2', fromMs: 0, body: { id: 'site-2', area: 'ward-2' } },
        deviceRevision(SINCE_MS, camera('cam-1', { agency: 'police', site: 'site-1' })),
        deviceRevision(SINCE_MS, camera('cam-2', { agency: 'police', site: 'site-2' })),
        deviceRevision(SINCE_MS, camera('cam-3', { agency: 'ward', site: 'site-2' })),
        deviceRevision(SINCE_MS, camera('cam-4', { site: 'site-1' })),
        deviceRevision(in2025('10-10T09:30'), camera('cam-1', { agency: 'ward', site: 'site-1' })),
      ],
    },
    {
      recordedMs: in2025('11-02T00:00'),
      changes: [
        ...['cam-1', 'cam-2', 'cam-3'].map((id) => change(`device:${id}`, 'up', SINCE_MS)),
        change('device:cam-4', 'degraded', SINCE_MS),
        change('device:cam-1', 'down', in2025('10-09T22:00')),
        change('device:cam-1', 'up', in2025('10-10T12:00')),
        change('device:cam-3', 'down', in2025('10-31T22:00')),
      ],
      coverage: [{ fromMs: SINCE_MS, toMs: in2025('10-20T03:00'), closed: 'blind' }],
    },
    {
      recordedMs: in2025('11-02T00:00'),
      coverage: [{ fromMs: in2025('10-20T04:00'), toMs: in2025('11-02T00:00'), closed: 'stop' }],
    },
  ]);
  const reader = openTempReader(path);
  const writer = openDayWriter(path, { nowMs: Date.now });
  const common = { reader, writer, timeZone: TIME_ZONE, nowMs: Date.now };
  const [days, copied] = [createDayUpdater(common), createAvailabilityDayUpdater(common)];
  return {
    path,
    close: writer.close,
    update: async () => {
      copied.confirm();
      days.update();
      const rows = copied.update();
      const measurements = createTestWriter(influx, { dir: await temporaryDir() });
      measurements.writeRows({ availabilityDay: rows });
      await vi.waitFor(() => expect(measurements.health().mode).toBe('writing'), PATIENCE);
      await measurements.close();
      return rows;
    },
  };
}

const STATE_NAMES = ['up', 'degraded', 'down', 'unknown', 'out_of_service'] as const;

/** October by a tag, as a dashboard adds it up. */
async function octoberOf(measurement: string, tag: string) {
  const sums = STATE_NAMES.map((name) => `sum(${name}_ms) AS ${name}`).join(', ');
  const where = `indicator = 'reach' AND time >= ${OCTOBER.fromMs}ms AND time < ${OCTOBER.toMs}ms`;
  const rows = await queryRows(
    influx,
    `SELECT ${sums} FROM long.${measurement} WHERE ${where} GROUP BY ${tag}`,
  );
  return rows.map(({ time: _, [tag]: id, ...found }) => ({ id, ...found }));
}

/** The same as the command prints it. */
async function octoberPrinted(path: string, by: string) {
  const { out } = await runCamwatch('sla', '--ledger', path, '--by', by, '--period', '2025-10', '--json');
  const { rows } = JSON.parse(out) as { rows: { id: string; sums: Record<string, number> }[] };
  return rows.map(({ id, sums: { 'out-of-service': outOfService, ...sums } }) => ({
    id,
    up: sums.up,
    degraded: sums.degraded,
    down: sums.down,
    unknown: sums.unknown,
    out_of_service: outOfService,
  }));
}

test.each([
  ['agency', 'availability_day'],
  ['district', 'availability_day'],
  ['kind', 'availability_city_day'],
  ['agency', 'availability_agency_day'],
  ['district', 'availability_district_day'],
  ['programme', 'availability_programme_day'],
  ['district', 'availability_programme_day'],
  ['contractor', 'availability_contractor_day'],
])('a month by %s is one number in %s and on the command line', async (by, measurement) => {
  const world = twoDistricts();

  await world.update();

  const printed = await octoberPrinted(world.path, by);
  expect(printed.reduce((sum, row) => sum + Number(row.down), 0)).toBe(hours(16));
  expect(printed.reduce((sum, row) => sum + Number(row.unknown), 0)).toBe(4 * hours(1));
  expect(await octoberOf(measurement, by)).toEqual(printed);
  world.close();
});

test('late data and corrections write the days of the city anew, and take back what they leave empty', async () => {
  const world = twoDistricts();
  await world.update();
  expect(await world.update()).toEqual([]);
  writeLedger(
    [
      {
        recordedMs: in2025('11-03T00:00'),
        revisions: [deviceRevision(SINCE_MS + 1, camera('cam-4', { agency: 'ward', site: 'site-1' }))],
      },
      { recordedMs: in2025('11-03T00:00'), changes: [change('device:cam-2', 'down', in2025('10-31T23:00'))] },
    ],
    world.path,
  );

  await world.update();

  const printed = await octoberPrinted(world.path, 'agency');
  expect(printed.map(({ id }) => id)).toEqual(['police', 'ward']);
  expect(await octoberOf('availability_day', 'agency')).toEqual([
    { id: 'none', up: 0, degraded: 0, down: 0, unknown: 0, out_of_service: 0 },
    ...printed,
  ]);
  expect(await world.update()).toEqual([]);
  world.close();
});
