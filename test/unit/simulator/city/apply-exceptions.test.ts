import { describe, expect, test } from 'vitest';
import { stageAt } from '#core/domain/inventory.ts';
import { generateHanoi, HANOI_NOW_MS } from '../../../support/hanoi.ts';

const { devices, handovers } = generateHanoi({ devices: 3_000, seed: 1 });
const handoversByDevice = Map.groupBy(handovers, ({ id }) => id);
const stages = Map.groupBy(devices.values(), (device) => stageAt(device, HANOI_NOW_MS));

describe('applyExceptions', () => {
  test('leaves most devices in service, and has some in each other stage', () => {
    const counts = Object.fromEntries(stages.entries().map(([stage, list]) => [stage, list.length]));

    expect(counts).toEqual({ 'in-service': 2_940, approved: 15, paused: 15, resumed: 15, retired: 15 });
  });

  test('changes the fate of cameras only: nothing is lost that others hang on', () => {
    const kinds = ['approved', 'paused', 'resumed', 'retired'].flatMap((stage) =>
      devices
        .values()
        .filter((device) => stageAt(device, HANOI_NOW_MS) === stage)
        .map(({ kind }) => kind)
        .toArray(),
    );

    expect(new Set(kinds)).toEqual(new Set(['camera']));
  });

  test('hands over nothing that was only planned', () => {
    const planned = stages.get('approved') ?? [];

    expect(planned.filter(({ id }) => handoversByDevice.has(id))).toEqual([]);
  });

  test('leaves those without an owner where their district ended', () => {
    const open = devices
      .values()
      .filter(({ agency }) => agency === undefined)
      .toArray();

    expect(open.length).toBeGreaterThan(0);
    for (const { id } of open) {
      const last = handoversByDevice.get(id)?.at(-1);
      expect(last?.from).toMatch(/^ubnd-(quan|huyen|thi-xa)-/);
      expect(last?.to).toBeUndefined();
    }
  });
});
