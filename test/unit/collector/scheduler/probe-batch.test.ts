import { describe, expect, test } from 'vitest';
import type { Prober, Target } from '#collector/probing/prober.ts';
import { type BatchOptions, probeBatch, type Task, toReadings } from '#collector/scheduler/probe-batch.ts';
import type { Credentials } from '#core/domain/credentials.ts';
import type { Device } from '#core/domain/inventory.ts';
import type { PROBERS } from '#core/domain/probers.ts';
import { createSecret } from '#core/domain/secret.ts';
import { device } from '#test/support/inventory.ts';

const check = {
  indicator: 'service',
  intervalMs: 60_000,
  timeoutMs: 1_000,
  transport: 'plain',
  playMs: 0,
  detailsEveryMs: 86_400_000,
  confirm: 3,
  recheckMs: 5_000,
  degradedLossRatio: 0.5,
} as const;
const login: Credentials = { login: { user: 'viewer', password: createSecret('s3cret') } };

const taskFor = (prober: Exclude<(typeof PROBERS)[number], 'channel'>, more: Partial<Device> = {}): Task => ({
  depth: 'details',
  watch: {
    deviceId: 'cam',
    device: device({ id: 'cam', ...more }),
    address: more.address ?? '127.0.0.1',
    port: undefined,
    check: { ...check, prober },
    phaseMs: 0,
    interfaces: ['eth0'],
    lines: [],
  },
});

/** Probes with an engine that finds everything well, and tells which targets it was given. */
async function probe(tasks: readonly Task[], more: Partial<BatchOptions> = {}) {
  const given: Target[] = [];
  const prober: Prober = {
    mode: 'single',
    concurrency: 10,
    probe: async (target) => {
      given.push(target);
      return { measurements: {} };
    },
  };
  const options: BatchOptions = {
    resolve: async (address) => address,
    credentialsOf: async () => login,
    nowMs: () => 7,
    stop: new AbortController().signal,
    ...more,
  };
  const { outcomes, sentMs } = await probeBatch({ prober, fallbackPort: 80 }, tasks, options);
  return { outcomes, sentMs, given };
}

describe('a batch', () => {
  test('tells a protocol who is asked, by what right, and how much', async () => {
    const task = taskFor('onvif', { credentials: 'env:CAM' });

    const { given } = await probe([task]);

    expect(given).toEqual([
      {
        address: '127.0.0.1',
        port: 80,
        timeoutMs: 1_000,
        question: {
          device: task.watch.device,
          check: task.watch.check,
          credentials: login,
          depth: 'details',
          interfaces: ['eth0'],
        },
      },
    ]);
  });

  test('holds a device to its port where others have its address', async () => {
    const { watch, depth } = taskFor('onvif');

    const { given } = await probe([
      { depth, watch: { ...watch, isAddressShared: true } },
      { depth, watch },
    ]);

    expect(given.map(({ isPortFixed }) => isPortFixed)).toEqual([true, undefined]);
  });

  test('asks without credentials where the inventory names none', async () => {
    const { given } = await probe([taskFor('onvif')]);

    expect(given[0]?.question).not.toHaveProperty('credentials');
  });

  test('hands a protocol the trace of a person who watches', async () => {
    const steps: string[] = [];

    const { given } = await probe([{ ...taskFor('onvif'), trace: ({ text }) => steps.push(text) }]);
    given[0]?.question?.trace?.({ kind: 'sent', text: 'GetServices' });

    expect(steps).toEqual(['GetServices']);
  });

  test('does not fetch the credentials of a device for a ping', async () => {
    const fetched: string[] = [];
    const credentialsOf = async ({ id }: Device) => {
      fetched.push(id);
      return login;
    };

    const { given } = await probe([taskFor('icmp', { credentials: 'env:CAM' })], { credentialsOf });

    expect(fetched).toEqual([]);
    expect(given[0]).not.toHaveProperty('question');
  });

  test('says nothing of a device whose credentials are missing: that is our failure', async () => {
    const { outcomes, given } = await probe([taskFor('rtsp', { credentials: 'env:GONE' }), taskFor('rtsp')], {
      credentialsOf: async () => undefined,
    });

    expect(outcomes).toEqual([
      { ok: false, reason: 'internal', detail: 'env:GONE leads to no credentials' },
      { ok: true, measurements: {} },
    ]);
    expect(given).toHaveLength(1);
  });

  test('keeps the outcomes in the order of the tasks, whatever had to be waited for', async () => {
    const tasks = [
      taskFor('tcp', { address: 'no.example' }),
      taskFor('tcp'),
      taskFor('tcp', { address: 'a' }),
    ];
    const resolve = async (name: string) => {
      if (name === 'no.example') throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
      return '127.0.0.3';
    };

    const { outcomes, given } = await probe(tasks, { resolve });

    expect(outcomes.map((outcome) => (outcome.ok ? 'ok' : outcome.reason))).toEqual(['dns', 'ok', 'ok']);
    expect(given.map(({ address }) => address)).toEqual(['127.0.0.1', '127.0.0.3']);
  });

  test.each([
    ['ENOTFOUND', 'dns'],
    ['EAI_AGAIN', 'internal'],
    ['EAI_FAIL', 'internal'],
    ['EAI_MEMORY', 'internal'],
    ['EMFILE', 'internal'],
  ])('blames a device for a name that does not exist, and not for %s', async (code, reason) => {
    const { outcomes } = await probe([taskFor('tcp', { address: 'a.example' })], {
      resolve: () => Promise.reject(Object.assign(new Error('no address'), { code })),
    });

    expect(outcomes).toMatchObject([{ ok: false, reason }]);
  });

  test('is not held up by a name server that does not answer', async () => {
    const tasks = [taskFor('tcp', { address: 'slow.example' }), taskFor('tcp')];

    const { outcomes } = await probe(tasks, {
      resolve: (address) =>
        address === '127.0.0.1' ? Promise.resolve(address) : new Promise(() => undefined),
      resolveMs: 20,
    });

    expect(outcomes).toMatchObject([{ ok: false, reason: 'internal' }, { ok: true }]);
  });
});

describe('readings', () => {
  const tasks = [taskFor('icmp')];
  const batch = { sentMs: 1_000_000, endMs: 1_003_000, startedMs: 500 };
  const failed = { ok: false, reason: 'timeout', detail: 'silent' } as const;

  test('begin and end with their batch', () => {
    const [reading] = toReadings(tasks, { ...batch, outcomes: [failed] });

    expect(reading).toEqual({
      deviceId: 'cam',
      indicator: 'service',
      atMs: 1_000_000,
      endMs: 1_003_000,
      outcome: failed,
    });
  });

  test.each([
    ['what was proven at the stamp of a packet', { provenMs: 1_530.2 }, { provenMs: 1_001_031 }],
    [
      'a request that left',
      { provenMs: 2_500, askedMs: 1_500.1 },
      { provenMs: 1_002_001, askedMs: 1_001_001 },
    ],
    ['a stamp beyond the end, after a step of the wall clock', { provenMs: 9e9 }, { provenMs: 1_003_000 }],
    ['a stamp before the beginning', { provenMs: -9e9 }, { provenMs: 1_000_000 }],
  ])('know of %s, rounded up', (_what, timing, expected) => {
    const [reading] = toReadings(tasks, { ...batch, outcomes: [{ ...failed, timing }] });

    expect(reading).toMatchObject(expected);
  });
});
