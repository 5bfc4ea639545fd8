import { describe, expect, test } from 'vitest';
import type { Inventory } from '#core/domain/inventory.ts';
import { createConsequenceFinder } from '#simulator/faults/consequences.ts';
import { device, inventoryOf, link } from '../../../support/inventory.ts';
import { SMALL_CITY_PROFILES, smallCity } from '../../../support/small-city.ts';

const NOW_MS = Date.UTC(2026, 0, 1);

const finderOf = (inventory: Inventory) => createConsequenceFinder(inventory, SMALL_CITY_PROFILES, NOW_MS);
const namesOf = (down: readonly { entity: string; indicator: string }[]) =>
  down.map(({ entity, indicator }) => `${entity} ${indicator}`).toSorted();

describe('createConsequenceFinder', () => {
  test('a cut link takes down itself and everything behind it, on each indicator', () => {
    const { devices, down } = finderOf(smallCity(2))({ links: new Set(['line-1']) });

    expect(devices.map(({ id }) => id)).toEqual(['router-1', 'nvr-1', 'cam-1-1', 'cam-1-2', 'cam-1-3']);
    expect(namesOf(down)).toEqual([
      'device:cam-1-1 reach',
      'device:cam-1-2 reach',
      'device:cam-1-3 reach',
      'device:nvr-1 reach',
      'device:nvr-1 service',
      'device:router-1 reach',
      'link:line-1 reach',
    ]);
  });

  test('a dead camera takes nothing with it', () => {
    const { down } = finderOf(smallCity(2))({ devices: new Set(['cam-1-2']) });

    expect(namesOf(down)).toEqual(['device:cam-1-2 reach']);
  });

  test('a link behind a dead near end is unknown, not down', () => {
    const inventory = inventoryOf({
      devices: [
        device({ id: 'switch-1', address: '127.99.0.1' }),
        device({ id: 'cam-1', address: '127.99.0.2', upstreams: [['link:branch']] }),
        device({ id: 'cam-2', address: '127.99.0.3', upstreams: [['link:branch']] }),
      ],
      links: [link({ id: 'branch', near: 'device:switch-1' })],
    });

    const { down, unknown } = finderOf(inventory)({ devices: new Set(['switch-1']) });

    expect(namesOf(down)).toEqual(['device:cam-1 reach', 'device:cam-2 reach', 'device:switch-1 reach']);
    expect(namesOf(unknown)).toEqual(['link:branch capacity', 'link:branch reach']);
  });

  test('redundant ways count as down only together', () => {
    const inventory = inventoryOf({
      devices: [
        device({ id: 'cam-1', address: '127.99.0.2', upstreams: [['link:a'], ['link:b']] }),
        device({ id: 'cam-2', address: '127.99.0.3', upstreams: [['link:a'], ['link:b']] }),
      ],
      links: [link({ id: 'a' }), link({ id: 'b' })],
    });
    const consequencesOf = finderOf(inventory);

    expect(consequencesOf({ links: new Set(['a']) }).devices).toEqual([]);
    expect(namesOf(consequencesOf({ links: new Set(['a', 'b']) }).down)).toEqual([
      'device:cam-1 reach',
      'device:cam-2 reach',
    ]);
  });

  test('nothing is inferred of a link from one silent device', () => {
    const inventory = inventoryOf({
      devices: [device({ id: 'cam-1', address: '127.99.0.2', upstreams: [['link:a']] })],
      links: [link({ id: 'a' })],
    });

    expect(namesOf(finderOf(inventory)({ links: new Set(['a']) }).down)).toEqual(['device:cam-1 reach']);
  });

  test('a device that is not probed shows nothing', () => {
    const retired = [{ stage: 'retired', atMs: 0 }] as const;
    const inventory = inventoryOf({
      devices: [
        device({ id: 'cam-1', address: '127.99.0.2', lifecycle: retired, upstreams: [['link:a']] }),
        device({ id: 'cam-2', upstreams: [['link:a']] }),
        device({ id: 'cam-3', address: '127.99.0.4', upstreams: [['link:a']] }),
      ],
      links: [link({ id: 'a' })],
    });

    expect(namesOf(finderOf(inventory)({ links: new Set(['a']) }).down)).toEqual(['device:cam-3 reach']);
  });

  test('a camera that a lost recorder spoke for may become unknown, never down', () => {
    const inventory = inventoryOf({
      devices: [
        device({ id: 'nvr-1', kind: 'nvr', profile: 'recorder', address: '127.99.0.1' }),
        device({ id: 'cam-1', upstreams: [['device:nvr-1']], channelOf: { recorder: 'nvr-1', channel: 1 } }),
      ],
    });

    const { down, unknown } = finderOf(inventory)({ devices: new Set(['nvr-1']) });

    expect(namesOf(down)).toEqual(['device:nvr-1 reach', 'device:nvr-1 service']);
    expect(unknown).toMatchObject([{ entity: 'device:cam-1', indicator: 'stream', certainty: 'may' }]);
  });

  test('a link with a port may be proven down, one without is inferred', () => {
    const behind = { address: '127.99.0.2', upstreams: [['link:a']] } as const;
    const withPort = link({ id: 'a', interface: { device: 'rt-1', name: 'ether1' } });
    const linkDown = (given: typeof withPort) =>
      finderOf(
        inventoryOf({
          devices: [device({ id: 'cam-1', ...behind }), device({ id: 'cam-2', ...behind })],
          links: [given],
        }),
      )({ links: new Set(['a']) }).down.find(({ entity }) => entity === 'link:a');

    expect(linkDown(withPort)?.reasons).toEqual(['port-down', 'unreachable']);
    expect(linkDown(link({ id: 'a' }))?.reasons).toEqual(['unreachable']);
  });
});
