import { describe, expect, test } from 'vitest';
import { ProbeError, type Question } from '#collector/probing/prober.ts';
import { pollService } from '#collector/snmp/poll-service.ts';
import type { SnmpValue } from '#collector/snmp/session/snmp-value.ts';
import { MakerProfile } from '#config/makers/maker-schema.ts';
import type { DeviceKind } from '#core/domain/inventory.ts';
import {
  counter64,
  fakeAgent,
  gauge,
  integer,
  objectId,
  tableObjects,
  text,
  ticks,
} from '#test/support/fake-agent.ts';
import { checkOf, questionOf } from '#test/support/question.ts';

const UPTIME = { '1.3.6.1.2.1.1.3.0': ticks(4_200) };
const SWITCH: Readonly<Record<string, SnmpValue>> = {
  ...UPTIME,
  '1.3.6.1.2.1.1.2.0': objectId('1.3.6.1.4.1.4242.7'),
  '1.3.6.1.2.1.1.5.0': text('sw-1'),
  ...tableObjects('1.3.6.1.2.1.2.2.1', { 7: { 1: integer(1) }, 8: { 1: integer(1) } }),
  ...tableObjects('1.3.6.1.2.1.31.1.1.1', {
    1: { 1: text('ge1') },
    6: { 1: counter64(10n) },
    10: { 1: counter64(20n) },
  }),
  ...tableObjects('1.3.6.1.2.1.105.1.1.1', { 6: { '1.1': integer(3) } }),
  '1.3.6.1.2.1.105.1.3.1.1.4.1': gauge(11),
  '1.3.6.1.4.1.4242.1.0': text('XS-24'),
  '1.3.6.1.4.1.4242.2.0': text('39 C'),
};

const makers = [
  MakerProfile.parse({
    id: 'acme',
    name: 'Acme',
    recognise: { object_ids: ['1.3.6.1.4.1.4242'] },
    identity: { model: '1.3.6.1.4.1.4242.1.0' },
    sensors: [{ name: 'inside', quantity: 'celsius', value: '1.3.6.1.4.1.4242.2.0' }],
  }),
];

const signal = new AbortController().signal;
const ask = (agent: ReturnType<typeof fakeAgent>, kind: DeviceKind, given: Partial<Question> = {}) =>
  pollService(
    { agent, makers, signal },
    { ...questionOf(checkOf({ indicator: 'service', prober: 'snmp' }), { device: { kind } }), ...given },
  );

describe('pollService', () => {
  test('asks a camera for nothing but whether it answers', async () => {
    const agent = fakeAgent(SWITCH);

    const answer = await ask(agent, 'camera');

    expect(answer.report).toEqual({ uptimeMs: 42_000 });
    expect(answer.measurements.responseMs).toBeGreaterThanOrEqual(0);
    expect(agent.asked).toEqual(['get sysUpTime']);
  });

  test('asks a camera for its ports where somebody wants to know one', async () => {
    const answer = await ask(fakeAgent(SWITCH), 'camera', { interfaces: ['eth0'] });

    expect(answer.report?.interfaces).toMatchObject([{ name: 'ge1' }]);
  });

  test('asks a switch for ports and power at every poll', async () => {
    const answer = await ask(fakeAgent(SWITCH), 'switch');

    expect(answer.report).toEqual({
      uptimeMs: 42_000,
      interfaces: [
        {
          index: 1,
          name: 'ge1',
          admin: 'up',
          oper: 'up',
          counters: { bits: 64, readAfterMs: expect.any(Number), inOctets: 10n, outOctets: 20n },
        },
      ],
      poePorts: [{ interface: 'ge1', isDelivering: true }],
    });
  });

  test('tells with the details what the device is, and how warm', async () => {
    const answer = await ask(fakeAgent(SWITCH), 'switch', { depth: 'details' });

    expect(answer.report).toMatchObject({
      identity: { name: 'sw-1', maker: 'Acme', makerProfile: 'acme', model: 'XS-24' },
      sensors: [
        { name: 'inside', quantity: 'celsius', value: 39 },
        { name: 'PoE drawn', quantity: 'watts', value: 11 },
      ],
    });
  });

  test('asks a UPS for its state at every poll', async () => {
    const answer = await ask(fakeAgent({ ...UPTIME, '1.3.6.1.2.1.33.1.4.1.0': integer(5) }), 'ups');

    expect(answer.report?.ups).toEqual({ source: 'battery' });
  });

  test('leaves out what was asked for and is not there', async () => {
    const answer = await ask(fakeAgent(UPTIME), 'switch', { depth: 'details' });

    expect(answer.report).toEqual({ uptimeMs: 42_000, identity: {} });
    expect(answer).not.toHaveProperty('degraded');
  });

  test('is degraded, and not down, where a part fails', async () => {
    const honest = fakeAgent(SWITCH);
    const agent: typeof honest = {
      ...honest,
      next: async (oids, repetitions, what) => {
        if (what === 'interfaces') throw new ProbeError('timeout', 'no answer');
        return await honest.next(oids, repetitions, what);
      },
    };

    const answer = await ask(agent, 'switch');

    expect(answer.degraded).toEqual({ reason: 'timeout', detail: 'interfaces: no answer' });
    expect(answer.report).toMatchObject({
      uptimeMs: 42_000,
      poePorts: [{ interface: '1/1', isDelivering: true }],
    });
  });
});
