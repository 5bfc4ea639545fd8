import { describe, expect, test } from 'vitest';
import type { Inventory } from '#core/domain/inventory.ts';
import { blocksOf, findWidestCut } from '#simulator/city/blocks.ts';
import { device, inventoryOf, link } from '../../../support/inventory.ts';

/** Two lines out of one router, and one camera that both lead to. */
const INVENTORY: Inventory = {
  ...inventoryOf({
    links: [
      link({ id: 'trunk' }),
      link({ id: 'left', near: 'device:router' }),
      link({ id: 'right', near: 'device:router' }),
    ],
    devices: [
      device({ id: 'router', kind: 'router', upstreams: [['link:trunk']], address: '127.77.0.1' }),
      device({ id: 'cam-1', upstreams: [['link:left']], address: '127.77.0.65' }),
      device({ id: 'cam-2', upstreams: [['link:left']], address: '127.77.0.66' }),
      device({ id: 'cam-3', upstreams: [['link:right']], address: '127.77.0.129' }),
      device({ id: 'both', upstreams: [['link:left'], ['link:right']], address: '127.77.0.193' }),
      device({ id: 'nat-1', upstreams: [['link:left']], address: '127.77.9.9', port: 8_001 }),
      device({ id: 'nat-2', upstreams: [['link:right']], address: '127.77.9.9', port: 8_002 }),
      device({ id: 'channel', upstreams: [['device:cam-3']] }),
    ],
  }),
  sites: new Map([
    [
      'site-1',
      { id: 'site-1', name: 'Pole', area: 'ba-dinh', kind: 'other', purpose: 'security', secrecy: 'public' },
    ],
  ]),
};

describe('blocksOf', () => {
  const { ofLink, ofArea, ofDevice, lostWith } = blocksOf(INVENTORY);
  const lostIds = (entity: Parameters<typeof lostWith>[0]) => lostWith(entity).map(({ id }) => id);

  test('loses what hangs on a link, and spares what has another way', () => {
    expect(lostIds('link:left')).toEqual(['cam-1', 'cam-2', 'nat-1']);
  });

  test('follows a loss through devices that others hang on', () => {
    expect(lostIds('link:right')).toEqual(['cam-3', 'nat-2', 'channel']);
  });

  test('loses what has two ways once both are lost', () => {
    expect(lostIds('link:trunk')).toContain('both');
    expect(lostIds('device:router')).toContain('both');
  });

  test('covers what is lost with few blocks that hold nothing else', () => {
    expect(ofLink('left')).toEqual(['127.77.0.64/26']);
  });

  test('leaves an address alone that somebody shares who must go on', () => {
    expect(ofDevice('nat-1')).toEqual([]);
  });

  test('takes a shared address when everybody on it is lost', () => {
    expect(ofLink('trunk')).toEqual(['127.77.0.0/24', '127.77.9.0/24']);
  });

  test('covers an area with whole /24s', () => {
    expect(ofArea('ba-dinh')).toEqual(['127.77.0.0/24', '127.77.9.0/24']);
  });

  test('has no block for a device without an address, or one that is not there', () => {
    expect(ofDevice('channel')).toEqual([]);
    expect(ofDevice('nobody')).toEqual([]);
  });
});

describe('findWidestCut', () => {
  test('finds the link that most devices are lost with by one block', () => {
    expect(findWidestCut(INVENTORY)).toEqual({ link: 'left', devices: 3, block: '127.77.0.64/26' });
  });

  test('finds nothing where there are no links', () => {
    expect(findWidestCut(inventoryOf({}))).toBeUndefined();
  });
});
