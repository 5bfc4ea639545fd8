import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { measureRate, type Poll } from '#collector/links/measure-rate.ts';

/** What happens between two polls; `isLost`: the answer to the poll at its end never came. */
interface Step {
  readonly seconds: number;
  /** Share of what the interface can carry that went through (0–1). */
  readonly load: number;
  /** The agent starts anew when so much of the time is over. */
  readonly restartAt: number | undefined;
  readonly isLost: boolean;
}

const SPEED = 100e6;
const step = fc.record({
  seconds: fc.integer({ min: 20, max: 60 }),
  load: fc.double({ min: 0, max: 1, noNaN: true }),
  // Not in the last ten seconds: of an agent that starts twice within so short a time one start is not seen.
  restartAt: fc.option(fc.double({ min: 0, max: 0.5, noNaN: true }), { nil: undefined, freq: 6 }),
  isLost: fc.nat(5).map((die) => die === 0),
});

/** What really went through up to a poll, and which life of the agent it was. */
interface Truth {
  readonly octets: bigint;
  readonly life: number;
}

/** Plays the steps on an interface whose counter begins anywhere; the polls that came back, each with the truth. */
function play(steps: readonly Step[], bits: 32 | 64, startAt: bigint): { poll: Poll; truth: Truth }[] {
  const seen: { poll: Poll; truth: Truth }[] = [];
  let atMs = 1e12;
  let startedMs = atMs - 1e9;
  let counter = startAt;
  let truth: Truth = { octets: 0n, life: 0 };
  for (const { seconds, load, restartAt, isLost } of [
    { seconds: 10, load: 0, restartAt: undefined, isLost: false },
    ...steps,
  ]) {
    const octets = BigInt(Math.floor((seconds * SPEED * load) / 8));
    if (restartAt !== undefined) {
      startedMs = atMs + Math.round(seconds * restartAt * 1_000);
      counter = 0n;
      truth = { octets: truth.octets, life: truth.life + 1 };
    }
    const afterRestart = restartAt === undefined ? octets : octets / 2n;
    counter = BigInt.asUintN(bits, counter + afterRestart);
    truth = { octets: truth.octets + afterRestart, life: truth.life };
    atMs += seconds * 1_000;
    const counters = { bits, inOctets: counter, outOctets: 0n };
    if (!isLost) seen.push({ poll: { atMs, uptimeMs: atMs - startedMs, counters }, truth });
  }
  return seen;
}

describe.each([32, 64] as const)('polls of a counter of %i bits', (bits) => {
  const start = fc.bigInt({ min: 0n, max: 2n ** BigInt(bits) - 1n });

  test('add up to what really went through, whatever wrapped, restarted or was lost', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), start, (steps, startAt) => {
        const seen = play(steps, bits, startAt);
        let [measured, expected] = [0n, 0n];
        for (const [index, { poll, truth }] of seen.entries()) {
          const before = seen[index - 1];
          if (before === undefined) continue;
          const result = measureRate(before.poll, poll, SPEED);
          // A restart in between loses that interval; a 32-bit counter over 344 s may have come round.
          const isMeasurable =
            before.truth.life === truth.life && (bits === 64 || poll.atMs - before.poll.atMs < 343_000);
          if (isMeasurable) expected += truth.octets - before.truth.octets;
          if (result.ok) measured += result.rate.inOctets;
          expect(result.ok).toBe(isMeasurable);
        }
        expect(measured).toBe(expected);
      }),
    );
  });
});

test('a look that is older or of another width never gives a rate', () => {
  const counters = fc.record({
    bits: fc.constantFrom(32 as const, 64 as const),
    inOctets: fc.bigInt({ min: 0n, max: 2n ** 32n - 1n }),
    outOctets: fc.bigInt({ min: 0n, max: 2n ** 32n - 1n }),
  });
  const anyPoll = fc.record({ atMs: fc.integer({ min: 0, max: 1e6 }), counters });
  fc.assert(
    fc.property(anyPoll, anyPoll, (before, after) => {
      const result = measureRate(before, after, undefined);
      if (after.atMs <= before.atMs || before.counters.bits !== after.counters.bits)
        expect(result.ok).toBe(false);
    }),
  );
});
