import { expect, test } from 'vitest';
import { createTroubles } from '#collector/influx/lines/troubles.ts';
import type { LiveStatus } from '#core/domain/sinks.ts';
import { finish } from '#core/host/in-slices.ts';
import { device, link, openInventoryOf } from '#test/support/inventory.ts';
import { liveOf } from '#test/support/live-of.ts';
import { surroundingsOf } from '#test/support/surroundings-of.ts';

const INVENTORY = openInventoryOf({
  devices: [
    device({ id: 'cam-1', name: 'Camera 1' }),
    device({ id: 'cam-2' }),
    device({ id: 'retired', lifecycle: [{ stage: 'retired', atMs: 0 }] }),
  ],
  links: [link({ id: 'line' })],
});
const NOW_MS = Date.UTC(2026, 10, 26, 5, 0, 30);
const MINUTE_MS = Date.UTC(2026, 10, 26, 5);

const status = (given: Partial<LiveStatus>): LiveStatus => ({
  entity: 'device:cam-1',
  indicator: 'reach',
  state: 'down',
  reason: 'timeout',
  sinceMs: 1_000,
  afterMs: 500,
  ...given,
});
const brief = (lines: readonly string[]) =>
  lines.map((line) => {
    const [, entity, indicator] = /entity=([^,]+),indicator=(\w+)/.exec(line) ?? [];
    return `${entity} ${indicator} ${/state="(\w+)"/.exec(line)?.[1]}`;
  });

const render = (
  statuses: readonly LiveStatus[],
  nowMs = NOW_MS,
  troubles = createTroubles(() => surroundingsOf(INVENTORY)),
) => finish(troubles.render(liveOf(INVENTORY, statuses, nowMs), nowMs));

test('a point says what, since when and why, and stands at its minute', () => {
  const { lines, atMs } = render([status({})]);

  expect(atMs).toBe(MINUTE_MS);
  expect(lines).toEqual([
    `trouble,agency=none,area=none,district=none,entity=device:cam-1,indicator=reach,kind=camera state="down",reason="timeout",since_ms=1000i,lasts=1i,title="Camera 1",id="cam-1" ${MINUTE_MS}`,
  ]);
});

test('a point has whom to call: who keeps a device working, or carries a line', () => {
  const inventory = openInventoryOf({
    devices: [device({ id: 'cam-1', contractor: 'nha-thau-a' })],
    links: [link({ id: 'line', carrier: 'nha-mang-b' })],
  });
  const troubles = createTroubles(() => surroundingsOf(inventory));
  const live = liveOf(inventory, [status({}), status({ entity: 'link:line' })], NOW_MS);

  const { lines } = finish(troubles.render(live, NOW_MS));

  expect(lines.map((line) => /contractor="([^"]+)"/.exec(line)?.[1])).toEqual(['nha-thau-a', 'nha-mang-b']);
});

test('what answers otherwise while its pings are filtered is not as it should be, and not down', () => {
  const { lines } = render([status({ reason: 'ping-filtered' })]);

  expect(brief(lines)).toEqual(['device:cam-1 reach degraded']);
});

test('what is well, not known, not watched, or silent only because its device is, is none', () => {
  const statuses = [
    status({ state: 'up' }),
    status({ indicator: 'stream', reason: 'unreachable' }),
    status({ entity: 'device:cam-2', state: 'unknown', reason: 'blind' }),
    status({ entity: 'device:retired' }),
    status({ entity: 'device:gone' }),
  ];

  expect(render(statuses).lines).toEqual([]);
});

test('lines that are full, devices that refuse us and pictures that are gone are', () => {
  const statuses = [
    status({ entity: 'link:line', indicator: 'capacity', state: 'degraded', reason: 'saturated' }),
    status({ entity: 'device:cam-2', indicator: 'service', state: 'unknown', reason: 'no-access' }),
    status({ indicator: 'stream', reason: 'no-media' }),
  ];

  expect(brief(render(statuses).lines)).toEqual([
    'device:cam-1 stream down',
    'device:cam-2 service unknown',
    'link:line capacity degraded',
  ]);
});

test('what is over is told as such, whatever it is then: silent with its device, or out of sight', () => {
  const troubles = createTroubles(() => surroundingsOf(INVENTORY));
  const lastsOf = (status: LiveStatus) =>
    render([status], NOW_MS, troubles).lines.map((line) => /lasts=(\d)i/.exec(line)?.[1]);
  const wrong = status({ indicator: 'stream', reason: 'no-media' });

  expect(lastsOf(wrong)).toEqual(['1']);
  expect(lastsOf({ ...wrong, reason: 'unreachable' })).toEqual(['0']);
  expect(lastsOf(wrong)).toEqual(['1']);
  expect(lastsOf({ ...wrong, state: 'unknown', reason: 'blind' })).toEqual(['0']);
});

test('it is written again every minute, within it only where it is news, and once when it is over', () => {
  const troubles = createTroubles(() => surroundingsOf(INVENTORY));
  const later = (statuses: readonly LiveStatus[], afterMs: number) =>
    brief(render(statuses, NOW_MS + afterMs, troubles).lines);

  expect(later([status({})], 0)).toEqual(['device:cam-1 reach down']);
  expect(later([status({})], 5_000)).toEqual([]);
  expect(later([status({})], 30_000)).toEqual(['device:cam-1 reach down']);
  expect(later([status({ state: 'up' })], 35_000)).toEqual(['device:cam-1 reach up']);
  expect(later([status({ state: 'up' })], 40_000)).toEqual([]);
});
