import { describe, expect, test } from 'vitest';
import type { Handover } from '#core/domain/inventory.ts';
import { contractPartiesAt, indexHandovers, inventoryAt, ownershipAt } from '#core/domain/ownership.ts';
import { loadFolder, SOUND_FILES } from '../../../support/config-folder.ts';

const device = { id: 'cam-1', agency: 'c', contractor: 'keeper', contracts: ['new', 'other'] };
const handovers: readonly Handover[] = [
  { atMs: 200, kind: 'device', id: 'cam-1', field: 'agency', from: 'b', to: 'c' },
  { atMs: 100, kind: 'device', id: 'cam-1', field: 'agency', from: 'a', to: 'b' },
  { atMs: 150, kind: 'device', id: 'cam-1', field: 'contract', from: 'old', to: 'new' },
  { atMs: 100, kind: 'device', id: 'cam-1', field: 'contractor', to: 'keeper' },
  { atMs: 100, kind: 'contract', id: 'old', field: 'contractor', from: 'x', to: 'y' },
];
const index = indexHandovers(handovers);

describe('ownershipAt', () => {
  test.each([
    [99, { agency: 'a', contracts: ['old', 'other'] }],
    [100, { agency: 'b', contractor: 'keeper', contracts: ['old', 'other'] }],
    [149, { agency: 'b', contractor: 'keeper', contracts: ['old', 'other'] }],
    [150, { agency: 'b', contractor: 'keeper', contracts: ['new', 'other'] }],
    [199, { agency: 'b', contractor: 'keeper', contracts: ['new', 'other'] }],
    [200, { agency: 'c', contractor: 'keeper', contracts: ['new', 'other'] }],
    [Number.POSITIVE_INFINITY, { agency: 'c', contractor: 'keeper', contracts: ['new', 'other'] }],
  ])('at %i', (atMs, expected) => {
    expect(ownershipAt(device, index, atMs)).toEqual(expected);
  });

  test('is what the row says where nothing was handed over', () => {
    expect(ownershipAt({ ...device, id: 'cam-2' }, index, 0)).toEqual({
      agency: 'c',
      contractor: 'keeper',
      contracts: ['new', 'other'],
    });
  });
});

test('contractPartiesAt follows the hand-overs of the contract', () => {
  expect(contractPartiesAt({ id: 'old', contractor: 'y' }, index, 99)).toEqual({ contractor: 'x' });
  expect(contractPartiesAt({ id: 'old', contractor: 'y' }, index, 100)).toEqual({ contractor: 'y' });
});

test('inventoryAt has the owners of its instant and leaves the rest alone', async () => {
  const { inventory } = await loadFolder({
    'handovers.csv': `${SOUND_FILES['handovers.csv']}2027-01-01,device,cam-1,agency,dost,police,\n`,
  });

  const today = inventoryAt(inventory, Date.UTC(2025, 10, 25));

  expect(inventory.devices.get('cam-1')?.agency).toBe('police');
  expect(today.devices.get('cam-1')?.agency).toBe('dost');
  expect(today.devices.get('cam-2')).toEqual(inventory.devices.get('cam-2'));
  expect(inventoryAt(inventory, Date.UTC(2027, 5, 1))).toBe(inventory);
});
