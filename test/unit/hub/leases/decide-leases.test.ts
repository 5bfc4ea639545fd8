import { describe, expect, test } from 'vitest';
import { decideLease, type ZoneNow } from '#hub/leases/decide-leases.ts';
import { createHearing } from '#hub/leases/hearing.ts';

const SILENT_MS = 60_000;
const TERMS = { silentAfterMs: SILENT_MS };

/** A zone of 100 sites and its decider, by a clock that the test sets; each second a word of those who speak. */
function zoneOf(collectors: readonly string[], { sites = 100, watchers = 1 } = {}) {
  const hearing = createHearing();
  const leases: { epoch: number; collectors: readonly string[] }[] = [];
  const words = new Map<string, number>();
  const told: { readonly atMs: number; readonly collectors: string; readonly reason: string }[] = [];
  let standing = collectors;
  let atMs = 0;
  let isUncovered = false;
  return {
    told,
    leases,
    isUncovered: () => isUncovered,
    setStanding: (ids: readonly string[]) => {
      standing = ids;
    },
    /** What stands on record of somebody who spoke long ago. */
    remember: (id: string) => void words.set(id, -1),
    /** Nobody can look, as while the database has no primary. */
    pause: (forMs: number) => {
      atMs += forMs;
    },
    run: (forMs: number, ...speaking: readonly string[]) => {
      for (const endMs = atMs + forMs; atMs < endMs; atMs += 1_000) {
        for (const id of speaking) words.set(id, atMs);
        const now: ZoneNow = { zone: 'default', sites, watchers, collectors: standing, leases };
        const verdict = decideLease(now, hearing.look(words, atMs, SILENT_MS), atMs, TERMS);
        isUncovered = verdict.isUncovered;
        if (verdict.next === undefined) continue;
        leases.push(verdict.next);
        told.push({ atMs, collectors: verdict.next.collectors.join(' '), reason: verdict.next.reason });
      }
    },
  };
}

describe('a zone', () => {
  test('is watched by the first who speaks, and by who joins once it was steady for a minute', () => {
    const { told, run } = zoneOf(['kv-a', 'kv-b']);

    run(10_000, 'kv-a');
    run(100_000, 'kv-a', 'kv-b');

    expect(told).toEqual([
      { atMs: 1_000, collectors: 'kv-a', reason: 'joined: kv-a' },
      { atMs: 71_000, collectors: 'kv-a kv-b', reason: 'joined: kv-b' },
    ]);
  });

  test('is taken over from who is silent after a minute, who waits for ten once it is back', () => {
    const { told, run } = zoneOf(['kv-a', 'kv-b']);
    run(120_000, 'kv-a', 'kv-b');
    told.splice(0);

    run(70_000, 'kv-a');
    run(700_000, 'kv-a', 'kv-b');

    expect(told).toEqual([
      { atMs: 179_000, collectors: 'kv-a', reason: 'silent: kv-b' },
      { atMs: 790_000, collectors: 'kv-a kv-b', reason: 'joined: kv-b' },
    ]);
  });

  test('goes at once to who is back where nobody else is left', () => {
    const { told, run, isUncovered } = zoneOf(['kv-a', 'kv-b']);
    run(20_000, 'kv-a');
    told.splice(0);

    run(300_000);
    expect(isUncovered()).toBe(true);
    expect(told).toEqual([]);
    run(2_000, 'kv-b');

    expect(told).toEqual([{ atMs: 321_000, collectors: 'kv-b', reason: 'silent: kv-a; joined: kv-b' }]);
    expect(isUncovered()).toBe(false);
  });

  test('with a handful of sites is watched by one, and the other stands by', () => {
    const { told, run } = zoneOf(['kv-a', 'kv-b'], { sites: 19 });

    run(10_000, 'kv-a');
    run(2_000_000, 'kv-a', 'kv-b');
    run(70_000, 'kv-b');

    expect(told.map(({ collectors }) => collectors)).toEqual(['kv-a', 'kv-b']);
  });

  test('with a site that two are to watch is shared by two, be it the only one', () => {
    const { told, run } = zoneOf(['kv-a', 'kv-b', 'kv-c'], { sites: 1, watchers: 2 });

    run(10_000, 'kv-a');
    run(2_000_000, 'kv-a', 'kv-b');
    run(2_000_000, 'kv-a', 'kv-b', 'kv-c');

    expect(told.map(({ collectors }) => collectors)).toEqual(['kv-a', 'kv-a kv-b']);
  });

  test('is not given to somebody of whom only the record tells', () => {
    const { told, run, remember, isUncovered } = zoneOf(['kv-a']);
    remember('kv-a');

    run(30_000);

    expect(told).toEqual([]);
    expect(isUncovered()).toBe(true);
  });

  test('is taken from who stands in it no more', () => {
    const { told, run, setStanding } = zoneOf(['kv-a', 'kv-b']);
    run(120_000, 'kv-a', 'kv-b');
    told.splice(0);

    setStanding(['kv-b']);
    run(1_000, 'kv-a', 'kv-b');

    expect(told).toEqual([{ atMs: 120_000, collectors: 'kv-b', reason: 'removed: kv-a' }]);
  });

  test('loses nobody because the record was away for longer than anybody may be silent', () => {
    const { told, run, pause } = zoneOf(['kv-a', 'kv-b']);
    run(120_000, 'kv-a', 'kv-b');
    told.splice(0);

    pause(90_000);
    run(30_000, 'kv-a');
    run(10_000, 'kv-a', 'kv-b');

    expect(told).toEqual([]);
  });

  test('that nobody ever watched has no lease', () => {
    const { told, run, isUncovered } = zoneOf([]);

    run(10_000);

    expect(told).toEqual([]);
    expect(isUncovered()).toBe(true);
  });
});
