import { expect, test } from 'vitest';
import { parseSntpAnswer, renderSntpQuestion } from '#collector/clock/sntp-packet.ts';
import { type NtpFields, ntpAnswer } from '#test/support/ntp-server.ts';

const NONCE = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
const TIME_MS = Date.UTC(2026, 10, 28, 3, 0, 0, 250);

const question = renderSntpQuestion(NONCE);

test('a question is 48 bytes: version 4, mode client, and a number in place of our time', () => {
  expect([...question]).toEqual([0x23, ...Array(39).fill(0), ...NONCE]);
});

test('an answer says when it was sent, and how far the server is from its clock', () => {
  expect(parseSntpAnswer(ntpAnswer(question, TIME_MS), NONCE)).toEqual({
    receivedMs: TIME_MS,
    sentMs: TIME_MS,
    stratum: 2,
    rootDistanceMs: expect.closeTo(10, 1),
  });
});

test.each([
  Date.UTC(2025, 0, 1),
  Date.UTC(2036, 1, 7, 6, 28, 15),
  Date.UTC(2036, 1, 7, 6, 28, 16, 250),
  Date.UTC(2036, 10, 28),
  Date.UTC(2100, 0, 1),
])('the era that begins in February 2036 is known: %d', (timeMs) => {
  expect(parseSntpAnswer(ntpAnswer(question, timeMs), NONCE)).toMatchObject({ sentMs: timeMs });
});

test.each<[string, NtpFields, string]>([
  ['of another question', { originate: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 9) }, 'not-ours'],
  ['without our number', { originate: new Uint8Array(8) }, 'not-ours'],
  ['of a client', { mode: 3 }, 'malformed'],
  ['of a broadcast', { mode: 5 }, 'malformed'],
  ['of version 1', { version: 1 }, 'malformed'],
  ['of version 7', { version: 7 }, 'malformed'],
  ['of stratum 0', { stratum: 0 }, 'kiss'],
  ['of stratum 16', { stratum: 16 }, 'unsynchronised'],
  ['of stratum 255', { stratum: 255 }, 'unsynchronised'],
  ['of a server that lost its clock', { leap: 3 }, 'unsynchronised'],
  ['of a server far from its clock', { rootDelayMs: 6_100 }, 'too-far'],
  ['of a server that drifted', { rootDispersionMs: 3_100 }, 'too-far'],
  ['that was sent before it was received', { sentMs: TIME_MS - 1 }, 'malformed'],
])('an answer %s is not believed', (_, fields, refusal) => {
  expect(parseSntpAnswer(ntpAnswer(question, TIME_MS, fields), NONCE)).toBe(refusal);
});

test('an answer without times, or cut short at any byte, is not believed', () => {
  const whole = ntpAnswer(question, TIME_MS);
  const withoutTime = Buffer.from(whole).fill(0, 40);

  expect(parseSntpAnswer(withoutTime, NONCE)).toBe('malformed');
  for (let length = 0; length < 48; length++) {
    expect(parseSntpAnswer(whole.subarray(0, length), NONCE)).toBe('malformed');
  }
});
