import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judge } from '#collector/judge/judge.ts';
import { unknownStatus } from '#collector/judge/status.ts';
import type { Verdict } from '#collector/probing/verdict.ts';

const SEVERITY: Record<string, number> = { up: 0, degraded: 1, down: 2 };

const verdict = fc.constantFrom<Verdict>(
  { state: 'up' },
  { state: 'degraded', reason: 'loss' },
  { state: 'down', reason: 'timeout' },
);
const probes = fc.array(fc.record({ gapMs: fc.integer({ min: 1, max: 100_000 }), verdict }), {
  maxLength: 60,
});

function watch(given: readonly { gapMs: number; verdict: Verdict }[], confirm: number) {
  let status = unknownStatus(0);
  let atMs = 0;
  const observations: { atMs: number; verdict: Verdict }[] = [];
  const changes = given.flatMap(({ gapMs, verdict }) => {
    atMs += gapMs;
    observations.push({ atMs, verdict });
    const judgement = judge(status, { atMs, verdict }, { confirm });
    status = judgement.status;
    return judgement.change ?? [];
  });
  return { changes, status, observations };
}

test('changes follow each other in time, never repeat a state, and their edges are probes', () => {
  fc.assert(
    fc.property(probes, fc.integer({ min: 1, max: 5 }), (given, confirm) => {
      const { changes, observations } = watch(given, confirm);

      for (const [index, change] of changes.entries()) {
        const previous = changes[index - 1];
        expect(change.state).not.toBe(previous?.state);
        expect(change.atMs).toBeGreaterThanOrEqual(previous?.atMs ?? 0);
        expect(change.afterMs).toBeLessThanOrEqual(change.atMs);
        expect(observations.map((one) => one.atMs)).toContain(change.atMs);
      }
    }),
  );
});

test('an outage holds no good probe, and starts with as many bad ones as were asked for', () => {
  fc.assert(
    fc.property(probes, fc.integer({ min: 1, max: 5 }), (given, confirm) => {
      const { changes, observations } = watch(given, confirm);

      for (const [index, { state, atMs }] of changes.entries()) {
        if (state !== 'down') continue;
        const toMs = changes[index + 1]?.atMs ?? Number.POSITIVE_INFINITY;
        const inside = observations.filter((one) => one.atMs >= atMs && one.atMs < toMs);
        expect(inside.every((one) => one.verdict.state === 'down')).toBe(true);
        expect(inside.length).toBeGreaterThanOrEqual(confirm);
      }
    }),
  );
});

test('the state is never worse than the last probe, nor better than the best of the last few', () => {
  fc.assert(
    fc.property(probes, fc.integer({ min: 1, max: 5 }), (given, confirm) => {
      const { status, observations } = watch(given, confirm);
      if (status.state === 'unknown') return;
      const recent = observations.slice(-confirm).map((one) => SEVERITY[one.verdict.state] ?? 0);

      expect(SEVERITY[status.state]).toBeLessThanOrEqual(recent.at(-1) ?? 0);
      if (recent.length === confirm)
        expect(SEVERITY[status.state]).toBeGreaterThanOrEqual(Math.min(...recent));
    }),
  );
});
