import { describe, expect, test } from 'vitest';
import {
  CONTRADICTING_BITS_PER_SECOND,
  createCorroborationStore,
} from '#collector/judge/corroboration-store.ts';
import { judge } from '#collector/judge/judge.ts';
import { type Status, unknownStatus } from '#collector/judge/status.ts';
import type { WholeReport } from '#core/domain/device-report.ts';
import type { Reading } from '#core/domain/probing.ts';
import type { Change } from '#core/domain/state.ts';
import type { TrafficSample } from '#core/domain/traffic.ts';
import { finish } from '#core/host/in-slices.ts';
import { device, inventoryOf } from '#test/support/inventory.ts';

const inventory = inventoryOf({
  devices: [
    device({ id: 'cam', attachedTo: { device: 'sw', name: 'Gi0/3' } }),
    device({
      id: 'both',
      attachedTo: { device: 'sw', name: 'Gi0/4' },
      channelOf: { recorder: 'nvr', channel: 2 },
    }),
    device({ id: 'pair-1', attachedTo: { device: 'sw', name: 'Gi0/5' } }),
    device({ id: 'pair-2', attachedTo: { device: 'sw', name: 'Gi0/5' } }),
    device({ id: 'alone' }),
  ],
});

function setUp() {
  const book = createCorroborationStore(() => true);
  finish(book.replace(inventory));
  return book;
}

const reading = (deviceId: string, atMs: number, report: WholeReport): Reading => ({
  deviceId,
  indicator: 'service',
  atMs,
  outcome: { ok: true, measurements: {}, report },
});
const port = (name: string) => ({
  interfaces: [{ index: 3, name, oper: 'up' as const }],
  poePorts: [{ interface: name, isDelivering: true, milliwatts: 7_400 }],
});
const rate = (name: string, atMs: number, inBitsPerSecond: number): TrafficSample => ({
  deviceId: 'sw',
  interface: name,
  atMs,
  intervalMs: 60_000,
  inOctets: 0,
  outOctets: 0,
  inBitsPerSecond,
  outBitsPerSecond: 0,
});
const outage = (id: string, more: Partial<Change> = {}): Change => ({
  entity: `device:${id}`,
  indicator: 'reach',
  state: 'down',
  reason: 'timeout',
  afterMs: 50_000,
  atMs: 55_000,
  evidence: { probes: 3 },
  ...more,
});
const downSince = (atMs: number): Status =>
  [0, 1, 2].reduce(
    (status, step) =>
      judge(status, { atMs: atMs + step, verdict: { state: 'down', reason: 'timeout' } }, { confirm: 3 })
        .status,
    unknownStatus(0),
  );

const UP = (): Status => ({ ...unknownStatus(0), state: 'up' });

describe('an outage', () => {
  test('carries what the port last said: light, traffic, power, and how long ago', () => {
    const book = setUp();
    book.take([reading('sw', 60_000, port('Gi0/3'))], [rate('Gi0/3', 125_000, 4e6)]);

    expect(book.addEvidence(outage('cam'), 135_000, UP).evidence).toEqual({
      probes: 3,
      port: 'sw#Gi0/3',
      portOper: 'up',
      portBitsPerSecond: 4e6,
      portRateAgeMs: 10_000,
      poeDelivering: true,
      poeMilliwatts: 7_400,
      witnessAgeMs: 75_000,
    });
  });

  test('carries what the recorder last said of the channel', () => {
    const book = setUp();
    const channels = [{ number: 2, video: 'lost', recording: 'off' }] as const;
    book.take([reading('nvr', 60_000, { channels })], []);

    expect(book.addEvidence(outage('both'), 75_000, UP).evidence).toMatchObject({
      channelVideo: 'lost',
      channelAgeMs: 15_000,
    });
  });

  test.each([
    ['a device without witnesses', outage('alone')],
    ['a device that is back', outage('cam', { state: 'up' })],
    ['a link', outage('cam', { entity: 'link:cam' })],
  ])('of %s carries nothing of theirs', (_name, change) => {
    const book = setUp();
    book.take([reading('sw', 60_000, port('Gi0/3'))], []);

    expect(book.addEvidence(change, 75_000, UP)).toBe(change);
  });

  test.each([
    ['the port', 'cam', 55_000, { portOper: 'up', poeDelivering: true }],
    ['the port, before the outage', 'cam', 54_999, {}],
    ['the channel', 'both', 55_000, { channelVideo: 'present' }],
    ['the channel, before the outage', 'both', 54_999, {}],
  ])('carries what was seen since it began: %s', (_name, id, seenMs, evidence) => {
    const book = setUp();
    const channels = [{ number: 2, video: 'present', recording: 'on' }] as const;
    const seen = id === 'cam' ? reading('sw', seenMs, port('Gi0/3')) : reading('nvr', seenMs, { channels });
    book.take([seen], []);

    const found = book.addEvidence(outage(id), 75_000, UP).evidence;

    if (Object.keys(evidence).length === 0) expect(found).toEqual({ probes: 3 });
    else expect(found).toMatchObject(evidence);
  });

  test.each([
    [55_000, 4e6],
    [54_999, undefined],
  ])('carries a rate whose whole time lies in it: from %i', (fromMs, bitsPerSecond) => {
    const book = setUp();
    book.take([reading('sw', 60_000, port('Gi0/3'))], [rate('Gi0/3', fromMs + 60_000, 4e6)]);

    expect(book.addEvidence(outage('cam'), 130_000, UP).evidence?.portBitsPerSecond).toBe(bitsPerSecond);
  });

  test('carries of a port only what was told since, where a later answer told a part', () => {
    const book = setUp();
    book.take([reading('sw', 40_000, port('Gi0/3'))], []);
    book.take([reading('sw', 60_000, { poePorts: [{ interface: 'Gi0/3', isDelivering: false }] })], []);

    expect(book.addEvidence(outage('cam'), 75_000, UP).evidence).toEqual({
      probes: 3,
      port: 'sw#Gi0/3',
      poeDelivering: false,
      witnessAgeMs: 15_000,
    });
  });

  test.each([
    ['is down itself', { ...unknownStatus(0), state: 'down' }],
    ['is not known', unknownStatus(0)],
    ['is not watched', undefined],
  ] as const)('carries nothing of a witness that %s', (_name, status) => {
    const book = setUp();
    book.take([reading('sw', 60_000, port('Gi0/3'))], []);

    expect(book.addEvidence(outage('cam'), 75_000, () => status).evidence).toEqual({ probes: 3 });
  });
});

describe('a device that does not answer', () => {
  const compare = (name: string, sample: TrafficSample, reachOf: (id: string) => Status | undefined) =>
    setUp()
      .compare([], [sample], reachOf)
      .map(({ entity, subject, isPresent }) => [entity, subject, isPresent, name].join(' '));

  test.each([
    ['and sends a stream', CONTRADICTING_BITS_PER_SECOND, 100_000, true],
    ['and sends next to nothing', CONTRADICTING_BITS_PER_SECOND - 1, 100_000, false],
    ['and sent before it fell silent', 4e6, 240_001, false],
  ])('%s is at odds with its port', (name, bits, sinceMs, isPresent) => {
    const reachOf = () => downSince(sinceMs);

    expect(compare(name, rate('Gi0/3', 300_000, bits), reachOf)).toEqual([
      `device:cam port ${isPresent} ${name}`,
    ]);
  });

  test('is not at odds with a port that another one may send through', () => {
    const sample = rate('Gi0/5', 300_000, 4e6);
    const oneDown = (id: string) => (id === 'pair-1' ? downSince(100_000) : unknownStatus(0));

    expect(compare('', sample, oneDown)).toEqual(['device:pair-1 port false ', 'device:pair-2 port false ']);
    expect(compare('', sample, () => downSince(100_000))).toEqual([
      'device:pair-1 port true ',
      'device:pair-2 port true ',
    ]);
  });

  test('is at odds with a recorder that sees its picture', () => {
    const channels = [{ number: 2, video: 'present', recording: 'on' }] as const;
    const seen = reading('nvr', 300_000, { channels });

    expect(setUp().compare([seen], [], () => downSince(100_000))).toEqual([
      {
        entity: 'device:both',
        code: 'contradiction',
        subject: 'channel',
        isPresent: true,
        atMs: 300_000,
        values: { recorder: 'nvr', channel: 2 },
      },
    ]);
    expect(setUp().compare([seen], [], () => undefined)).toMatchObject([{ isPresent: false }]);
  });
});

test('a book that is given another inventory forgets ports that nobody hangs on', () => {
  const book = setUp();
  book.take([reading('sw', 60_000, port('Gi0/3'))], []);

  finish(book.replace(inventoryOf({})));
  finish(book.replace(inventory));

  expect(book.addEvidence(outage('cam'), 75_000, UP).evidence).toEqual({ probes: 3 });
});
