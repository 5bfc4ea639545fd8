import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isAnswerTo, parseMessageHeader } from '#collector/snmp/message-header.ts';
import { response } from '#test/support/snmp-packets.ts';
import { reportPdu, v3Message } from '#test/support/snmp-v3-packets.ts';

const ENGINE = Buffer.from('80001f8880c0ffee02', 'hex').toString('latin1');

test.each([0, 1])('reads number and community of version %s', (version) => {
  const packet = response({ id: 77_001, varbinds: [], community: 'camwatch', version });

  expect(parseMessageHeader(packet)).toEqual({ version, id: 77_001, owner: 'camwatch' });
});

test('reads number and engine of version 3', () => {
  expect(parseMessageHeader(v3Message({ id: 99, pdu: reportPdu(4) }))).toEqual({
    version: 3,
    id: 99,
    owner: ENGINE,
  });
});

test('is there or not for any bytes, and never an error', () => {
  const good = response({ id: 1, varbinds: [] });
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat({ max: good.length }), (bytes, length) => {
      parseMessageHeader(bytes);
      parseMessageHeader(good.subarray(0, length));
    }),
    { numRuns: 500 },
  );
  expect(parseMessageHeader(good.subarray(0, good.length - 1))).toBeUndefined();
});

test.each([
  ['the same', {}, true],
  ['another number', { id: 8 }, false],
  ['another community', { owner: 'other' }, false],
  ['another version', { version: 0 }, false],
])('%s: %j answers %s', (_name, wrong, answers) => {
  const request = { version: 1, id: 7, owner: 'camwatch' };

  expect(isAnswerTo({ ...request, ...wrong }, request)).toBe(answers);
});

test('a discovery takes any engine, and what comes after it this one', () => {
  const discovery = { version: 3, id: 7, owner: '' };
  const known = { version: 3, id: 7, owner: ENGINE };

  expect(isAnswerTo({ ...known, owner: 'other' }, discovery)).toBe(true);
  expect(isAnswerTo({ ...known, owner: 'other' }, known)).toBe(false);
});
