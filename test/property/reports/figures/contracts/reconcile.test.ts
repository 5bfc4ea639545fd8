import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Member } from '#availability/inventory/members.ts';
import { buildDayGrid } from '#availability/sums/day-grid.ts';
import { createAddStates, emptyStateMs, OUT } from '#availability/timelines/state-ms.ts';
import { measureWindow } from '#availability/window/measure-window.ts';
import { deviceEntity, STATES, type State } from '#core/domain/state.ts';
import { clip, intersect, subtract, totalMs, union } from '#core/time/intervals.ts';
import { createContractRegions } from '#reports/figures/contracts/contract-regions.ts';
import { type ReconciledPeriod, reconcile } from '#reports/figures/contracts/reconcile.ts';
import type { ClassMs, CountedClass } from '#reports/figures/contracts/statement-digest.ts';
import type { ContractLane } from '#reports/figures/measured/contract-lanes.ts';
import { changeColumns } from '../../../../support/change-columns.ts';
import { contract } from '../../../../support/settled-city.ts';

const WINDOW = { fromMs: 1_000, toMs: 2_000 };
const MONTHS = [
  { fromMs: 1_000, toMs: 1_400 },
  { fromMs: 1_400, toMs: 2_000 },
];

const anInstant = fc.integer({ min: 800, max: 2_200 });
const anInterval = fc
  .tuple(anInstant, anInstant)
  .map(([a, b]) => ({ fromMs: Math.min(a, b), toMs: Math.max(a, b) }));
const aSet = fc.array(anInterval, { maxLength: 4 }).map(union);
const aState = fc.constantFrom<State>(...STATES);
const someChanges = fc
  .uniqueArray(fc.tuple(anInstant, aState), { maxLength: 8, selector: ([atMs]) => atMs })
  .map((changes) => changes.toSorted(([a], [b]) => a - b));

const CONTRACTS = ['a', 'b', 'c'];
/** When each contract has the device: two at once too. */
const someVersions = fc
  .array(fc.tuple(anInstant, fc.subarray(CONTRACTS)), { minLength: 1, maxLength: 3 })
  .map((turns) => turns.toSorted(([a], [b]) => a - b))
  .map((turns) =>
    turns.map(([fromMs, contracts], place) => ({
      fromMs: place === 0 ? Number.NEGATIVE_INFINITY : fromMs,
      toMs: turns[place + 1]?.[0] ?? Number.POSITIVE_INFINITY,
      seq: place,
      sinceMs: fromMs,
      value: { contracts },
    })),
  );

const aDevice = fc.record({ changes: someChanges, service: aSet, contracts: someVersions });
const aLane = fc.record({ inForce: aSet, hours: aSet });

/** Whatever a statement says, right or wrong. */
const CLASSES: readonly CountedClass[] = ['up', 'degraded', 'down', 'unknown', 'excused', 'others'];
const aDigest: fc.Arbitrary<ClassMs> = fc
  .array(fc.tuple(fc.constantFrom(...CLASSES), aState, fc.nat(500)), { maxLength: 6 })
  .map((cells) => {
    const classMs = new Map<CountedClass, Map<State, number>>();
    for (const [settled, state, ms] of cells) {
      const own = classMs.get(settled) ?? new Map<State, number>();
      classMs.set(settled, own.set(state, ms));
    }
    return classMs;
  });
const aStatement = fc.record({
  state: fc.constantFrom('issued', 'restated', 'draft', 'none'),
  issued: aDigest,
  latest: aDigest,
  importedMs: fc.array(fc.nat(100), { minLength: 5, maxLength: 5 }),
});
type Statement = typeof aStatement extends fc.Arbitrary<infer Value> ? Value : never;

function laneOf(
  id: string,
  given: { readonly inForce: ReturnType<typeof union>; readonly hours: ReturnType<typeof union> },
): ContractLane {
  const inForce = clip(given.inForce, WINDOW);
  const hours = intersect(inForce, given.hours);
  return {
    id,
    contract: contract({ id, contractor: id }),
    // The first reaches out of the window.
    periods: [
      {
        period: { fromMs: 800, toMs: 1_500, label: '1' },
        inside: { fromMs: 1_000, toMs: 1_500 },
        extent: 'crossing',
      },
      {
        period: { fromMs: 1_500, toMs: 2_000, label: '2' },
        inside: { fromMs: 1_500, toMs: 2_000 },
        extent: 'whole',
      },
    ],
    counting: new Map([['reach', { inForce, hours, outside: subtract(inForce, hours) }]]),
  };
}

describe('the reconciliation', () => {
  it('closes to zero, whatever contracts, hours, hand-overs, gaps, late data and statements there are', () => {
    fc.assert(
      fc.property(
        fc.array(aDevice, { minLength: 1, maxLength: 4 }),
        fc.tuple(aLane, aLane, aLane),
        aSet,
        fc.array(aStatement, { minLength: 6, maxLength: 6 }),
        (devices, lanes, coverage, statements) => {
          const { table } = reconcileAll(devices, lanes, coverage, statements);
          expect(Object.values(table.difference).every((ms) => ms === 0)).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('has in its regions every millisecond in service once, less what two contracts share', () => {
    fc.assert(
      fc.property(
        fc.array(aDevice, { minLength: 1, maxLength: 3 }),
        fc.tuple(aLane, aLane, aLane),
        (devices, lanes) => {
          const { regions } = reconcileAll(devices, lanes, [WINDOW], []);
          const sum = (ms: ArrayLike<number>) => Array.from(ms).reduce((total, one) => total + one, 0);
          const inServiceMs = devices.reduce(
            (total, { service }) => total + totalMs(clip(service, WINDOW)),
            0,
          );
          const countedMs = regions.periods().reduce((total, { stateMs }) => total + sum(stateMs), 0);
          const restMs = (name: 'outside-hours' | 'without-contract' | 'overlaps') =>
            sum(regions.rest(name, 'reach', 'camera').stateMs);
          expect(countedMs + restMs('outside-hours') + restMs('without-contract') - restMs('overlaps')).toBe(
            inServiceMs,
          );
        },
      ),
    );
  });
});

function reconcileAll(
  devices: readonly (typeof aDevice extends fc.Arbitrary<infer Value> ? Value : never)[],
  lanes: readonly (typeof aLane extends fc.Arbitrary<infer Value> ? Value : never)[],
  coverage: ReturnType<typeof union>,
  statements: readonly Statement[],
) {
  const columns = changeColumns(
    devices.map(({ changes }, place) => ({ entity: deviceEntity(`cam-${place}`), changes })),
  );
  const { watchedMs } = buildDayGrid(WINDOW, clip(coverage, WINDOW), 'Asia/Ho_Chi_Minh');
  const addStates = createAddStates(columns, () => watchedMs);
  const regions = createContractRegions({
    lanes: lanes.map((lane, place) => laneOf(CONTRACTS[place] ?? '', lane)),
    addStates,
  });
  const belonging = {
    kind: 'camera',
    agency: 'x',
    district: 'x',
    area: 'x',
    programme: 'x',
    purpose: 'x',
    contractor: 'x',
  } as const;
  const members = new Map(
    devices.map(({ service, contracts }, place): [string, Member] => {
      const entity = deviceEntity(`cam-${place}`);
      const memberships = [{ fromMs: Number.NEGATIVE_INFINITY, belonging }];
      return [entity, { entity, kind: 'camera', service, memberships, contracts }];
    }),
  );
  const tally = measureWindow({
    window: WINDOW,
    months: MONTHS,
    columns,
    addStates,
    memberOf: (entity) => members.get(entity),
    isAsked: () => true,
    onPair: ({ member, slice, service }) => regions.add(member, slice, service),
  });
  // One of which nothing was ever measured.
  const [first] = members.values();
  if (first)
    regions.addNeverMeasured(
      { ...first, entity: deviceEntity('dark') },
      'reach',
      clip(first.service, WINDOW),
    );
  const annual = emptyStateMs();
  for (const { months } of tally.cells())
    for (const { stateMs } of months)
      for (const [place, ms] of stateMs.entries()) annual[place] = (annual[place] ?? 0) + ms;
  annual[OUT] = 0;
  const periods = regions.periods().map((region, place): ReconciledPeriod => {
    const { extent } = region.period;
    const statement = statements[place];
    if (!statement || statement.state === 'none') return { region, extent, state: 'none' };
    const entities = region.entities;
    const imported = { ...region, importedMs: Float64Array.from(statement.importedMs) };
    return {
      region: imported,
      extent,
      state: statement.state,
      latest: { classMs: statement.latest, entities },
      ...(statement.state !== 'draft' && { issued: { classMs: statement.issued, entities } }),
    };
  });
  const rest: Parameters<typeof reconcile>[0]['rest'] = (name) => regions.rest(name, 'reach', 'camera');
  return { regions, table: reconcile({ indicator: 'reach', kind: 'camera', periods, rest, annual }) };
}
