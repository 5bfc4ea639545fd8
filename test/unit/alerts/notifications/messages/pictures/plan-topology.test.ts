import { describe, expect, test } from 'vitest';
import { createBranchFinder } from '#alerts/notifications/messages/pictures/branches.ts';
import { planTopology } from '#alerts/notifications/messages/pictures/plan-topology.ts';
import { viewRoot } from '#alerts/notifications/messages/words/root-view.ts';
import { MESSAGE_TEXTS_EN } from '#alerts/notifications/messages/words/texts-en.ts';
import { tellCity } from '#alerts/notifications/messages/words/told-city.ts';
import type { Inventory } from '#core/domain/inventory.ts';
import type { NamedSome } from '#ledger/record/outbox/occasion.ts';
import { device, inventoryOf, link } from '#test/support/inventory.ts';
import { CUT_ENTITIES, cutLine, MESSAGE_OPTIONS, NOBODY } from '#test/support/message-city.ts';

function plan(incident = cutLine(), members: NamedSome = NOBODY, inventory = MESSAGE_OPTIONS.inventory) {
  const city = tellCity({ ...MESSAGE_OPTIONS, inventory });
  const words = { texts: MESSAGE_TEXTS_EN, city };
  return planTopology({
    incident,
    members,
    view: viewRoot(incident.root, city),
    words,
    branchesBehind: createBranchFinder(),
  });
}

const { sites, areas } = MESSAGE_OPTIONS.inventory;
const smallCity = (...given: Parameters<typeof inventoryOf>): Inventory => ({
  ...inventoryOf(...given),
  sites,
  areas,
});
const cut = (root: 'link:a' | 'device:sw', lostNow: number) =>
  cutLine({ root: { kind: 'entity', entity: root }, lostNow });
const boxesOf = (found: ReturnType<typeof plan>) =>
  found?.boxes.map(({ title, detail, fare }) => `${fare}: ${title} (${detail})`);

describe('the affected part', () => {
  test('of many is put together by place, with what has no room counted', () => {
    const found = plan(cutLine(), { some: CUT_ENTITIES.slice(0, 20), count: 215 });

    expect(found).toMatchObject({
      parent: 'Router lõi 1',
      root: { title: 'Link Đường truyền Hàng Bài', detail: 'down', fare: 'lost' },
      isProbable: false,
    });
    expect(found?.boxes).toHaveLength(11);
    expect(found?.boxes[0]).toEqual({ title: 'Ngã tư số 1', detail: '4 cameras · down', fare: 'lost' });
    expect(found?.more).toBe(214 - 44);
  });

  test('of few is shown one by one, each as it fares', () => {
    const inventory = smallCity({
      links: [link({ id: 'a', far: 'site:core' })],
      devices: [
        device({ id: 'sw', kind: 'switch', site: 'core', upstreams: [['link:a']] }),
        device({ id: 'cam', site: 'core', upstreams: [['link:a', 'device:sw']] }),
        device({ id: 'twin', site: 'core', upstreams: [['link:a', 'device:sw']] }),
        device({ id: 'near', site: 'core', upstreams: [['link:a']] }),
      ],
    });

    const found = plan(
      cut('link:a', 4),
      { some: ['link:a', 'device:sw', 'device:cam', 'device:near'], count: 4 },
      inventory,
    );

    expect(boxesOf(found)).toEqual([
      'degraded: sw (3 devices and links · 2/3 down)',
      'lost: near (camera · down)',
    ]);
  });

  test('of which all has another way is well', () => {
    const inventory = smallCity({
      links: [link({ id: 'a', far: 'site:core' }), link({ id: 'b', far: 'site:core' })],
      devices: [device({ id: 'cam', site: 'core', upstreams: [['link:a'], ['link:b']] })],
    });

    expect(boxesOf(plan(cut('link:a', 1), { some: ['link:a'], count: 1 }, inventory))).toEqual([
      'well: cam (camera · up)',
    ]);
  });

  test('of which the message does not know which are down does not guess', () => {
    const devices = ['one', 'two', 'three'].map((id) =>
      device({ id, site: 'core', upstreams: [['link:a']] }),
    );
    const inventory = smallCity({ links: [link({ id: 'a', far: 'site:core' })], devices });

    expect(boxesOf(plan(cut('link:a', 3), { some: ['device:one'], count: 3 }, inventory))).toEqual([
      'lost: one (camera · down)',
      'unknown: two (camera · not told)',
      'unknown: three (camera · not told)',
    ]);
  });

  test('leaves out what is not watched', () => {
    const retired = { lifecycle: [{ stage: 'retired', atMs: 0 }] } as const;
    const inventory = smallCity({
      links: [link({ id: 'a', far: 'site:core' })],
      devices: [
        device({ id: 'cam', site: 'core', upstreams: [['link:a']] }),
        device({ id: 'old', site: 'core', upstreams: [['link:a']], ...retired }),
      ],
    });

    expect(boxesOf(plan(cut('link:a', 2), NOBODY, inventory))).toEqual(['lost: cam (camera · down)']);
  });

  test('of a loop in the inventory ends', () => {
    const inventory = smallCity({
      devices: [
        device({ id: 'sw', kind: 'switch', site: 'core', upstreams: [['device:cam']] }),
        device({ id: 'cam', site: 'core', upstreams: [['device:sw']] }),
      ],
    });

    expect(boxesOf(plan(cut('device:sw', 2), NOBODY, inventory))).toEqual(['lost: cam (camera · down)']);
  });

  test('of a common cause is what stands in its place', () => {
    const common = { kind: 'common', what: 'device', fallen: 4, of: 4, firstMs: 0, lastMs: 0 } as const;

    const site = plan(cutLine({ root: { ...common, by: 'site', name: 'pole-0' }, lostNow: 4 }));
    const area = plan(cutLine({ root: { ...common, by: 'area', name: 'hoan-kiem' }, lostNow: 4 }));

    expect(site?.isProbable).toBe(true);
    expect(boxesOf(site)).toEqual([1, 2, 3, 4].map((at) => `lost: Ngã tư số 1, hướng ${at} (camera · down)`));
    expect(area?.boxes).toHaveLength(11);
  });

  test('is not drawn where there is nothing to see, or nothing may be seen', () => {
    expect(plan(cutLine({ root: { kind: 'entity', entity: 'device:cam-1' } }))).toBeUndefined();
    expect(plan(cutLine({ root: { kind: 'entity', entity: 'link:hidden' } }))).toBeUndefined();
    expect(plan(cutLine({ root: { kind: 'collector', collector: 'hanoi-1' } }))).toBeUndefined();
  });
});
