import { expect, test } from 'vitest';
import type { TimeServerAnswer } from '#collector/clock/ask-time-server.ts';
import { judgeTimeServers } from '#collector/clock/ask-time-servers.ts';

const SILENT = 'silent';
const TEN_YEARS = 3_652 * 86_400_000;

const answersOf = (offsets: readonly (number | typeof SILENT)[]): readonly TimeServerAnswer[] =>
  offsets.map((offsetMs, index) => {
    const server = { address: `127.66.8.${index + 1}`, port: 123 };
    return offsetMs === SILENT
      ? { ...server, ok: false, reason: 'timeout' }
      : { ...server, ok: true, offsetMs, stratum: 2 };
  });

test.each<[string, readonly (number | typeof SILENT)[], number | undefined]>([
  ['none is named', [], undefined],
  ['the only one answers', [20], 20],
  ['the only one is silent', [SILENT], undefined],
  ['two agree', [20, 9_000], 9_000],
  ['two differ', [20, 10_021], undefined],
  ['two are just near enough', [20, 10_020], 10_020],
  ['one of two is silent', [20, SILENT], undefined],
  ['one of three lies', [20, TEN_YEARS, -40], 20],
  ['one of three is silent', [20, SILENT, -40], 20],
  ['one of three lies and one is silent', [20, SILENT, TEN_YEARS], undefined],
  ['two of three lie the same', [20, TEN_YEARS, TEN_YEARS + 5], TEN_YEARS + 5],
  ['two of five lie', [TEN_YEARS, 20, TEN_YEARS, 10, 30], 20],
])('%s', (_, offsets, offsetMs) => {
  expect(judgeTimeServers(answersOf(offsets)).offsetMs).toBe(offsetMs);
});
