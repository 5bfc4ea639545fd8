import { expect, test } from 'vitest';
import type { Inventory } from '#core/domain/inventory.ts';
import { createPresentInventory } from '#core/domain/present-inventory.ts';
import { device, inventoryOf } from '#test/support/inventory.ts';

const HANDOVER_MS = 1_000;
const inventory: Inventory = {
  ...inventoryOf({ devices: [device({ id: 'cam', agency: 'new' })] }),
  handovers: [{ atMs: HANDOVER_MS, kind: 'device', id: 'cam', field: 'agency', from: 'old', to: 'new' }],
};

test('a device belongs to its old agency until the instant of its hand-over', () => {
  let nowMs = HANDOVER_MS - 1;
  const present = createPresentInventory(
    () => inventory,
    () => nowMs,
  );

  expect(present().devices.get('cam')?.agency).toBe('old');
  nowMs = HANDOVER_MS;
  expect(present().devices.get('cam')?.agency).toBe('new');
});

test('is made once and kept while nothing changes', () => {
  const present = createPresentInventory(
    () => inventory,
    () => HANDOVER_MS - 1,
  );

  expect(present()).toBe(present());
});

test('follows a reload', () => {
  let current = inventory;
  const present = createPresentInventory(
    () => current,
    () => HANDOVER_MS + 1,
  );
  present();
  current = inventoryOf({ devices: [device({ id: 'other' })] });

  expect([...present().devices.keys()]).toEqual(['other']);
});
