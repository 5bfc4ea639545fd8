import { describe, expect, it } from 'vitest';
import { importChanges } from '#ledger/sqlite/writing/import-changes.ts';
import { openDecisions } from '#ledger/sqlite/writing/open-decisions.ts';
import { device, link } from '../../../../support/inventory.ts';
import { measureLedger, there } from '../../../../support/measured-figures.ts';
import { contract } from '../../../../support/settled-city.ts';
import {
  contractRevision,
  deviceRevision,
  linkRevision,
  type Recorded,
  writeLedger,
} from '../../../../support/settlement-ledger.ts';
import { change, openTempLedger } from '../../../../support/temp-ledger.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const at = (text: string): number => Date.parse(`${text}+07:00`);
const SEPTEMBER = {
  fromDate: '2025-09-01',
  toDate: '2025-10-01',
  recordedBeforeMs: at('2025-11-01T00:00'),
} as const;

/** Four cameras and a recorder; of the first two something was measured. */
function city(since = '2025-08-01T00:00'): Recorded[] {
  const START = at(since);
  const terms = { indicator: 'reach', availability: '99%', recording_retention: '30d' };
  const kept = contract({ id: 'cameras', contractor: 'a', fromMs: at('2024-01-01T00:00'), terms });
  const cameras = ['cam-1', 'cam-2', 'cam-3', 'cam-4'].map((id) =>
    device({
      id,
      agency: id === 'cam-2' ? 'ward' : 'police',
      contracts: ['cameras'],
      lifecycle: [{ stage: 'in-service', atMs: at('2024-01-01T00:00') }],
    }),
  );
  const recorder = device({ id: 'nvr-1', kind: 'nvr', agency: 'police', contracts: ['cameras'] });
  return [
    {
      recordedMs: START,
      revisions: [
        contractRevision(START, kept),
        linkRevision(START, link({ id: 'line', carrier: 'net' })),
        ...[...cameras, recorder].map((one) => deviceRevision(START, one)),
      ],
    },
    {
      recordedMs: at('2025-10-02T00:00'),
      changes: [
        change('device:cam-1', 'up', START),
        change('device:cam-2', 'up', START),
        change('link:line', 'up', START),
        change('device:cam-1', 'down', at('2025-09-02T00:00')),
        change('device:cam-1', 'up', at('2025-09-03T00:00')),
      ],
      coverage: [{ fromMs: START, toMs: at('2025-09-21T00:00'), closed: 'stop' }],
    },
  ];
}

/** Another system knew the first and the third camera all month: the third was down for a day, the first for the last. */
const importOf = (ledger: string) =>
  importChanges(
    ledger,
    {
      source: 'old-nms',
      about: { file: 'old.csv' },
      changes: [
        change('device:cam-1', 'up', at('2025-09-01T00:00')),
        change('device:cam-1', 'down', at('2025-09-30T00:00')),
        change('device:cam-3', 'up', at('2025-09-01T00:00')),
        change('device:cam-3', 'down', at('2025-09-10T00:00')),
        change('device:cam-3', 'up', at('2025-09-11T00:00')),
      ],
      coverage: (['device:cam-1', 'device:cam-3'] as const).map((entity) => ({
        entity,
        indicator: 'reach',
        fromMs: at('2025-09-01T00:00'),
        toMs: at('2025-10-01T00:00'),
      })),
    },
    { author: 'an', nowMs: () => at('2025-10-03T00:00') },
  );

describe('what is known besides what was measured', () => {
  it('is counted apart: imported, said by units, and never measured', async () => {
    const ledger = writeLedger(city());
    await importOf(ledger);
    const pen = openDecisions(ledger, { author: 'an', nowMs: () => at('2025-10-04T00:00') });
    const body = { agency: 'police', state: 'up' };
    pen.append('plan_step', { id: 'self-report:cam-4:2025', action: 'set', body });
    // Of another year.
    pen.append('plan_step', { id: 'self-report:nvr-1:2024', action: 'set', body });
    pen.close();

    const { figures } = measureLedger(ledger, SEPTEMBER);
    const camera = there(figures.availability).indicators.reach?.camera;
    expect(camera?.city).toEqual({
      entities: 2,
      // Nobody watched the last ten days.
      measured: {
        upMs: 39 * DAY_MS,
        degradedMs: 0,
        downMs: DAY_MS,
        unknownMs: 20 * DAY_MS,
        outOfServiceMs: 0,
      },
      imported: {
        entities: 2,
        sums: { upMs: (9 + 29) * DAY_MS, degradedMs: 0, downMs: 2 * DAY_MS, unknownMs: 0, outOfServiceMs: 0 },
      },
      selfReported: { entities: 1, said: 1 },
      neverMeasured: 1,
    });
    expect(camera?.agency.map(({ id, entities, neverMeasured }) => [id, entities, neverMeasured])).toEqual([
      ['police', 1, 1],
      ['ward', 1, 0],
    ]);
    const { rows, difference } = there(figures.reconciliation);
    expect(rows.filter(({ entities }) => entities > 0).map(({ id }) => id)).toEqual(['open-periods']);
    expect(Object.values(difference).every((ms) => ms === 0)).toBe(true);
    expect(there(figures.contracts).rows[0]?.periods[0]).toMatchObject({ provisional: 'settled' });
  });

  it('of an agency is only what it was in charge of', () => {
    const { figures } = measureLedger(writeLedger(city()), {
      ...SEPTEMBER,
      scope: { kind: 'agency', agency: 'ward' },
    });
    expect(there(figures.availability).indicators.reach?.camera?.city).toMatchObject({
      entities: 1,
      measured: { upMs: 20 * DAY_MS, downMs: 0 },
      neverMeasured: 0,
    });
    expect(there(figures.availability).indicators.reach).not.toHaveProperty('link');
    expect([figures.reconciliation, figures.links]).toMatchObject([
      { missing: { code: 'not-in-scope' } },
      { missing: { code: 'not-in-scope' } },
    ]);
    expect(figures.contracts).toMatchObject({ missing: { code: 'no-contracts' } });
  });

  it('without measurements is no figure', () => {
    const [inventory] = city();
    const { figures } = measureLedger(writeLedger(inventory ? [inventory] : []), SEPTEMBER);
    const missing = { missing: { code: 'no-measurements' } };
    const { availability, outages, causes, months, rankings, reconciliation } = figures;
    for (const section of [availability, outages, causes, months, rankings, reconciliation])
      expect(section).toMatchObject(missing);
    expect(figures.links).toMatchObject({ missing: { code: 'no-traffic' } });
  });
});

describe('recorders', () => {
  it('are held against what their contract asks, by what was learnt before the instant', async () => {
    const path = writeLedger(city());
    const ledger = await openTempLedger(path, { run: 'run-2' });
    const seenMs = at('2025-10-01T00:00');
    await ledger.learnFacts([
      { deviceId: 'nvr-1', observedMs: seenMs, oldestRecordingMs: seenMs - 21 * DAY_MS },
    ]);
    await ledger.close();
    expect(there(measureLedger(path, SEPTEMBER).figures.recorders)).toEqual({
      recorders: 1,
      kept: 0,
      short: 1,
      notMeasured: 0,
      withoutTarget: 0,
      rows: [{ id: 'nvr-1', wantedMs: 30 * DAY_MS, keptMs: 21 * DAY_MS, atMs: seenMs }],
      notListed: 0,
    });
    const earlier = measureLedger(path, { ...SEPTEMBER, recordedBeforeMs: seenMs });
    expect(there(earlier.figures.recorders)).toMatchObject({ short: 0, notMeasured: 1, rows: [] });
  });
});

describe('the year before', () => {
  it('is the same window a year earlier, where the record reaches back to its beginning', () => {
    const since = '2024-08-15T00:00';
    const [inventory, measured] = city(since);
    const then = [
      change('device:cam-2', 'down', at('2024-09-05T00:00')),
      change('device:cam-2', 'up', at('2024-09-05T06:00')),
    ];
    const rows = [inventory, { recordedMs: at('2024-10-01T00:00'), changes: then }, measured];
    const ledger = writeLedger(rows.flatMap((row) => row ?? []));
    const { figures } = measureLedger(ledger, SEPTEMBER);
    const before = there(figures.yearBefore);
    expect([before.firstDate, before.lastDate]).toEqual(['2024-09-01', '2024-09-30']);
    expect(before.kinds).toEqual({ camera: 4 });
    expect(before.indicators.reach?.camera).toMatchObject({
      availability: {
        entities: 2,
        measured: { upMs: 60 * DAY_MS - 6 * HOUR_MS, downMs: 6 * HOUR_MS, unknownMs: 0 },
        neverMeasured: 2,
      },
      outages: { count: 1, restoredCount: 1, restoredMs: 6 * HOUR_MS },
    });
  });
});
