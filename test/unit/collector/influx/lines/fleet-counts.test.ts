import { describe, expect, test } from 'vitest';
import type { LiveStatus } from '#core/domain/sinks.ts';
import type { Indicator, State } from '#core/domain/state.ts';
import { device, openInventoryOf } from '#test/support/inventory.ts';
import { countStatuses } from '#test/support/live-of.ts';
import { smallCity } from '#test/support/small-city.ts';

const nowMs = Date.UTC(2026, 0, 1);
const statusOf = (id: string, state: State, indicator: Indicator = 'reach'): LiveStatus => ({
  entity: `device:${id}`,
  indicator,
  state,
  sinceMs: 0,
  afterMs: 0,
});

describe('countFleet', () => {
  test('counts every state for the city and for each area under its former district', () => {
    const counts = countStatuses(
      smallCity(),
      [
        statusOf('cam-1-1', 'up'),
        statusOf('cam-1-2', 'down'),
        statusOf('cam-1-3', 'degraded'),
        statusOf('cam-2-1', 'unknown'),
        statusOf('nvr-1', 'up'),
        statusOf('nvr-1', 'down', 'service'),
      ],
      nowMs,
    );

    expect(counts.fleetCity).toEqual([
      { tags: { kind: 'nvr', indicator: 'reach' }, counts: { up: 1, degraded: 0, down: 0, unknown: 0 } },
      { tags: { kind: 'nvr', indicator: 'service' }, counts: { up: 0, degraded: 0, down: 1, unknown: 0 } },
      { tags: { kind: 'camera', indicator: 'reach' }, counts: { up: 1, degraded: 1, down: 1, unknown: 1 } },
    ]);
    expect(counts.fleetArea.filter(({ tags }) => tags.kind === 'camera')).toEqual([
      {
        tags: { area: 'w1', district: 'd1', kind: 'camera', indicator: 'reach' },
        counts: { up: 1, degraded: 1, down: 1, unknown: 0 },
      },
      {
        tags: { area: 'w2', district: 'd2', kind: 'camera', indicator: 'reach' },
        counts: { up: 0, degraded: 0, down: 0, unknown: 1 },
      },
    ]);
  });

  test('counts as degraded what answers otherwise while its pings are filtered', () => {
    const filtered = { ...statusOf('cam-1-1', 'down'), reason: 'ping-filtered' };

    const { fleetCity } = countStatuses(smallCity(), [filtered, statusOf('cam-1-2', 'down')], nowMs);

    expect(fleetCity.map(({ counts }) => counts)).toEqual([{ up: 0, degraded: 1, down: 1, unknown: 0 }]);
  });

  test('counts by owner, contractor and programme, and those without one too', () => {
    const devices = [
      device({ id: 'a', agency: 'ca-tp', contractor: 'nt-1', programme: 'ii-3' }),
      device({ id: 'b', agency: 'ca-tp', contractor: 'nt-2', programme: 'ii-3' }),
      device({ id: 'c' }),
    ];
    const counts = countStatuses(
      openInventoryOf({ devices }),
      devices.map(({ id }) => statusOf(id, 'up')),
      nowMs,
    );

    const upBy = (rows: readonly { tags: Record<string, unknown>; counts: { up: number } }[], tag: string) =>
      Object.fromEntries(rows.map(({ tags, counts: { up } }) => [String(tags[tag]), up]));
    expect(upBy(counts.fleetAgency, 'agency')).toEqual({ 'ca-tp': 2, undefined: 1 });
    expect(upBy(counts.fleetContractor, 'contractor')).toEqual({ 'nt-1': 1, 'nt-2': 1, undefined: 1 });
    expect(upBy(counts.fleetProgramme, 'programme')).toEqual({ 'ii-3': 2, undefined: 1 });
    expect(upBy(counts.fleetAgencyDistrict, 'agency')).toEqual({ 'ca-tp': 2, undefined: 1 });
  });

  test.each([
    ['is paused', device({ id: 'a', lifecycle: [{ stage: 'paused', atMs: nowMs }] })],
    ['is retired', device({ id: 'a', lifecycle: [{ stage: 'retired', atMs: nowMs - 1 }] })],
    ['is not installed yet', device({ id: 'a', lifecycle: [{ stage: 'in-service', atMs: nowMs + 1 }] })],
  ])('leaves out a device that %s', (_name, given) => {
    expect(
      countStatuses(openInventoryOf({ devices: [given] }), [statusOf('a', 'down')], nowMs).fleetCity,
    ).toEqual([]);
  });

  test('leaves out links and devices that have left the inventory', () => {
    const statuses = [statusOf('gone', 'down'), { ...statusOf('x', 'down'), entity: 'link:line-1' as const }];

    expect(countStatuses(smallCity(), statuses, nowMs).fleetCity).toEqual([]);
  });
});
