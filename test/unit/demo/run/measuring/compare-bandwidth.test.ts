import { describe, expect, test } from 'vitest';
import type { LinkTally } from '#demo/run/measuring/bandwidth-tally.ts';
import { compareBandwidth, LARGEST_ERROR_RATIO } from '#demo/run/measuring/compare-bandwidth.ts';

const OCTETS_A_MS = 1_000;

/** Polls every 3 s, each answered so many ms late, by a collector that counts `factor` times what there is. */
function tallyOf(latenessMs: readonly number[], factor = 1, linkId = 'line-1'): LinkTally {
  const counted = (place: number) => OCTETS_A_MS * factor * (place * 3_000 + (latenessMs[place] ?? 0));
  const both = (octets: number) => ({ in: octets, out: octets / 100 });
  return {
    linkId,
    deviceId: 'rt-1',
    interface: 'wan',
    gaps: 0,
    wraps: 0,
    polls: latenessMs.map((_, place) => ({
      atMs: place * 3_000,
      coveredMs: place * 3_000,
      measured: both(counted(place) - counted(0)),
      truth: both(OCTETS_A_MS * place * 3_000),
    })),
  };
}
const later = (octets: { readonly in: number; readonly out: number }) => ({
  in: octets.in + 1_300 * OCTETS_A_MS,
  out: octets.out + 13 * OCTETS_A_MS,
});
const nothingStored = async () => undefined;
const PROMPT = Array.from({ length: 18 }, () => 0);

describe('compareBandwidth', () => {
  test('equal counts are off by nothing', async () => {
    const [link] = await compareBandwidth([tallyOf(PROMPT)], nothingStored);

    expect(link).toMatchObject({ errorRatio: 0, fromMs: 6_000, toMs: 45_000, measured: link?.truth });
    expect(link).not.toHaveProperty('stored');
  });

  test.each([1.02, 0.98])('a collector that counts %d times the truth is found out', async (factor) => {
    const [link] = await compareBandwidth([tallyOf(PROMPT, factor)], nothingStored);

    expect(link?.errorRatio).toBeCloseTo(0.02, 6);
    expect(link?.errorRatio).toBeGreaterThan(LARGEST_ERROR_RATIO);
  });

  test('polls that were answered late or soon are not where it begins or ends', async () => {
    const late = PROMPT.map((_, place) => (place === 0 || place === 17 ? 1_300 : (place % 3) * 100));

    const [link] = await compareBandwidth([tallyOf(late)], nothingStored);

    expect(link).toMatchObject({ errorRatio: 0, fromMs: 12_000, toMs: 48_000 });
  });

  test('what is on either side of a gap is compared on its own, and the gap itself not', async () => {
    const tally = tallyOf(PROMPT);
    // The poll before the gap was answered 1.3 s late, and that after it on time: the surplus is of nobody's counting.
    const polls = tally.polls.map((poll, place) => {
      if (place < 9) return place === 8 ? { ...poll, measured: later(poll.measured) } : poll;
      return { ...poll, atMs: poll.atMs + 5_000, measured: later(poll.measured) };
    });

    const asked: number[] = [];
    const [link] = await compareBandwidth([{ ...tally, polls, gaps: 1 }], async ({ fromMs, toMs }) => {
      asked.push(fromMs, toMs);
      return { in: (toMs - fromMs) * OCTETS_A_MS, out: ((toMs - fromMs) * OCTETS_A_MS) / 100 };
    });

    expect(link).toMatchObject({ errorRatio: 0, fromMs: 3_000, stored: link?.truth });
    expect(asked).toEqual([3_000, 18_000, 35_000, 50_000]);
    expect(link?.coveredMs).toBeLessThan((link?.toMs ?? 0) - (link?.fromMs ?? 0));
  });

  test('what InfluxDB has between the same two polls is held against the truth as well', async () => {
    const asked: unknown[] = [];
    const [link] = await compareBandwidth([tallyOf(PROMPT)], async (period) => {
      asked.push(period);
      return { in: 0, out: 0 };
    });

    expect(asked).toMatchObject([{ linkId: 'line-1', fromMs: link?.fromMs, toMs: link?.toMs }]);
    expect(link).toMatchObject({ stored: { in: 0, out: 0 }, errorRatio: 1 });
  });

  test('where hardly anything flows, the instant of a poll decides nothing', async () => {
    const counting = (octets: number) =>
      tallyOf(PROMPT).polls.map((poll, place) => ({
        ...poll,
        truth: { in: 0, out: 0 },
        measured: { in: place * octets, out: 0 },
      }));

    const [few] = await compareBandwidth([{ ...tallyOf(PROMPT), polls: counting(150) }], nothingStored);
    const [many] = await compareBandwidth([{ ...tallyOf(PROMPT), polls: counting(200) }], nothingStored);

    expect(few?.errorRatio).toBeLessThan(LARGEST_ERROR_RATIO);
    expect(many?.errorRatio).toBeGreaterThan(LARGEST_ERROR_RATIO);
  });

  test('the least exact comes first, and a link that was hardly polled not at all', async () => {
    const links = await compareBandwidth(
      [tallyOf(PROMPT), tallyOf(PROMPT, 1.005, 'line-2'), tallyOf([0, 0, 0], 2, 'line-3')],
      nothingStored,
    );

    expect(links.map(({ linkId }) => linkId)).toEqual(['line-2', 'line-1']);
  });
});
