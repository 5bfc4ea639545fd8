import { expect, test } from 'vitest';
import { createFleetCounter } from '#collector/influx/lines/fleet-counts.ts';
import { createFleetLines } from '#collector/influx/lines/fleet-lines.ts';
import { STATES } from '#core/domain/state.ts';
import { minutes } from '#core/time/units.ts';
import { liveOf } from '#test/support/live-of.ts';
import { smallCity } from '#test/support/small-city.ts';

const MINUTE_MS = Date.UTC(2026, 0, 1);
const inventory = smallCity();
const columns = liveOf(
  inventory,
  ['cam-1-1', 'cam-2-1'].map((id) => ({
    ...({ entity: `device:${id}`, indicator: 'reach', state: 'up', sinceMs: 0, afterMs: 0 } as const),
  })),
  MINUTE_MS,
).columns();

test('rows are written every minute, and within it those alone whose counts are others', () => {
  const [count, render] = [createFleetCounter(), createFleetLines(() => inventory)];
  const all = render(count(columns), MINUTE_MS + 1);

  const within = render(count(columns), MINUTE_MS + 5_000);
  const state = columns.state.with(1, STATES.indexOf('down'));
  const changed = render(count({ ...columns, state }), MINUTE_MS + 10_000);
  const next = render(count({ ...columns, state }), MINUTE_MS + minutes(1));

  expect(within).toEqual([]);
  // Both cameras are in one row of each series but the two by place.
  expect(changed).toHaveLength(all.length - 3);
  expect(changed[0]).toBe(
    `fleet_city,indicator=reach,kind=camera up=1i,degraded=0i,down=1i,unknown=0i ${MINUTE_MS}`,
  );
  expect(next).toHaveLength(all.length);
});
