import { describe, expect, test } from 'vitest';
import { linksInFrontOf } from '#core/domain/links-in-front.ts';
import { type Change, deviceEntity, type Entity, linkEntity } from '#core/domain/state.ts';
import { days, minutes } from '#core/time/units.ts';
import { generateHistory, type HistoryOptions } from '#simulator/history/generate-history.ts';
import type { HistoryStep } from '#simulator/history/history-step.ts';
import { generateHanoi, HANOI, HANOI_TIME_ZONE } from '../../../support/hanoi.ts';

const FROM_MS = Date.UTC(2025, 0, 1) - days(7 / 24);
const TO_MS = FROM_MS + days(365);
const LONGEST_INTERVAL_MS = minutes(5);
const CITY = { ...HANOI.inventory, ...generateHanoi({ devices: 1_000, seed: 5 }) };

function historyOf(given: Partial<HistoryOptions> = {}): readonly HistoryStep[] {
  return [
    ...generateHistory({
      inventory: CITY,
      profiles: HANOI.settings.profiles,
      timeZone: HANOI_TIME_ZONE,
      seed: 7,
      fromMs: FROM_MS,
      toMs: TO_MS,
      ...given,
    }),
  ];
}

const YEAR = historyOf();
const BATCHES = YEAR.flatMap((step) => (step.kind === 'batch' ? [step] : []));
const CHANGES = BATCHES.flatMap(({ batch }) => batch.changes);
const GAPS = gapsOf(BATCHES);

/** What lies between the stretches of coverage of the checks that come least often. */
function gapsOf(batches: typeof BATCHES) {
  const toByFrom = new Map<number, number>();
  for (const { batch } of batches)
    for (const { intervalMs, fromMs, toMs } of batch.coverage ?? [])
      if (intervalMs === LONGEST_INTERVAL_MS) toByFrom.set(fromMs, toMs);
  const stretches = [...toByFrom];
  return stretches
    .slice(1)
    .map(([nextFromMs], index) => ({ fromMs: stretches[index]?.[1] ?? 0, toMs: nextFromMs }));
}

function changesBy(changes: readonly Change[]): ReadonlyMap<string, readonly Change[]> {
  return Map.groupBy(changes, ({ entity, indicator }) => `${entity} ${indicator}`);
}

/** Milliseconds of a state within a stretch, as the changes say it. */
function msOf(
  changes: readonly Change[],
  states: readonly Change['state'][],
  fromMs: number,
  toMs: number,
): number {
  return changes.reduce((sum, { state, atMs }, index) => {
    if (!states.includes(state)) return sum;
    const endMs = changes[index + 1]?.atMs ?? Number.POSITIVE_INFINITY;
    return sum + Math.max(0, Math.min(toMs, endMs) - Math.max(fromMs, atMs));
  }, 0);
}

describe('a made-up history', () => {
  test('is the same for the same seed, and another for another', () => {
    const short = { toMs: FROM_MS + days(20) };

    expect(historyOf(short)).toEqual(historyOf(short));
    expect(historyOf({ ...short, seed: 8 })).not.toEqual(historyOf(short));
  });

  test('is recorded in order of time, after it was observed, and nothing while nobody watched', () => {
    let lastMs = Number.NEGATIVE_INFINITY;
    for (const { recordedMs } of YEAR) {
      expect(recordedMs).toBeGreaterThanOrEqual(lastMs);
      lastMs = recordedMs;
    }
    for (const { batch, recordedMs } of BATCHES) {
      for (const { afterMs, atMs } of batch.changes) expect(afterMs <= atMs && atMs <= recordedMs).toBe(true);
      // A gap ends for coverage only when everything was asked once more.
      const isUnseen = GAPS.some(
        ({ fromMs, toMs }) => recordedMs > fromMs && recordedMs <= toMs - LONGEST_INTERVAL_MS,
      );
      expect(isUnseen && batch.changes.length > 0).toBe(false);
    }
  });

  test('changes of an indicator follow each other in time and alternate', () => {
    for (const changes of changesBy(CHANGES).values()) {
      changes.forEach((change, index) => {
        const before = changes[index - 1];
        if (!before) return;
        expect(change.state).not.toBe(before.state);
        expect(change.atMs).toBeGreaterThanOrEqual(before.atMs);
      });
    }
  });

  test('has every kind of trouble in it', () => {
    const reasons = new Set(CHANGES.flatMap(({ reason }) => reason ?? []));
    const ends = new Set(
      BATCHES.flatMap(({ batch }) => batch.coverage?.flatMap(({ closed }) => closed ?? []) ?? []),
    );
    const runs = YEAR.filter(({ kind }) => kind === 'start');

    expect([...reasons].sort()).toEqual(
      expect.arrayContaining([
        'disk',
        'loss',
        'near-end-down',
        'no-access',
        'no-media',
        'not-measured',
        'not-recording',
        'port-down',
        'saturated',
        'stale',
        'timeout',
        'unreachable',
      ]),
    );
    expect([...ends].sort()).toEqual(['blind', 'clock-step', 'stop']);
    // One restart is after a crash: its coverage is left open.
    expect(runs.length).toBeGreaterThan([...ends].length);
  });

  test('what hangs on a line alone is down while the line is', () => {
    const byKey = changesBy(CHANGES);
    const linesOf = linksInFrontOf(CITY);
    let looks = 0;
    for (const [id, lines] of linesOf) {
      const own = byKey.get(`${deviceEntity(id)} reach`) ?? [];
      for (const line of lines) looks += expectDownDuring(own, byKey.get(`${linkEntity(line)} reach`) ?? []);
    }
    expect(looks).toBeGreaterThan(500);
  });

  test('answers between 97 and 99.5 percent of the time, with a few dark wards', () => {
    const byKey = changesBy(CHANGES);
    const byArea = Map.groupBy(CITY.devices.values(), ({ site }) => CITY.sites.get(site)?.area ?? '');
    const shareOf = (ids: readonly Entity[]) => {
      const all = ids.map((entity) => byKey.get(`${entity} reach`) ?? []);
      const sum = (states: readonly Change['state'][]) =>
        all.reduce((total, changes) => total + msOf(changes, states, FROM_MS, TO_MS), 0);
      const goodMs = sum(['up', 'degraded']);
      return goodMs / (goodMs + sum(['down']));
    };

    const city = shareOf([...CITY.devices.keys()].map(deviceEntity));
    const wards = [...byArea.values()].map((devices) => shareOf(devices.map(({ id }) => deviceEntity(id))));

    expect(city).toBeGreaterThan(0.97);
    expect(city).toBeLessThan(0.995);
    expect(wards.filter((share) => share < city - 0.005).length).toBeGreaterThanOrEqual(2);
  });

  test('the inventory is on record before it begins, and what becomes of devices when it does', () => {
    const revisions = YEAR.flatMap((step) => (step.kind === 'revisions' ? [step] : []));
    const introduced = revisions.filter(({ recordedMs }) => recordedMs < FROM_MS);
    const later = revisions.filter(({ recordedMs }) => recordedMs >= FROM_MS);
    const bodies = later.map(({ revisions: [first] }) => JSON.stringify(first?.body));

    expect(new Set(introduced.flatMap((step) => step.revisions.map(({ kind }) => kind)))).toContain('link');
    for (const {
      recordedMs,
      revisions: [first],
    } of later)
      expect(first?.fromMs).toBe(recordedMs);
    expect(bodies.some((body) => body.includes('"retired"'))).toBe(true);
    expect(bodies.some((body) => !body.includes('"retired"'))).toBe(true);
  });

  test('lines carry what their days say, and some too much for more than a week', () => {
    const traffic = YEAR.flatMap((step) => (step.kind === 'traffic' ? step.days : []));
    const full = traffic.filter(({ histogram }) => histogram.slice(90).some((count) => count > 20));

    for (const { histogram, samples } of traffic) {
      expect(histogram.reduce((sum, count) => sum + count, 0)).toBe(samples);
    }
    expect(
      Math.max(...[...Map.groupBy(full, ({ linkId }) => linkId).values()].map((one) => one.length)),
    ).toBeGreaterThan(7);
  });

  test('planned work is announced, mostly in time', () => {
    const works = YEAR.flatMap((step) => (step.kind === 'work' ? [step.work] : []));
    const inTime = works.filter(({ announcedMs, fromMs }) => fromMs - announcedMs >= days(1));

    expect(works.length).toBeGreaterThan(20);
    expect(inTime.length / works.length).toBeGreaterThan(0.75);
    for (const { fromMs, toMs } of works) expect(toMs).toBeGreaterThan(fromMs);
  });
});

/** @returns how many outages of the line were looked at. */
function expectDownDuring(own: readonly Change[], line: readonly Change[]): number {
  let looks = 0;
  line.forEach((down, index) => {
    if (down.state !== 'down') return;
    const fromMs = down.atMs + LONGEST_INTERVAL_MS;
    const toMs = Math.min(line[index + 1]?.afterMs ?? TO_MS, TO_MS);
    if (fromMs >= toMs || GAPS.some((gap) => gap.fromMs < toMs && gap.toMs > down.afterMs)) return;
    looks++;
    expect(msOf(own, ['up', 'degraded'], fromMs, toMs)).toBe(0);
  });
  return looks;
}
