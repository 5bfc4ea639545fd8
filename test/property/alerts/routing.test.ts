import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createOpenHours } from '#alerts/notifications/routing/city-time.ts';
import { createDueTime } from '#alerts/notifications/routing/due-time.ts';
import { dutyOf, nextTurn } from '#alerts/notifications/routing/duty.ts';
import { matches, scopeOf } from '#alerts/notifications/routing/incident-scope.ts';
import { createRouter } from '#alerts/notifications/routing/route-news.ts';
import { createWhereabout } from '#config/inventory/whereabouts.ts';
import type { AlertFilter, AlertRecipient, Shift } from '#core/domain/alert-settings.ts';
import type { Entity } from '#core/domain/state.ts';
import { type DayWindow, WEEKDAYS } from '#core/time/calendar.ts';
import { days, minutes } from '#core/time/units.ts';
import { HANOI_ZONE, inHanoi, recipient, recipientsOf, rosterOf } from '#test/support/alert-recipients.ts';
import { twoWards } from '#test/support/routed-night.ts';

const someOf = <Value>(...values: readonly Value[]) => fc.subarray([...values], { minLength: 1 });
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined });

const severity = fc.constantFrom('minor' as const, 'major' as const, 'critical' as const);
const aFilter: fc.Arbitrary<AlertFilter> = fc
  .record({
    agencies: maybe(someOf('police', 'dost', 'nobody')),
    districts: maybe(someOf('d1', 'd2')),
    areas: maybe(someOf('w1', 'w2')),
    contractors: maybe(someOf('carrier', 'keeper', 'other')),
    kinds: maybe(someOf('camera' as const, 'link' as const, 'switch' as const, 'collector' as const)),
    severities: maybe(someOf('minor' as const, 'major' as const, 'critical' as const)),
  })
  .map((filter) => Object.fromEntries(Object.entries(filter).filter(([, list]) => list !== undefined)));

const aWindow: fc.Arbitrary<DayWindow> = fc
  .record({
    days: someOf(...WEEKDAYS),
    fromMinute: fc.integer({ min: 0, max: 1_439 }),
    toMinute: fc.integer({ min: 0, max: 1_440 }),
  })
  .filter(({ fromMinute, toMinute }) => fromMinute !== toMinute);
const anInstant = fc.integer({ min: inHanoi('2026-01-01 00:00'), max: inHanoi('2026-12-31 00:00') });

const WHEREABOUT = createWhereabout(twoWards());
const MEMBERS: readonly Entity[] = [
  'link:line',
  'device:switch',
  'device:a-1',
  'device:b-1',
  'device:far',
  'device:alone',
  'device:gone',
];
const aRoot = fc.oneof(
  fc.constantFrom(...MEMBERS).map((entity) => ({ kind: 'entity' as const, entity })),
  fc.constant({ kind: 'collector' as const, collector: 'main' }),
);

describe('of an incident that opens', () => {
  const drawn = fc.record({
    filters: fc.array(aFilter, { maxLength: 6 }),
    root: aRoot,
    members: fc.subarray([...MEMBERS]),
    severity,
    isMuted: fc.constantFrom(false, false, false, true),
  });
  const routed = (filters: readonly AlertFilter[], { root, members, ...incident }: Opened) => {
    const recipients = recipientsOf(
      ...filters.map((filter, index) => recipient(`r-${index}`, { filter })),
      recipient('last', { filter: { severities: [] } }),
    );
    const scope = scopeOf({ root }, members, WHEREABOUT, 0);
    const news = { kind: 'opened', atMs: 0, incident } as const;
    const { routeNews } = createRouter({ recipients, fallback: 'last' }, 'UTC');
    return { scope, planned: routeNews(news, scope, new Map()), recipients };
  };
  type Opened = Omit<typeof drawn extends fc.Arbitrary<infer Drawn> ? Drawn : never, 'filters'>;

  test('each who matches is told once, nobody else is, and somebody always', () => {
    fc.assert(
      fc.property(drawn, ({ filters, ...opened }) => {
        const { scope, planned, recipients } = routed(filters, opened);

        const matching = [...recipients.values()].filter(({ filter }) => matches(filter, scope, opened));
        const expected = matching.length > 0 ? matching.map(({ id }) => id) : ['last'];
        expect(planned.map((message) => message.recipient)).toEqual(opened.isMuted ? [] : expected);
      }),
    );
  });

  test('a list more in a filter never adds an incident', () => {
    fc.assert(
      fc.property(drawn, aFilter, aFilter, ({ root, members, ...incident }, filter, more) => {
        const scope = scopeOf({ root }, members, WHEREABOUT, 0);

        const isMatch = matches(filter, scope, incident);
        const isMatchOfMore = matches({ ...more, ...filter }, scope, incident);
        expect(isMatch || !isMatchOfMore).toBe(true);
      }),
    );
  });
});

describe('hours', () => {
  test('what is held is due at the beginning of hours, what is not is sent within them', () => {
    fc.assert(
      fc.property(
        fc.array(aWindow, { minLength: 1, maxLength: 3 }),
        anInstant,
        severity,
        (hours, atMs, how) => {
          const dueTime = createDueTime({ hours, always: [] }, HANOI_ZONE);

          const { state, dueMs } = dueTime.newsAt(atMs, how);

          const isOpen = (ms: number) => createOpenHours(hours, HANOI_ZONE).nextOpenMs(ms) === ms;
          expect(isOpen(dueMs)).toBe(true);
          expect(state).toBe(isOpen(atMs) ? 'waiting' : 'held');
          expect(dueMs - atMs).toBeLessThanOrEqual(days(7));
          if (state === 'held') expect(isOpen(dueMs - 1)).toBe(false);
          else expect(dueMs).toBe(atMs);
        },
      ),
    );
  });

  test('what was asked before makes no difference', () => {
    fc.assert(
      fc.property(aWindow, fc.array(anInstant, { minLength: 1, maxLength: 8 }), (window, instants) => {
        const asked = createOpenHours([window], HANOI_ZONE);

        for (const atMs of instants)
          expect(asked.nextOpenMs(atMs)).toBe(createOpenHours([window], HANOI_ZONE).nextOpenMs(atMs));
      }),
    );
  });

  test('a digest comes at the latest when it was promised', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 7 * 24 * 60 }), anInstant, (everyMinutes, atMs) => {
        const given: Pick<AlertRecipient, 'digestMs' | 'always'> = {
          digestMs: minutes(everyMinutes),
          always: [],
        };

        const { state, dueMs } = createDueTime(given, HANOI_ZONE).newsAt(atMs, 'minor');

        expect(state).toBe('held');
        expect(dueMs).toBeGreaterThan(atMs);
        expect(dueMs - atMs).toBeLessThanOrEqual(minutes(everyMinutes));
      }),
    );
  });
});

describe('duty', () => {
  const aShift: fc.Arbitrary<Shift> = fc
    .tuple(aWindow, fc.constantFrom('a', 'b', 'c'), maybe(fc.constantFrom('2026-03-01', '2026-06-01')))
    .map(([window, contact, fromDate]) => ({
      ...window,
      contact,
      ...(fromDate !== undefined && { fromDate }),
    }));
  const aRoster = fc
    .tuple(fc.array(aShift, { maxLength: 4 }), maybe(fc.constant('last')))
    .map(([shifts, otherwise]) => rosterOf(shifts, otherwise));

  /** On the last day that is looked at, and ends on the next. */
  const BEGINS_IN_A_FORTNIGHT = rosterOf([
    { days: ['mon', 'tue'], fromMinute: 2, toMinute: 1, contact: 'a', fromDate: '2026-03-01' },
  ]);

  test('the turn that ends next is of whoever was on duty all the while, and turns follow each other', () => {
    fc.assert(
      fc.property(aRoster, anInstant, fc.double({ min: 0, max: 1, noNaN: true }), (roster, atMs, share) => {
        const turn = nextTurn(roster, atMs, HANOI_ZONE);
        if (!turn) return;

        const within = Math.min(turn.toMs - 1, Math.floor(turn.fromMs + share * (turn.toMs - turn.fromMs)));
        expect(turn.toMs).toBeGreaterThan(atMs);
        expect(dutyOf(roster, within, HANOI_ZONE)).toBe(turn.contact);
        const next = nextTurn(roster, turn.toMs, HANOI_ZONE);
        if (next) expect(next.fromMs).toBeGreaterThanOrEqual(turn.toMs);
      }),
      { numRuns: 50, examples: [[BEGINS_IN_A_FORTNIGHT, inHanoi('2026-02-16 00:00'), 0]] },
    );
  });

  test('somebody is on at every instant where somebody is named for the rest', () => {
    fc.assert(
      fc.property(fc.array(aShift, { maxLength: 4 }), anInstant, (shifts, atMs) => {
        expect(dutyOf(rosterOf(shifts, 'last'), atMs, HANOI_ZONE)).toBeDefined();
        const turn = nextTurn(rosterOf(shifts, 'last'), atMs, HANOI_ZONE);
        expect(turn && turn.fromMs <= atMs && atMs < turn.toMs).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});
