import { describe, expect, test } from 'vitest';
import { ProbeError } from '#collector/probing/prober.ts';
import { pollRecorder } from '#collector/snmp/poll-recorder.ts';
import type { SnmpValue } from '#collector/snmp/session/snmp-value.ts';
import { MakerProfile } from '#config/makers/maker-schema.ts';
import { days } from '#core/time/units.ts';
import { fakeAgent, gauge, integer, objectId, tableObjects, text, ticks } from '#test/support/fake-agent.ts';
import { checkOf, questionOf } from '#test/support/question.ts';

const ROOT = '1.3.6.1.4.1.4242';
const NOW_MS = Date.UTC(2026, 10, 25);
const makers = [
  MakerProfile.parse({
    id: 'acme',
    name: 'Acme',
    recognise: { object_ids: [ROOT] },
    disks: [{ name: `${ROOT}.1.*`, state: { oid: `${ROOT}.2.*`, map: { 0: 'ok', 1: 'failed' } } }],
    channels: [{ recording: { oid: `${ROOT}.3.*`, map: { 1: 'on', 2: 'off' } } }],
    oldest_recording: { oid: `${ROOT}.9.0`, format: 'epoch-seconds' },
  }),
];

const SYSTEM = { '1.3.6.1.2.1.1.2.0': objectId(`${ROOT}.7`), '1.3.6.1.2.1.1.3.0': ticks(100) };
const recorder = (disks: readonly number[], channels: readonly number[], oldestDays: number) => ({
  ...SYSTEM,
  ...tableObjects(ROOT, {
    1: Object.fromEntries(disks.map((_, index) => [index + 1, text(`HDD${index + 1}`)])),
    2: Object.fromEntries(disks.map((state, index) => [index + 1, integer(state)])),
    3: Object.fromEntries(channels.map((state, index) => [index + 1, integer(state)])),
  }),
  [`${ROOT}.9.0`]: gauge((NOW_MS - days(oldestDays)) / 1_000),
});

const ask = (objects: Readonly<Record<string, SnmpValue>>, agent = fakeAgent(objects)) =>
  pollRecorder(
    { agent, makers, signal: new AbortController().signal },
    questionOf(checkOf({ indicator: 'recording', prober: 'snmp', retentionMs: days(30) }), {
      device: { kind: 'nvr' },
    }),
    NOW_MS,
  );

describe('pollRecorder', () => {
  test('finds a recorder well', async () => {
    const answer = await ask(recorder([0, 0], [1, 1], 31));

    expect(answer).not.toHaveProperty('degraded');
    expect(answer.measurements).toMatchObject({
      disks: 2,
      disksFailed: 0,
      channels: 2,
      oldestAgeMs: days(31),
    });
    expect(answer.report).toMatchObject({
      uptimeMs: 1_000,
      disks: [
        { name: 'HDD1', state: 'ok' },
        { name: 'HDD2', state: 'ok' },
      ],
      oldestRecordingMs: NOW_MS - days(31),
    });
  });

  test.each([
    ['one broken disk', recorder([0, 1], [1, 1], 31), 'disk'],
    ['one channel that is not recorded', recorder([0], [1, 2], 31), 'not-recording'],
    ['recordings that are too short', recorder([0], [1], 12), 'retention'],
  ])('finds it degraded with %s', async (_name, objects, reason) => {
    expect((await ask(objects)).degraded?.reason).toBe(reason);
  });

  test.each([
    ['every disk broken', recorder([1], [1], 31), 'disk'],
    ['no channel recorded', recorder([0], [2, 2], 31), 'not-recording'],
  ])('fails with %s, and keeps what was seen', async (_name, objects, reason) => {
    await expect(ask(objects)).rejects.toMatchObject({
      reason,
      report: { disks: [{ name: 'HDD1' }], channels: expect.any(Array) },
    });
  });

  test('takes the disks of the host where the maker tells of none', async () => {
    const HOST = '1.3.6.1.2.1.25';
    const answer = await ask({
      '1.3.6.1.2.1.1.3.0': ticks(100),
      ...tableObjects(`${HOST}.2.3.1`, {
        2: { 1: objectId(`${HOST}.2.1.4`) },
        3: { 1: text('/video') },
        4: { 1: integer(1_024) },
        5: { 1: integer(100) },
        6: { 1: integer(75) },
      }),
    });

    expect(answer.measurements).toMatchObject({ disks: 1, freeRatio: 0.25 });
  });

  test('says so where the agent tells nothing of recordings', async () => {
    await expect(ask(SYSTEM)).rejects.toMatchObject({
      reason: 'unsupported',
      message: 'the agent tells nothing of disks, channels or recordings',
    });
  });

  test('concludes nothing from a disk whose state it does not tell, and keeps what was seen', async () => {
    const objects = { ...SYSTEM, ...tableObjects(ROOT, { 1: { 1: text('HDD1') } }) };

    await expect(ask(objects)).rejects.toMatchObject({
      reason: 'unsupported',
      message: 'the agent tells of disks without their state, and nothing of channels or recordings',
      report: { disks: [{ name: 'HDD1', state: 'unknown' }] },
    });
  });

  /** An agent that answers all but what is named so, for this reason. */
  const lacking = (
    objects: Readonly<Record<string, SnmpValue>>,
    parts: readonly string[],
    error: ProbeError,
  ) => {
    const honest = fakeAgent(objects);
    const fail = (what: string) => {
      if (parts.includes(what)) throw error;
    };
    return {
      ...honest,
      get: async (oids: readonly string[], what: string) => {
        fail(what);
        return honest.get(oids, what);
      },
      next: async (oids: readonly string[], repetitions: number, what: string) => {
        fail(what);
        return honest.next(oids, repetitions, what);
      },
    };
  };
  const late = new ProbeError('timeout', 'no answer');

  test.each([
    ['its channels', ['channels'], 'channels: no answer'],
    ['its disks', ['disks'], 'disks: no answer'],
    ['its oldest recording', ['oldest recording'], 'oldest recording: no answer'],
    ['all of them', ['disks', 'channels', 'oldest recording'], 'disks: no answer'],
    ['what it is', ['system group, objects of makers'], 'system: no answer'],
  ])('is cut short by an agent that is late with %s', async (_what, parts, message) => {
    const objects = recorder([0], [1], 31);

    const asking = ask(objects, lacking(objects, parts, late));

    await expect(asking).rejects.toMatchObject({
      reason: 'cut-short',
      message,
      proven: undefined,
      report: { uptimeMs: 1_000, isCutShort: true },
    });
  });

  test('proves the broken disk that it told of', async () => {
    const objects = recorder([0, 1], [1, 1], 31);

    await expect(ask(objects, lacking(objects, ['channels'], late))).rejects.toMatchObject({
      reason: 'cut-short',
      proven: { reason: 'disk', detail: '1 of 2 disks do not work: HDD2' },
    });
  });

  test('fails where all of a whole part is lost, whatever else is missing', async () => {
    const objects = recorder([1, 1], [1, 1], 31);

    await expect(ask(objects, lacking(objects, ['channels'], late))).rejects.toMatchObject({
      reason: 'disk',
      message: 'no disk works: HDD1, HDD2',
      report: { isCutShort: true },
    });
  });

  test('is not well with an agent that fails to tell a part, and down with one that fails to tell anything', async () => {
    const objects = recorder([0], [1], 31);
    const error = new ProbeError('device-error', 'genErr');
    const all = ['disks', 'channels', 'oldest recording'];

    await expect(ask(objects, lacking(objects, ['disks'], error))).rejects.toMatchObject({
      reason: 'cut-short',
      proven: { reason: 'device-error', detail: 'disks: genErr' },
    });
    await expect(ask(objects, lacking(objects, all, error))).rejects.toMatchObject({
      reason: 'device-error',
    });
  });

  test('is refused by an agent that does not let us see a part', async () => {
    const objects = recorder([0], [1], 31);
    const error = new ProbeError('denied', 'noAccess');

    await expect(ask(objects, lacking(objects, ['disks'], error))).rejects.toMatchObject({
      reason: 'denied',
    });
  });
});
