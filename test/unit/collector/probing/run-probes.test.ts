import { expect, test } from 'vitest';
import { ProbeError, type SingleProber } from '#collector/probing/prober.ts';
import { runProbes } from '#collector/probing/run-probes.ts';
import type { ProbeAnswer } from '#core/domain/probing.ts';

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

/** Hears nothing in time; between its turns the process never rests. */
function restless(outcome: () => Promise<Pick<ProbeAnswer, 'degraded'>>): SingleProber {
  return {
    mode: 'single',
    concurrency: 1,
    probe: async () => {
      for (const endMs = performance.now() + 300; performance.now() < endMs; ) {
        await new Promise((resolve) => setImmediate(resolve));
      }
      return { measurements: {}, ...(await outcome()) };
    },
  };
}

/** Keeps the whole process busy for so long, and then says why the target is not well. */
function lateWith(error: ProbeError): SingleProber {
  return {
    mode: 'single',
    concurrency: 1,
    probe: () => {
      for (const endMs = performance.now() + 800; performance.now() < endMs; );
      return Promise.reject(error);
    },
  };
}

test.each(['malformed', 'oversized'] as const)(
  'who was cut off (%s) is judged by what it sent, however late this process was',
  async (reason) => {
    const outcomes = await runProbes(lateWith(new ProbeError(reason, 'more than is taken')), [TARGET], stop);

    expect(outcomes).toEqual([{ ok: false, reason, detail: 'more than is taken' }]);
  },
);

test('who hung up on a process that was late says nothing', async () => {
  const outcomes = await runProbes(lateWith(new ProbeError('reset', 'hung up')), [TARGET], stop);

  expect(outcomes).toMatchObject([{ ok: false, reason: 'internal' }]);
});

const PATIENT = { ...TARGET, timeoutMs: 5_000 };
const late = { reason: 'timeout', detail: 'a part came too late' } as const;

test.each([
  ['no answer', () => Promise.reject(new ProbeError('timeout', 'no answer'))],
  ['a part of one', () => Promise.reject(new ProbeError('cut-short', 'no channels'))],
  ['an answer with a part that was late', async () => ({ degraded: late })],
])('%s in time says nothing where this process had no time of its own', async (_, outcome) => {
  expect(await runProbes(restless(outcome), [PATIENT], stop)).toMatchObject([
    { ok: false, reason: 'internal', detail: expect.stringContaining('had no time of its own') },
  ]);
});

test('an answer is an answer, however busy this process was; so is a refusal, and a flood', async () => {
  const refused = () => Promise.reject(new ProbeError('refused', 'nobody listens'));
  expect(
    await runProbes(
      restless(async () => ({})),
      [PATIENT],
      stop,
    ),
  ).toMatchObject([{ ok: true }]);
  expect(await runProbes(restless(refused), [PATIENT], stop)).toMatchObject([{ reason: 'refused' }]);
  const flood = () => Promise.reject(new ProbeError('oversized', 'more than is taken'));
  expect(await runProbes(restless(flood), [PATIENT], stop)).toMatchObject([{ reason: 'oversized' }]);
});

test('what a process that waits does not hear in time has timed out', async () => {
  const idle: SingleProber = {
    ...{ mode: 'single', concurrency: 1 },
    probe: (_target, signal) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  };
  expect(await runProbes(idle, [{ ...TARGET, timeoutMs: 400 }], stop)).toMatchObject([{ reason: 'timeout' }]);
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
