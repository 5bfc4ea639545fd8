import { describe, expect, test } from 'vitest';
import type { Entity } from '#core/domain/state.ts';
import { toJson } from '#core/text/to-json.ts';
import { openStore } from '#ledger/sqlite/store/open-store.ts';
import { importChanges } from '#ledger/sqlite/writing/import-changes.ts';
import { createLedgerWriter } from '#ledger/sqlite/writing/writer.ts';
import { device } from '#test/support/inventory.ts';
import {
  at,
  CAMERA,
  CAMERAS,
  camerasWith,
  DAY_MS,
  down,
  hoursOf,
  inventory,
  LINES,
  SWITCH,
  settle,
  settleLedger,
  watched,
} from '#test/support/settled-city.ts';
import {
  contractRevision,
  deviceRevision,
  handoverRevision,
  writeLedger,
} from '#test/support/settlement-ledger.ts';
import { change } from '#test/support/temp-ledger.ts';
import { trafficDay } from '#test/support/traffic-day.ts';

describe('imports', () => {
  const imported = {
    source: 'zabbix',
    about: { file: 'outages.csv' },
    changes: [
      change('device:cam', 'up', at('11-01T00:00')),
      change('device:cam', 'down', at('11-08T20:00')),
      change('device:cam', 'up', at('11-10T04:00')),
    ],
    coverage: [
      {
        entity: 'device:cam',
        indicator: 'reach',
        fromMs: at('11-01T00:00'),
        toMs: at('12-01T00:00'),
      } as const,
    ],
  };
  const options = { author: 'an', nowMs: () => at('12-02T00:00') };

  test('count where nothing was measured, and their outages with them', async () => {
    const path = writeLedger([
      inventory(),
      {
        recordedMs: at('12-01T00:00'),
        changes: [
          change('device:cam', 'up', at('11-09T00:00')),
          change('device:sw', 'up', at('11-09T00:00')),
        ],
        coverage: [{ fromMs: at('11-09T00:00'), toMs: at('12-01T00:00'), closed: 'stop' }],
      },
    ]);
    const before = settleLedger(path);
    await importChanges(path, imported, options);

    const after = settleLedger(path);

    expect(hoursOf(before, 'device:cam')).toBe('unknown 192, up 528');
    expect(hoursOf(after, 'device:cam')).toBe('down 4, up 716');
    expect(hoursOf(after, 'device:sw')).toBe('unknown 192, up 528');
    const [outage] = after.parts[0]?.entities[0]?.outages ?? [];
    // From 9 November on we watched ourselves, and it was up.
    expect(outage).toMatchObject({ fromMs: at('11-08T20:00'), toMs: at('11-09T00:00') });
    // The import, its coverage and its three changes, and the revision of the line that the camera hangs on.
    expect(after.ledgerRows.count).toBe(before.ledgerRows.count + 6);
    expect(settleLedger(path, { recordedBeforeMs: at('12-02T00:00') }).ledgerRows).toEqual(before.ledgerRows);
  });
});

describe('hand-overs', () => {
  test('a contract that passes to another contractor is settled in parts, each with its own', () => {
    const taken = { ...CAMERAS, contractor: 'c' };
    const settlement = settle([
      inventory(),
      watched(),
      { recordedMs: at('11-16T00:00'), revisions: [contractRevision(at('11-16T00:00'), taken)] },
    ]);

    expect(settlement.parts.map(({ contractor }) => contractor)).toEqual(['a', 'c']);
    expect(settlement.contractor).toBe('c');
    expect(hoursOf(settlement, 'device:cam', 0)).toBe('up 360');
    expect(hoursOf(settlement, 'device:cam', 1)).toBe('up 360');
  });

  test('what is in front of a camera answers to whoever had it at that second', () => {
    const recorded = [
      inventory({ contracts: [CAMERAS, LINES] }),
      watched(),
      down('device:sw', at('11-15T12:00'), at('11-16T12:00')),
      down('device:cam', at('11-15T12:00'), at('11-16T12:00')),
      {
        recordedMs: at('11-16T00:00'),
        revisions: [deviceRevision(at('11-16T00:00'), { ...SWITCH, contracts: ['lines'] })],
      },
    ];

    expect(hoursOf(settle(recorded), 'device:cam')).toBe('others 12, down 12, up 696');
  });

  test('a hand-over that is older than the record divides the period too', () => {
    const atMs = at('11-16T00:00');
    const recordedMs = at('11-20T00:00');
    const handover = {
      atMs,
      kind: 'device',
      id: 'cam',
      field: 'contract',
      from: 'lines',
      to: 'cameras',
    } as const;
    const settlement = settle([
      inventory({ devices: [SWITCH] }),
      watched(),
      { recordedMs, revisions: [deviceRevision(atMs, CAMERA), handoverRevision(handover)] },
    ]);

    expect(hoursOf(settlement, 'device:cam')).toBe('out-of-service 360, up 360');
  });
});

describe('calendars', () => {
  const calendar = (id: string, holidays: readonly string[]) => ({
    id,
    name: id,
    sample: false,
    windows: [],
    holidays,
  });
  const contracts = [camerasWith({ holidays: 'viet-nam' }), LINES];

  test('those on record hold, and a change of one in the period makes parts', () => {
    const revision = (fromMs: number, holidays: readonly string[]) => ({
      recordedMs: fromMs,
      revisions: [
        { kind: 'calendar', id: 'viet-nam', fromMs, body: toJson(calendar('viet-nam', holidays)) } as const,
      ],
    });
    const recorded = [revision(at('10-01T00:00'), ['2026-11-05']), inventory({ contracts }), watched()];

    expect(hoursOf(settle(recorded), 'device:cam')).toBe('out-of-service 24, up 696');
    const changed = settle([...recorded, revision(at('11-10T00:00'), ['2026-11-05', '2026-11-20'])]);
    expect([hoursOf(changed, 'device:cam', 0), hoursOf(changed, 'device:cam', 1)]).toEqual([
      'out-of-service 24, up 192',
      'out-of-service 24, up 480',
    ]);
  });

  test('of one that is not on record what is given holds', () => {
    const calendars = new Map([['viet-nam', calendar('viet-nam', ['2026-11-05'])]]);

    const settlement = settle([inventory({ contracts }), watched()], { calendars });

    expect(hoursOf(settlement, 'device:cam')).toBe('out-of-service 24, up 696');
  });
});

describe('targets that need other sources', () => {
  test('days without recording and the longest gap come from the settled recording', () => {
    const nvr = device({ id: 'nvr', kind: 'nvr', contracts: ['cameras'] });
    const recording = (entity: Entity, state: 'up' | 'down', text: string) =>
      change(entity, state, at(text), { indicator: 'recording' });
    const gapOf = (entity: Entity) => [
      recording(entity, 'up', '10-01T00:00'),
      recording(entity, 'down', '11-05T12:00'),
      recording(entity, 'up', '11-08T12:00'),
    ];
    const settlement = settle([
      inventory({
        devices: [SWITCH, CAMERA, nvr],
        contracts: [
          camerasWith({
            longest_recording_gap: '24h',
            deductions: { per: 'recorder and started day without recording', amount: '50000 VND' },
          }),
          LINES,
        ],
      }),
      watched(),
      {
        recordedMs: at('12-01T00:00'),
        changes: [...gapOf('device:nvr'), ...gapOf('device:cam')],
      },
    ]);

    const checks = settlement.parts[0]?.figures.checks;
    expect(checks).toEqual([
      {
        target: 'longest-recording-gap',
        outcome: 'missed',
        breaches: ['device:cam', 'device:nvr'].map((entity) => ({
          entity,
          working: `${3 * DAY_MS} ms > ${DAY_MS} ms`,
        })),
        notMeasured: ['device:sw'],
      },
    ]);
    expect(settlement.parts[0]?.figures.money.lines).toMatchObject([
      { entity: 'device:nvr', payable: 100_000n },
    ]);
  });

  test('a line was too small on days in a row, also where they began before the period', () => {
    const path = writeLedger([
      inventory({
        contracts: [{ ...LINES, terms: { indicator: 'reach', saturation: { over: '90%', for: '7d' } } }],
      }),
      watched(),
    ]);
    const dates = ['10-28', '10-29', '10-30', '10-31', '11-01', '11-02', '11-03'];
    const database = openStore(path, { nowMs: () => 0 });
    const writer = createLedgerWriter(database, { collector: 'collector-1', run: 'run-1' });
    const closed = dates.map((date) => trafficDay([95_000_000], { linkId: 'line', date: `2026-${date}` }));
    writer.recordTraffic({ open: [], closed }, at('12-01T00:00'));
    database.close();

    const settlement = settleLedger(path, { contractId: 'lines' });

    expect(settlement.parts[0]?.figures.checks).toMatchObject([
      { target: 'saturation', outcome: 'missed', breaches: [{ entity: 'link:line' }] },
    ]);
    const early = settleLedger(path, { contractId: 'lines', recordedBeforeMs: at('12-01T00:00') });
    expect(early.parts[0]?.figures.checks).toMatchObject([{ outcome: 'not-measured' }]);
    expect(settlement.ledgerRows.count - early.ledgerRows.count).toBeGreaterThanOrEqual(7);
  });
});

test('what a contract counts and nobody measures is told', () => {
  const settlement = settle([inventory(), watched(['device:cam'])]);

  expect(settlement.warnings).toEqual([
    { code: 'not-measured', indicator: 'reach', count: 1, of: 2, entities: ['device:sw'] },
  ]);
});
