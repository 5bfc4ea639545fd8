import { expect, test } from 'vitest';
import { createAvailabilityDayUpdater } from '#availability/sums/update-availability-days.ts';
import { createDayUpdater } from '#availability/sums/update-days.ts';
import { createContractDayUpdater } from '#contracts/actions/update-contract-days.ts';
import { openDayWriter } from '#ledger/sqlite/writing/day-writer.ts';
import { device } from '#test/support/inventory.ts';
import { contract, TIME_ZONE } from '#test/support/settled-city.ts';
import { contractRevision, deviceRevision, writeLedger } from '#test/support/settlement-ledger.ts';
import { change, openTempReader } from '#test/support/temp-ledger.ts';

const at = (text: string): number => Date.parse(`2025-${text}+07:00`);
const [START_MS, END_MS] = [at('10-01T00:00'), at('10-03T00:00')];
const DAY_MS = 86_400_000;
const HIDDEN = ['cam-bi-mat', 'nvr-bi-mat'] as const;

/** Two days of three cameras and what is at `hidden`, which is down all the time; one contract is of that alone. */
function settledCity(secrecy: 'public' | 'secret') {
  const open = ['cam-1', 'cam-2', 'cam-3'];
  const camera = (id: string, site: string, contracts: string[]) =>
    device({
      id,
      site,
      contracts,
      agency: site,
      contractor: 'a',
      kind: id.startsWith('nvr') ? 'nvr' : 'camera',
    });
  const terms = { fromMs: START_MS, contractor: 'a' };
  const path = writeLedger([
    {
      recordedMs: START_MS,
      revisions: [
        contractRevision(START_MS, contract({ id: 'mixed', ...terms })),
        contractRevision(START_MS, contract({ id: 'bi-mat-alone', ...terms })),
        { kind: 'site', id: 'pole', fromMs: 0, body: { id: 'pole', area: 'w', secrecy: 'public' } },
        { kind: 'site', id: 'hidden', fromMs: 0, body: { id: 'hidden', area: 'w', secrecy } },
        ...open.map((id) => deviceRevision(START_MS, camera(id, 'pole', ['mixed']))),
        deviceRevision(START_MS, camera('cam-bi-mat', 'hidden', ['mixed'])),
        deviceRevision(START_MS, camera('nvr-bi-mat', 'hidden', ['bi-mat-alone'])),
      ],
    },
    {
      recordedMs: END_MS,
      changes: [
        ...open.map((id) => change(`device:${id}`, 'up', START_MS)),
        ...HIDDEN.map((id) => change(`device:${id}`, 'down', START_MS)),
      ],
      coverage: [{ fromMs: START_MS, toMs: END_MS, closed: 'stop' }],
    },
  ]);
  const [reader, writer] = [openTempReader(path), openDayWriter(path, { nowMs: () => END_MS })];
  const common = { reader, writer, timeZone: TIME_ZONE, nowMs: () => END_MS };
  createDayUpdater(common).update();
  const days = createAvailabilityDayUpdater(common).update();
  const contractDays = createContractDayUpdater({ ...common, path }).update().days;
  writer.close();
  return { days: days.filter(({ dayMs }) => dayMs === START_MS), contractDays };
}

test('days that are copied have nothing of what is secret in them', () => {
  const { days, contractDays } = settledCity('secret');

  const told = days.map(({ series, tags, devices, upMs, downMs }) => ({
    series,
    ...tags,
    devices,
    upMs,
    downMs,
  }));
  const cameras = { kind: 'camera', indicator: 'reach', devices: 3, upMs: 3 * DAY_MS, downMs: 0 };
  expect(told).toContainEqual({ series: 'availabilityCityDay', ...cameras });
  expect(told).toContainEqual({ series: 'availabilityContractorDay', contractor: 'a', ...cameras });
  expect(told).toContainEqual({ series: 'availabilityAgencyDay', agency: 'pole', ...cameras });
  // Written as nothing, so that what was there before is written over.
  const nothing = { indicator: 'reach', devices: 0, upMs: 0, downMs: 0 };
  expect(told).toContainEqual({ series: 'availabilityCityDay', kind: 'nvr', ...nothing });
  expect(told).toContainEqual({
    series: 'availabilityAgencyDay',
    agency: 'hidden',
    kind: 'camera',
    ...nothing,
  });
  expect(
    contractDays.map(({ contractId, entities, sums }) => [contractId, entities, sums.up, sums.down]),
  ).toEqual([
    ['mixed', 3, 3 * DAY_MS, 0],
    ['mixed', 3, 3 * DAY_MS, 0],
  ]);
});

test('where nothing is secret, all of it is there', () => {
  const { days, contractDays } = settledCity('public');

  expect(
    days.find(({ series, tags }) => series === 'availabilityCityDay' && tags.kind === 'camera'),
  ).toMatchObject({
    ...{ devices: 4, upMs: 3 * DAY_MS, downMs: DAY_MS },
  });
  expect(contractDays.map(({ contractId, entities }) => [contractId, entities]).sort()).toEqual([
    ...[
      ['bi-mat-alone', 1],
      ['bi-mat-alone', 1],
    ],
    ...[
      ['mixed', 4],
      ['mixed', 4],
    ],
  ]);
});
