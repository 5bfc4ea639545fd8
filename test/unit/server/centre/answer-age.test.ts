import { expect, test } from 'vitest';
import { seconds } from '#core/time/units.ts';
import { createAnswerAge } from '#server/centre/answer-age.ts';
import { device, inventoryOf } from '#test/support/inventory.ts';
import { fastSettings } from '#test/support/watched-world.ts';

const check = (intervalMs: number) => ({
  ...({ prober: 'icmp', intervalMs, timeoutMs: seconds(1), confirm: 3, recheckMs: seconds(5) } as const),
  ...({ degradedLossRatio: 0.5, transport: 'plain', playMs: 0, detailsEveryMs: seconds(60) } as const),
});
const settings = {
  ...fastSettings(),
  profiles: { camera: { reach: check(seconds(60)) }, router: { reach: check(seconds(20)) } },
};
const ageMs = createAnswerAge(() => ({
  inventory: inventoryOf({ devices: [device({ id: 'rt-1', profile: 'router' })] }),
  settings,
}));
/** Three packets, and how late a probe may be. */
const MORE_MS = seconds(3) + 2 * settings.collector.canaryIntervalMs + seconds(10);

test('an answer may be an interval old, and two repeats where it was not down', () => {
  expect(ageMs({ entity: 'device:rt-1', indicator: 'reach' }, true)).toBe(seconds(20) + MORE_MS);
  expect(ageMs({ entity: 'device:rt-1', indicator: 'reach' }, false)).toBe(seconds(20 + 16) + MORE_MS);
});

test('what checks of others tell is as old as the slowest of them', () => {
  expect(ageMs({ entity: 'link:core', indicator: 'reach' }, true)).toBe(seconds(60) + MORE_MS);
});
