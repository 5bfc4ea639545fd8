import fc from 'fast-check';
import { expect, test } from 'vitest';
import { INDICATORS, STATES } from '#core/domain/state.ts';
import { device, openInventoryOf } from '#test/support/inventory.ts';
import { countStatuses } from '#test/support/live-of.ts';

const name = fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined });
const fleet = fc.uniqueArray(
  fc.record({
    id: fc.stringMatching(/^[a-z]{1,4}$/),
    kind: fc.constantFrom('camera', 'nvr', 'switch'),
    agency: name,
    contractor: name,
    programme: name,
    states: fc.record({ reach: fc.constantFrom(...STATES), service: fc.constantFrom(...STATES) }),
  }),
  { selector: ({ id }) => id, maxLength: 60 },
);

test('every series sums up to the fleet, state by state', () => {
  fc.assert(
    fc.property(fleet, (members) => {
      const devices = members.map(({ states: _, agency, contractor, programme, ...rest }) =>
        device({
          ...rest,
          ...(agency && { agency }),
          ...(contractor && { contractor }),
          ...(programme && { programme }),
        }),
      );
      const statuses = members.flatMap(({ id, states }) =>
        INDICATORS.flatMap((indicator) =>
          indicator === 'reach' || indicator === 'service'
            ? [
                {
                  entity: `device:${id}` as const,
                  indicator,
                  state: states[indicator],
                  sinceMs: 0,
                  afterMs: 0,
                },
              ]
            : [],
        ),
      );

      const counts = countStatuses(openInventoryOf({ devices }), statuses, Date.UTC(2026, 0, 1));

      for (const rows of Object.values(counts)) {
        for (const state of STATES) {
          const total = rows.reduce((sum, row) => sum + row.counts[state], 0);
          expect(total).toBe(statuses.filter((status) => status.state === state).length);
        }
        const keys = rows.map(({ tags }) => JSON.stringify(tags));
        expect(new Set(keys).size).toBe(keys.length);
      }
    }),
  );
});
