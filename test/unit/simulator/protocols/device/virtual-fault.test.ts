import { expect, test } from 'vitest';
import { faultKey } from '#simulator/protocols/device/virtual-fault.ts';

test('two lost channels are two faults, and a clock that drifts further is the same one', () => {
  expect(faultKey({ kind: 'channel-lost', channel: 1 })).not.toBe(
    faultKey({ kind: 'channel-lost', channel: 2 }),
  );
  expect(faultKey({ kind: 'clock-drift', offsetMs: 1 })).toBe(faultKey({ kind: 'clock-drift', offsetMs: 2 }));
  expect(faultKey({ kind: 'port-down', interface: 'p1' })).not.toBe(
    faultKey({ kind: 'port-down', interface: 'p2' }),
  );
});
