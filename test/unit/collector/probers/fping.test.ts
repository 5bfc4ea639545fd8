import { expect, test } from 'vitest';
import { parseFpingReport } from '#collector/probers/fping.ts';

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
