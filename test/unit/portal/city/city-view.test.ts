import { describe, expect, test } from 'vitest';
import { deviceEntity, linkEntity } from '#core/domain/state.ts';
import { addKinds } from '#portal/city/city-view.ts';
import { addCounts } from '#portal/city/counts.ts';
import { device } from '#test/support/inventory.ts';
import { sampleFleet } from '#test/support/sample-fleet.ts';
import { SAMPLE_NOW_MS } from '#test/support/sample-live.ts';
import { scriptTroubles } from '#test/support/sample-troubles.ts';
import { sampleView } from '#test/support/sample-view.ts';

describe('buildCityView', () => {
  test('counts of districts add up to those of the city: there is nothing to subtract', () => {
    const view = sampleView((live, { inventory }) => scriptTroubles(live, inventory));

    const places = [...view.districts.values()];
    expect(addCounts(places.map(({ byKind }) => byKind.camera))).toEqual(view.totals.byKind.camera);
    expect(addCounts(places.map(({ links }) => links))).toEqual(view.totals.links);
  });

  test('counts of wards add up to those of their districts', () => {
    const view = sampleView((live, { inventory }) => scriptTroubles(live, inventory));

    for (const { district, byKind } of view.districts.values()) {
      const wards = [...view.areas.values()].filter(({ area }) => area.district === district.id);
      expect(addCounts(wards.map((ward) => addKinds(ward.byKind)))).toEqual(addKinds(byKind));
    }
  });

  test('counts a secret camera nowhere', () => {
    const before = sampleView();
    const view = sampleView((live) => live.set(deviceEntity('cam-bi-mat'), { state: 'down' }));

    expect(view.totals).toEqual(before.totals);
    expect([...view.areas]).toEqual([...before.areas]);
    expect(view.downNow().unassigned).toEqual([]);
  });

  test('counts unknown devices and links by reason', () => {
    const view = sampleView((live) => {
      live.forget(deviceEntity('cam-lang-0001'));
      live.set(deviceEntity('cam-lang-0002'), { state: 'unknown', reason: 'stale' });
      live.set(linkEntity('link-lang'), { state: 'unknown', reason: 'near-end-down' });
    });

    expect(Object.fromEntries(view.unknownReasons)).toEqual({
      'no-data-yet': 1,
      stale: 1,
      'near-end-down': 1,
    });
  });

  test('a channel of a recorder without an address is not measured', () => {
    const view = sampleView((live) => live.forget(deviceEntity('cam-han-che')));

    expect(view.conditions.get('cam-han-che')).toEqual({ state: 'unknown', reason: 'not-measured' });
  });

  test('leaves devices out that are not in service', () => {
    const shown = sampleFleet();
    const devices = new Map(shown.inventory.devices);
    devices.set(
      'cam-old',
      device({
        id: 'cam-old',
        site: 'site-lang-0',
        lifecycle: [{ stage: 'retired', atMs: SAMPLE_NOW_MS - 1 }],
      }),
    );

    const view = sampleView(undefined, { ...shown, inventory: { ...shown.inventory, devices } });

    expect(view.notWatched).toBe(1);
    expect(view.conditions.has('cam-old')).toBe(false);
    expect(view.totals.byKind.camera.total).toBe(sampleView().totals.byKind.camera.total);
  });
});
