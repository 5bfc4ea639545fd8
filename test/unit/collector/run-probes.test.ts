import { expect, test } from 'vitest';
import type { SingleProber } from '#collector/prober.ts';
import { runProbes } from '#collector/run-probes.ts';

const TARGET = { address: '192.0.2.1', timeoutMs: 20 };
const stop = new AbortController().signal;

/** Never answers; keeps the whole process busy for so long first. */
function busy(durationMs: number): SingleProber {
  return {
    mode: 'single',
    concurrency: 1,
    probe: (_target, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
        for (const endMs = performance.now() + durationMs; performance.now() < endMs; );
      }),
  };
}

test('a target that does not answer in time has timed out', async () => {
  expect(await runProbes(busy(0), [TARGET], stop)).toMatchObject([{ ok: false, reason: 'timeout' }]);
});

test('a deadline that came late says something about this process, nothing about the target', async () => {
  expect(await runProbes(busy(800), [TARGET], stop)).toEqual([
    {
      ok: false,
      reason: 'internal',
      detail: 'this process stalled: an answer may have come in time and was not read',
    },
  ]);
});

test.each(['EHOSTDOWN', 'ENONET', 'ENOPROTOOPT', 'EOPNOTSUPP', 'EPROTO'])(
  'an ICMP error that arrives as %s is the target’s, not ours: it must not go unjudged',
  async (code) => {
    const refusing: SingleProber = {
      mode: 'single',
      concurrency: 1,
      probe: () => Promise.reject(Object.assign(new Error(`connect ${code}`), { code })),
    };

    expect(await runProbes(refusing, [TARGET], stop)).toMatchObject([{ ok: false, reason: 'unreachable' }]);
  },
);
