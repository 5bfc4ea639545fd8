import { describe, expect, test, vi } from 'vitest';
import { ProbeError } from '#collector/probing/prober.ts';
import { createParts } from '#collector/snmp/poll-parts.ts';

const running = () => new AbortController().signal;
const failing = (reason: 'timeout' | 'malformed') => async () => {
  throw new ProbeError(reason, `it was ${reason}`);
};

describe('createParts', () => {
  test('goes on after a part that failed, and remembers why the first did', async () => {
    const trace = vi.fn();
    const parts = createParts(running(), trace);

    expect(await parts.take('ports', failing('malformed'), [])).toEqual([]);
    expect(await parts.take('power', failing('timeout'), undefined)).toBeUndefined();
    expect(await parts.take('UPS', async () => 7, 0)).toBe(7);

    expect(parts.missing()).toEqual({
      parts: new Set(['ports', 'power']),
      why: { reason: 'malformed', detail: 'ports: it was malformed' },
    });
    expect(trace).toHaveBeenCalledWith({ kind: 'noted', text: 'power: it was timeout' });
  });

  test('misses nothing while all goes well', async () => {
    const parts = createParts(running(), undefined);
    await parts.take('ports', async () => 1, 0);

    expect(parts.missing()).toBeUndefined();
  });

  test('stops when it is stopped', async () => {
    const parts = createParts(AbortSignal.abort(new Error('shutting down')), undefined);

    await expect(parts.take('ports', failing('timeout'), [])).rejects.toThrow('shutting down');
  });

  test('hides no bug of ours', async () => {
    const parts = createParts(running(), undefined);
    const bug = async () => {
      throw new TypeError('a bug');
    };

    await expect(parts.take('ports', bug, [])).rejects.toThrow('a bug');
  });
});
