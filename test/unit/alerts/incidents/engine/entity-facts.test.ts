import { expect, test } from 'vitest';
import { factsOf } from '#alerts/incidents/engine/entity-facts.ts';
import type { Contract, Site } from '#core/domain/inventory.ts';
import { device, inventoryOf, link } from '#test/support/inventory.ts';

const NOW_MS = Date.UTC(2026, 10, 1);

const site = (given: Partial<Site> & Pick<Site, 'id'>): Site => ({
  name: given.id,
  area: 'ward-1',
  kind: 'junction',
  purpose: 'traffic',
  secrecy: 'public',
  ...given,
});

function factsWith(given: Parameters<typeof inventoryOf>[0], sites: readonly Site[]) {
  const inventory = { ...inventoryOf(given), sites: new Map(sites.map((one) => [one.id, one])) };
  return [...factsOf(inventory, NOW_MS)];
}

test('a device is known by its ways and by all that may take it along with others', () => {
  const camera = device({
    id: 'cam-1',
    upstreams: [['link:a']],
    attachedTo: { device: 'sw-1', name: 'port 3' },
  });

  expect(factsWith({ devices: [camera] }, [site({ id: 'site-1', cabinet: 'cabinet-9' })])).toEqual([
    {
      entity: 'device:cam-1',
      kind: 'camera',
      ways: [['link:a']],
      groups: { switch: 'sw-1', cabinet: 'cabinet-9', site: 'site-1', area: 'ward-1' },
      area: 'ward-1',
      junction: 'site-1',
      priority: 'normal',
    },
  ]);
});

test('a camera at a key target is of high priority, what serves it is not', () => {
  const devices = [device({ id: 'cam-1' }), device({ id: 'sw-1', kind: 'switch' })];

  const facts = factsWith({ devices }, [site({ id: 'site-1', kind: 'key-target' })]);

  expect(facts.map(({ priority }) => priority)).toEqual(['high', 'normal']);
});

test('a device that is not watched is left out', () => {
  const lifecycle = [{ stage: 'retired', atMs: NOW_MS - 1 }] as const;

  expect(factsWith({ devices: [device({ id: 'cam-1', lifecycle })] }, [])).toEqual([]);
});

test('a line shares its area and carrier with those whose far ends stand there, behind a device or not', () => {
  const devices = [device({ id: 'sw-1', kind: 'switch', site: 'site-1' })];
  const links = [
    link({ id: 'a', far: 'device:sw-1', carrier: 'carrier-a' }),
    link({ id: 'b', near: 'device:sw-1', far: 'site:site-1' }),
    link({ id: 'c', far: 'site:nowhere' }),
  ];

  const facts = factsWith({ devices, links }, [site({ id: 'site-1' })]).slice(1);

  expect(facts.map(({ ways, groups }) => ({ ways, groups }))).toEqual([
    { ways: [], groups: { area: 'ward-1', 'area-carrier': 'ward-1 carrier-a' } },
    { ways: [['device:sw-1']], groups: { area: 'ward-1' } },
    { ways: [], groups: {} },
  ]);
});

test('what a contract calls urgent has a high priority, lines too', () => {
  const contract = (id: string, terms: Contract['terms']): Contract => ({
    ...{ id, name: id, contractor: 'a', fromMs: 0, sample: false, terms },
  });
  const contracts = [
    contract('urgent', { incident_priority: 'high' }),
    contract('usual', { incident_priority: 'no' }),
  ];
  const inventory = {
    ...inventoryOf({
      devices: [
        device({ id: 'cam-1', contracts: ['urgent'] }),
        device({ id: 'cam-2', contracts: ['usual'] }),
      ],
      links: [link({ id: 'line-1', contracts: ['urgent'] }), link({ id: 'line-2' })],
    }),
    contracts: new Map(contracts.map((one) => [one.id, one])),
  };

  const urgent = [...factsOf(inventory, NOW_MS)].filter(({ priority }) => priority === 'high');

  expect(urgent.map(({ entity }) => entity)).toEqual(['device:cam-1', 'link:line-1']);
});
