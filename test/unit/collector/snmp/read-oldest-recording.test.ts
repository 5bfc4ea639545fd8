import { describe, expect, test } from 'vitest';
import { readOldestRecording } from '#collector/snmp/read-oldest-recording.ts';
import type { SnmpValue } from '#collector/snmp/session/snmp-value.ts';
import { fakeAgent, gauge, integer } from '#test/support/fake-agent.ts';

const oid = '1.3.6.1.4.1.9.1.0';
const NOW_MS = Date.UTC(2026, 10, 25);
const octets = (hex: string): SnmpValue => ({ type: 'octets', value: Buffer.from(hex, 'hex') });
const read = (value: SnmpValue, format: 'epoch-seconds' | 'date-and-time') =>
  readOldestRecording(fakeAgent({ [oid]: value }), { oid, format }, NOW_MS);

describe('readOldestRecording', () => {
  test('reads seconds since 1970', async () => {
    expect(await read(gauge(1_763_000_000), 'epoch-seconds')).toBe(1_763_000_000_000);
  });

  test.each([
    ['east of Greenwich', '07ea0a1f170500002b0700', '2026-10-31T16:05:00Z'],
    ['west of Greenwich', '07ea0a1f170500002d0330', '2026-11-01T02:53:00Z'],
  ])('reads a date and time with a zone %s', async (_name, hex, expected) => {
    expect(await read(octets(hex), 'date-and-time')).toBe(Date.parse(expected));
  });

  test.each([
    ['no recording at all', integer(0), 'epoch-seconds'],
    ['a negative number', integer(-1), 'epoch-seconds'],
    ['an instant to come', gauge(2_000_000_000), 'epoch-seconds'],
    ['a date without a zone', octets('07ea0a1f17050000'), 'date-and-time'],
    ['a date in the thirteenth month', octets('07ea0d1f170500002b0700'), 'date-and-time'],
    ['a zone without a sign', octets('07ea0a1f17050000200700'), 'date-and-time'],
    ['a number where a date should be', integer(7), 'date-and-time'],
  ] as const)('refuses %s', async (_name, value, format) => {
    expect(await read(value, format)).toBeUndefined();
  });
});
