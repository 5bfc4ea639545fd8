import { describe, expect, test } from 'vitest';
import { downPhases } from '#simulator/faults/fault.ts';

const fault = { number: 1, kind: 'flapping', target: 'cam-1', atMs: 1_000, durationMs: 25_000 } as const;

describe('downPhases', () => {
  test('a fault without a cycle is one phase', () => {
    expect(downPhases(fault)).toEqual([{ fromMs: 1_000, toMs: 26_000 }]);
  });

  test('a flapping device goes down and up in turn, and only whole phases are played', () => {
    const phases = downPhases({ ...fault, cycle: { downMs: 8_000, upMs: 2_000 } });

    expect(phases).toEqual([
      { fromMs: 1_000, toMs: 9_000 },
      { fromMs: 11_000, toMs: 19_000 },
    ]);
  });
});
