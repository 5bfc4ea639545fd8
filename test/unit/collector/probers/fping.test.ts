import { expect, test } from 'vitest';
import { parseFpingLog, parseFpingReport } from '#collector/probers/fping.ts';

test('reads one line a target, dashes as lost packets', () => {
  expect([
    ...parseFpingReport('127.0.0.1  : 0.212 0.050 0.042\n127.77.0.5 : - - -\n10.0.0.9 : 1.5 - 2\n'),
  ]).toEqual([
    ['127.0.0.1', [0.212, 0.05, 0.042]],
    ['127.77.0.5', [undefined, undefined, undefined]],
    ['10.0.0.9', [1.5, undefined, 2]],
  ]);
});

test.each([
  '10.0.0.9 : duplicate for [0], 84 bytes, 0.10 ms',
  'ICMP Host Unreachable from 10.0.0.1 for ICMP Echo sent to 10.0.0.9',
  '10.0.0.9: error while sending ping: Network is unreachable',
  '10.0.0.9 : xmt/rcv/%loss = 3/3/0%',
  '',
])('%j is no result', (line) => {
  expect(parseFpingReport(`${line}\n`).size).toBe(0);
});

test('reads IPv6 addresses', () => {
  expect(parseFpingReport('2001:db8::1 : 3.1 -').get('2001:db8::1')).toEqual([3.1, undefined]);
});

test('reads when each packet was answered or given up, by its number', () => {
  const log = [
    '[1700000000.00425] 127.0.0.1  : [0], 64 bytes, 0.075 ms (0.075 avg, 0% loss)',
    '[1700000001.00500] 2001:db8::1 : [0], timed out (NaN avg, 100% loss)',
    '[1700000001.30000] 127.0.0.1  : [2], 64 bytes, 0.022 ms (0.048 avg, 33% loss)',
    '[1700000001.90000] 127.0.0.1  : [2], 64 bytes, 0.9 ms (0.048 avg, 33% loss)',
    '127.0.0.1  : 0.075 - 0.022',
    '127.0.0.1 : duplicate for [0], 84 bytes, 0.10 ms',
  ];

  const stamps = parseFpingLog(log.join('\n'));

  expect(stamps.get('127.0.0.1')?.[0]).toBeCloseTo(1_700_000_000_004.25, 2);
  expect(stamps.get('127.0.0.1')?.[1]).toBeUndefined();
  expect(stamps.get('127.0.0.1')?.[2]).toBeCloseTo(1_700_000_001_300, 2);
  expect(stamps.get('2001:db8::1')).toEqual([1_700_000_001_005]);
  expect(stamps.size).toBe(2);
});
