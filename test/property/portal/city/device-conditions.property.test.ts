import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createDeviceColumns } from '#collector/states/device-columns.ts';
import type { LiveStatus } from '#core/domain/sinks.ts';
import { deviceEntity, INDICATORS, STATES } from '#core/domain/state.ts';
import { conditionOf } from '#portal/city/condition.ts';
import { addCounts, createTally, tally } from '#portal/city/counts.ts';
import { createConditionReader } from '#portal/city/device-conditions.ts';
import { buildVisibleFleet } from '#portal/city/visible-fleet.ts';
import { columnsOfStatuses } from '#test/support/columns-of-statuses.ts';
import { sampleFleet } from '#test/support/sample-fleet.ts';

const { inventory } = sampleFleet({ camerasPerArea: 1 });
const ids = [...inventory.devices.keys()].slice(0, 12);

const statusOf = fc.record({
  state: fc.constantFrom(...STATES),
  reason: fc.constantFrom(undefined, 'timeout', 'ping-filtered', 'no-access'),
  sinceMs: fc.nat(10_000),
});
const statuses = fc
  .array(
    fc.tuple(
      fc.constantFrom(...ids),
      fc.dictionary(fc.constantFrom(...INDICATORS), statusOf, { maxKeys: 6 }),
    ),
    { maxLength: 12 },
  )
  .map((all) =>
    [...new Map(all)].flatMap(([id, rungs]) =>
      INDICATORS.flatMap((indicator): LiveStatus[] => {
        const known = rungs[indicator];
        if (known === undefined) return [];
        const { reason, ...rest } = known;
        return [
          {
            ...{ entity: deviceEntity(id), indicator, afterMs: rest.sinceMs - 1, ...rest },
            ...(reason && { reason }),
          },
        ];
      }),
    ),
  );

const readConditions = createConditionReader();

test('conditions read off columns are those of the statuses of each device, and are counted once each', () => {
  fc.assert(
    fc.property(statuses, (all) => {
      const { columns } = createDeviceColumns(inventory, 1_000_000);
      const fleet = buildVisibleFleet(inventory, columns);
      const read = readConditions(columnsOfStatuses(columns, all, 1), fleet, inventory);

      for (const [index, id] of [...inventory.devices.keys()].entries()) {
        const own = all.filter(({ entity }) => entity === deviceEntity(id));
        const isTold = fleet.indexOf(id) >= 0 && columns.isWatched[index] === 1;
        if (own.length > 0) expect(read.conditionAt(index)).toEqual(isTold ? conditionOf(own) : undefined);
      }
      const counted = createTally();
      const reasons: string[] = [];
      for (const index of fleet.devices) {
        const state = read.stateAt(index);
        if (state) tally(counted, state);
        if (state === 'unknown') reasons.push(read.conditionAt(index)?.reason ?? 'no-data-yet');
      }
      expect(addCounts(read.counts.map(({ counts }) => counts))).toEqual(counted);
      expect(read.watched).toBe(counted.total);
      const byReason = Map.groupBy(reasons, (reason) => reason).entries();
      expect(read.unknownReasons).toEqual(new Map(byReason.map(([reason, alike]) => [reason, alike.length])));
    }),
    { numRuns: 200 },
  );
});
