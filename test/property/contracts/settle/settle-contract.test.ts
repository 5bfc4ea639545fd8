import fc from 'fast-check';
import { expect, test } from 'vitest';
import { computeAvailability } from '#availability/sums/availability.ts';
import type { ContractSettlement } from '#contracts/settle/contract-settlement.ts';
import { settleContract } from '#contracts/settle/settle-contract.ts';
import { SETTLED_CLASSES, type SettledClass } from '#contracts/sla/settled-class.ts';
import type { Change, Entity, State } from '#core/domain/state.ts';
import type { Interval } from '#core/time/intervals.ts';
import { readHistory } from '#ledger/history/history.ts';
import { CAMERA, inventory, TIME_ZONE } from '#test/support/settled-city.ts';
import { openLedgerOf, type Recorded } from '#test/support/settlement-ledger.ts';

const ENTITIES: readonly Entity[] = ['device:cam', 'device:sw', 'link:line'];
const START_MS = Date.parse('2026-11-01T00:00+07:00');
const HOUR_MS = 3_600_000;
const STATES: readonly State[] = ['up', 'down', 'down', 'degraded', 'unknown'];

const instant = fc.integer({ min: -200, max: 700 }).map((step) => START_MS + step * 977_777);

const randomChange: fc.Arbitrary<Change> = fc
  .record({
    entity: fc.constantFrom(...ENTITIES),
    state: fc.constantFrom(...STATES),
    atMs: instant,
    doubtMs: fc.integer({ min: 0, max: 300_000 }),
  })
  .map(({ entity, state, atMs, doubtMs }) => ({
    entity,
    indicator: 'reach' as const,
    state,
    ...(state === 'down' ? { reason: 'timeout' } : {}),
    afterMs: atMs - doubtMs,
    atMs,
  }));

/** No two of one entity at one instant: of those the last recorded holds, so that there the order would matter. */
const changes = fc.uniqueArray(randomChange, {
  maxLength: 40,
  selector: ({ entity, atMs }) => `${entity} ${atMs}`,
});

const coverage = fc
  .uniqueArray(fc.integer({ min: -210, max: 710 }), { minLength: 2, maxLength: 8 })
  .map((steps) => steps.map((step) => START_MS + step * 977_777).sort((a, b) => a - b))
  .map((ends) =>
    ends.slice(1).flatMap((toMs, index) => (index % 2 === 0 ? [{ fromMs: ends[index] ?? toMs, toMs }] : [])),
  );

const recordedMs = Date.parse('2026-12-01T00:00+07:00');

function ledgerOf(given: readonly Change[], watched: readonly Interval[]) {
  const batches: Recorded[] = [
    ...given.map((change) => ({ recordedMs, changes: [change] })),
    ...watched.map((stretch) => ({ recordedMs, coverage: [{ ...stretch, closed: 'stop' as const }] })),
  ];
  return openLedgerOf([inventory(), ...batches]);
}

function settleSpan(reader: ReturnType<typeof ledgerOf>, { fromMs, toMs }: Interval): ContractSettlement {
  return settleContract(reader, readHistory(reader), {
    contractId: 'cameras',
    period: { fromMs, toMs, label: 'span' },
    asOfMs: recordedMs,
    claims: [],
    maintenance: [],
    timeZone: TIME_ZONE,
  });
}

type Sums = Readonly<Record<SettledClass, number>>;

const sumsOf = (settlement: ContractSettlement): readonly Sums[] =>
  settlement.parts.flatMap(({ entities }) => entities.map(({ sums }) => sums));

const WHOLE = { fromMs: START_MS, toMs: START_MS + 160 * HOUR_MS };

test('splitting a period changes no sum, and classes add up to it', () => {
  fc.assert(
    fc.property(changes, coverage, fc.integer({ min: 1, max: 159 * 3_600 }), (given, watched, second) => {
      const reader = ledgerOf(given, watched);
      const splitMs = START_MS + second * 1_000;

      const whole = sumsOf(settleSpan(reader, WHOLE));
      const earlier = sumsOf(settleSpan(reader, { ...WHOLE, toMs: splitMs }));
      const later = sumsOf(settleSpan(reader, { ...WHOLE, fromMs: splitMs }));

      for (const [index, sums] of whole.entries()) {
        expect(Object.values(sums).reduce((a, b) => a + b)).toBe(WHOLE.toMs - WHOLE.fromMs);
        for (const name of SETTLED_CLASSES)
          expect((earlier[index]?.[name] ?? 0) + (later[index]?.[name] ?? 0)).toBe(sums[name]);
      }
    }),
    { numRuns: 80 },
  );
});

test('the order in which changes are recorded does not matter', () => {
  fc.assert(
    fc.property(changes, coverage, fc.infiniteStream(fc.integer()), (given, watched, keys) => {
      const shuffled = given
        .map((change) => ({ change, key: keys.next().value ?? 0 }))
        .sort((a, b) => a.key - b.key)
        .map(({ change }) => change);

      expect(sumsOf(settleSpan(ledgerOf(shuffled, watched), WHOLE))).toEqual(
        sumsOf(settleSpan(ledgerOf(given, watched), WHOLE)),
      );
    }),
    { numRuns: 30 },
  );
});

test('what is measured is the same as in the hourly availability', () => {
  fc.assert(
    fc.property(changes, coverage, (given, watched) => {
      const reader = ledgerOf(given, watched);
      const rows = computeAvailability(reader, {
        period: WHOLE,
        untilMs: WHOLE.toMs,
        devices: [CAMERA],
        indicators: () => ['reach'],
      });
      const camera = settleSpan(reader, WHOLE).parts[0]?.entities.find(
        ({ entity }) => entity === 'device:cam',
      );
      const measuredMs = (state: State) =>
        (camera?.segments ?? [])
          .filter(({ measured }) => measured === state)
          .reduce((sumMs, { fromMs, toMs }) => sumMs + (toMs - fromMs), 0);
      const hourlyMs = (name: 'upMs' | 'downMs' | 'degradedMs' | 'unknownMs') =>
        rows.reduce((sumMs, row) => sumMs + row[name], 0);

      expect([measuredMs('up'), measuredMs('down'), measuredMs('degraded'), measuredMs('unknown')]).toEqual([
        hourlyMs('upMs'),
        hourlyMs('downMs'),
        hourlyMs('degradedMs'),
        hourlyMs('unknownMs'),
      ]);
    }),
    { numRuns: 30 },
  );
});
