import { expect, test } from 'vitest';
import { createFpingResults } from '#collector/fping/results.ts';

const ADDRESSES = ['127.0.0.1', '127.77.0.5', '10.0.0.9', '2001:db8::1'];

function sumsOf(...lines: readonly string[]) {
  const results = createFpingResults(ADDRESSES, 3);
  for (const line of lines) results.takeSum(line);
  return ADDRESSES.map(results.rttsOf);
}

test('reads one line a target, dashes as lost packets', () => {
  expect(sumsOf('127.0.0.1  : 0.212 0.050 0.042', '127.77.0.5 : - - -', '10.0.0.9 : 1.5 - 2')).toEqual([
    [0.212, 0.05, 0.042],
    [undefined, undefined, undefined],
    [1.5, undefined, 2],
    undefined,
  ]);
});

test.each([
  '10.0.0.9 : duplicate for [0], 84 bytes, 0.10 ms',
  'ICMP Host Unreachable from 10.0.0.1 for ICMP Echo sent to 10.0.0.9',
  '10.0.0.9: error while sending ping: Network is unreachable',
  '10.0.0.9 : xmt/rcv/%loss = 3/3/0%',
  '192.0.2.7 : 0.1 0.1 0.1',
  '',
])('%j is no result', (line) => {
  expect(sumsOf(line)).toEqual([undefined, undefined, undefined, undefined]);
});

test('reads IPv6 addresses', () => {
  expect(sumsOf('2001:db8::1 : 3.1 -').at(-1)).toEqual([3.1, undefined]);
});

test('reads when each packet was answered or given up, by its number', () => {
  const results = createFpingResults(ADDRESSES, 3);
  for (const line of [
    '[1700000000.00425] 127.0.0.1  : [0], 64 bytes, 0.075 ms (0.075 avg, 0% loss)',
    '[1700000001.00500] 2001:db8::1 : [0], timed out (NaN avg, 100% loss)',
    '[1700000001.30000] 127.0.0.1  : [2], 64 bytes, 0.022 ms (0.048 avg, 33% loss)',
    '[1700000001.90000] 127.0.0.1  : [2], 64 bytes, 0.9 ms (0.048 avg, 33% loss)',
    '127.0.0.1  : 0.075 - 0.022',
    '127.0.0.1 : duplicate for [0], 84 bytes, 0.10 ms',
  ])
    results.takePacket(line);

  expect(results.stampOf('127.0.0.1', 0)).toBeCloseTo(1_700_000_000_004.25, 2);
  expect(results.stampOf('127.0.0.1', 1)).toBeUndefined();
  expect(results.stampOf('127.0.0.1', 2)).toBeCloseTo(1_700_000_001_300, 2);
  expect(results.stampOf('2001:db8::1', 0)).toBe(1_700_000_001_005);
  expect(results.stampOf('10.0.0.9', 0)).toBeUndefined();
});
