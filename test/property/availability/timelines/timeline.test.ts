import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sumHours, sumStates } from '#availability/sums/hours.ts';
import type { StateSums } from '#availability/timelines/state-ms.ts';
import { buildTimeline, type Segment, type TimelineInput } from '#availability/timelines/timeline.ts';
import { STATES } from '#core/domain/state.ts';

const SPAN_MS = 20_000_000;
const anInstant = fc.integer({ min: -SPAN_MS, max: SPAN_MS });
const anInterval = fc
  .tuple(anInstant, anInstant)
  .map(([a, b]) => ({ fromMs: Math.min(a, b), toMs: Math.max(a, b) }));
const aPeriod = anInterval;

const changes = fc
  .array(
    fc.record(
      { atMs: anInstant, state: fc.constantFrom(...STATES), reason: fc.constantFrom('timeout', 'refused') },
      { requiredKeys: ['atMs', 'state'] },
    ),
    { maxLength: 30 },
  )
  .map((list) => list.map((change, seq) => ({ ...change, seq })));

const imported = fc.array(
  fc.record({
    source: fc.constantFrom('zabbix', 'sheet'),
    changes,
    coverage: fc.array(anInterval, { maxLength: 3 }),
  }),
  { maxLength: 2 },
);

const anInput: fc.Arbitrary<TimelineInput> = fc.record({
  changes,
  coverage: fc.array(anInterval, { maxLength: 6 }),
  imported,
  service: fc.array(anInterval, { maxLength: 4 }),
  period: aPeriod,
});

const total = ({ upMs, degradedMs, downMs, unknownMs, outOfServiceMs }: StateSums) =>
  upMs + degradedMs + downMs + unknownMs + outOfServiceMs;

const addSums = (a: StateSums, b: StateSums): StateSums => ({
  upMs: a.upMs + b.upMs,
  degradedMs: a.degradedMs + b.degradedMs,
  downMs: a.downMs + b.downMs,
  unknownMs: a.unknownMs + b.unknownMs,
  outOfServiceMs: a.outOfServiceMs + b.outOfServiceMs,
});

test('up, degraded, down, unknown and out of service make up the period, to the millisecond', () => {
  fc.assert(
    fc.property(anInput, (input) => {
      const segments = buildTimeline(input);

      expect(total(sumStates(segments))).toBe(input.period.toMs - input.period.fromMs);
      expect(isSeamless(segments, input)).toBe(true);
    }),
  );
});

test('splitting a period never changes a sum', () => {
  fc.assert(
    fc.property(anInput, fc.double({ min: 0, max: 1, noNaN: true }), (input, share) => {
      const { fromMs, toMs } = input.period;
      const splitMs = fromMs + Math.floor((toMs - fromMs) * share);

      const first = sumStates(buildTimeline({ ...input, period: { fromMs, toMs: splitMs } }));
      const second = sumStates(buildTimeline({ ...input, period: { fromMs: splitMs, toMs } }));

      expect(addSums(first, second)).toEqual(sumStates(buildTimeline(input)));
    }),
  );
});

test('hours add up to the period, and each to no more than an hour', () => {
  fc.assert(
    fc.property(anInput, (input) => {
      const segments = buildTimeline(input);
      const perHour = sumHours(segments);

      const nothing = { upMs: 0, degradedMs: 0, downMs: 0, unknownMs: 0, outOfServiceMs: 0 };
      expect(perHour.map(({ hourMs: _, ...sums }) => sums).reduce(addSums, nothing)).toEqual(
        sumStates(segments),
      );
      expect(perHour.every((sums) => total(sums) <= 3_600_000 && sums.hourMs % 3_600_000 === 0)).toBe(true);
    }),
  );
});

test('the order in which changes and coverage arrive does not matter', () => {
  fc.assert(
    fc.property(
      anInput.chain((input) =>
        fc.record({
          input: fc.constant(input),
          changes: fc.shuffledSubarray([...input.changes], { minLength: input.changes.length }),
          coverage: fc.shuffledSubarray([...input.coverage], { minLength: input.coverage.length }),
        }),
      ),
      ({ input, changes: shuffled, coverage }) => {
        expect(buildTimeline({ ...input, changes: shuffled, coverage })).toEqual(buildTimeline(input));
      },
    ),
  );
});

test('every instant has the state of the last change at or before it, where it was watched and counted', () => {
  fc.assert(
    fc.property(anInput, fc.array(anInstant, { minLength: 1, maxLength: 20 }), (input, instants) => {
      const segments = buildTimeline(input);

      for (const ms of instants.filter((instant) => isIn([input.period], instant))) {
        const segment = segments.find((candidate) => isIn([candidate], ms));
        expect(segment?.state).toBe(stateAt(input, ms));
      }
    }),
  );
});

/** The slow truth for one instant. */
function stateAt({ changes: own, coverage, imported: others = [], service }: TimelineInput, ms: number) {
  if (!isIn(service, ms)) return 'out-of-service';
  const records = [{ changes: own, coverage }, ...others];
  const told = records.map((record) => isIn(record.coverage, ms) && lastAt(record.changes, ms)?.state);
  return told.find((state) => state !== false && state !== undefined) ?? 'unknown';
}

const lastAt = (all: TimelineInput['changes'], ms: number) =>
  all
    .filter(({ atMs }) => atMs <= ms)
    .reduce<TimelineInput['changes'][number] | undefined>(
      (latest, change) =>
        latest && (latest.atMs > change.atMs || (latest.atMs === change.atMs && latest.seq > change.seq))
          ? latest
          : change,
      undefined,
    );

const isIn = (intervals: readonly { fromMs: number; toMs: number }[], ms: number) =>
  intervals.some(({ fromMs, toMs }) => fromMs <= ms && ms < toMs);

/** Segments follow each other, and no two neighbours say the same. */
function isSeamless(segments: readonly Segment[], { period }: TimelineInput): boolean {
  if (period.fromMs === period.toMs) return segments.length === 0;
  const isJoined = segments.every(({ fromMs, state, reason, importedFrom }, index) => {
    const before = segments[index - 1];
    if (!before) return fromMs === period.fromMs;
    const isOther =
      before.state !== state || before.reason !== reason || before.importedFrom !== importedFrom;
    return before.toMs === fromMs && isOther;
  });
  return isJoined && segments.at(-1)?.toMs === period.toMs;
}

test('what was imported changes nothing where something was measured, and nothing but the unknown elsewhere', () => {
  fc.assert(
    fc.property(anInput, (input) => {
      const told = buildTimeline(input);
      const alone = buildTimeline({ ...input, imported: [] });

      for (const segment of told) {
        const before = alone.filter(({ fromMs, toMs }) => fromMs < segment.toMs && toMs > segment.fromMs);
        const isImported = segment.importedFrom !== undefined;
        expect(
          before.every(({ state, reason }) =>
            isImported
              ? state === 'unknown' && (reason === 'blind' || reason === 'no-data-yet')
              : state === segment.state && reason === segment.reason,
          ),
        ).toBe(true);
      }
    }),
  );
});
