import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPortNumbers } from '#core/packed/port-numbers.ts';

test('numbers interfaces by device and name, as many of a device as it may have', () => {
  const ports = createPortNumbers({ mostPerDevice: 2 });

  expect([ports.numberOf('a', 'eth0'), ports.numberOf('b', 'eth0'), ports.numberOf('a', 'eth1')]).toEqual([
    0, 1, 2,
  ]);
  expect(ports.numberOf('a', 'eth0')).toBe(0);
  expect(ports.numberOf('a', 'eth2')).toBeUndefined();
  expect(ports.find('b', 'eth1')).toBeUndefined();
  expect(ports.portOf(2)).toEqual({ deviceId: 'a', name: 'eth1' });
});

test('a number that was let go is told of and dealt again', () => {
  const letGo: number[] = [];
  const ports = createPortNumbers({ mostPerDevice: 9, onLetGo: (number) => letGo.push(number) });
  for (const name of ['eth0', 'eth1', 'eth2']) ports.numberOf('a', name);
  ports.numberOf('b', 'eth0');

  ports.keepOnly('a', new Set(['eth1', 'eth9']));
  ports.forget('b');

  expect(letGo).toEqual([0, 2, 3]);
  expect(ports.portOf(1)).toEqual({ deviceId: 'a', name: 'eth1' });
  expect([...ports.deviceIds()]).toEqual(['a']);
  expect(ports.numberOf('c', 'eth0')).toBe(3);
  expect(ports.portOf(3)).toEqual({ deviceId: 'c', name: 'eth0' });
});

const steps = fc.array(
  fc.record({
    act: fc.constantFrom('add', 'add', 'add', 'keep', 'forget'),
    deviceId: fc.constantFrom('a', 'b', 'c'),
    names: fc.subarray(['p', 'q', 'r', 's']),
  }),
  { maxLength: 40 },
);

test('whatever comes and goes, each interface that is kept has a number of its own', () => {
  fc.assert(
    fc.property(steps, (given) => {
      const ports = createPortNumbers({ mostPerDevice: 4 });
      const kept = new Map<string, Set<string>>();
      for (const { act, deviceId, names } of given) {
        const known = kept.get(deviceId) ?? new Set();
        if (act === 'add') for (const name of names) ports.numberOf(deviceId, name);
        if (act === 'keep') ports.keepOnly(deviceId, new Set(names));
        if (act === 'forget') ports.forget(deviceId);
        const next = { add: known.union(new Set(names)), keep: known.intersection(new Set(names)) };
        kept.set(deviceId, act === 'forget' ? new Set() : next[act]);
      }

      const numbers = [...ports.numbers()];
      const places = [...kept].flatMap(([id, names]) => [...names].map((name) => `${id} ${name}`));
      expect(new Set(numbers).size).toBe(numbers.length);
      expect(numbers.map((number) => Object.values(ports.portOf(number)).join(' ')).sort()).toEqual(
        places.sort(),
      );
    }),
  );
});
