import { expect, test } from 'vitest';
import { listOutages } from '#availability/timelines/outages.ts';
import type { Entity } from '#core/domain/state.ts';
import { CENTRE } from '#ledger/record/leases.ts';
import type { Saying } from '#ledger/record/turns.ts';
import { playCities, RUNS, RUNS_TAKE_MS } from '#test/support/play-random-cities.ts';
import { EVERY, inMs, SECONDS } from '#test/support/random-shared-city.ts';
import type { SharedCity } from '#test/support/shared-city.ts';
import { planTrueCity } from '#test/support/true-shared-city.ts';

interface Edge {
  readonly to: 'up' | 'down';
  readonly afterMs: number;
  readonly atMs: number;
}

/** The edges of outages that say when a device was cut or joined. */
function edgesOf({ reader }: SharedCity, entity: Entity): readonly Edge[] {
  const sayings = reader.sayings({ entity, indicator: 'reach' }, 0);
  const bySeq = new Map(sayings.map((saying) => [saying.seq, saying]));
  const counting = sayings.filter(({ isCorrected }) => !isCorrected);
  /** What one that goes on says again it knew by its last probe, which may be long ago. */
  const isSaidAgain = ({ source, corrects, collector }: Saying): boolean => {
    const corrected = corrects === undefined ? undefined : bySeq.get(corrects);
    if (corrected?.source === CENTRE) return isSaidAgain({ ...corrected, collector });
    return source === CENTRE && corrected?.collector !== collector;
  };
  const claims = ({ to, atMs }: Edge): boolean => {
    const place = counting.findIndex((saying) => saying.atMs === atMs && saying.state === to);
    const saying = counting[place];
    // What is not measured any more has no end.
    if (!saying || isSaidAgain(saying)) return false;
    const before = counting.slice(0, place).findLast(({ state }) => state !== 'unknown')?.state;
    // What was down when it was asked for the first time, or down already when it was asked again, was cut at some time before.
    return to === 'up' || (before !== undefined && before !== 'down');
  };
  return listOutages(reader, { entity, fromMs: inMs(0), toMs: inMs(SECONDS) })
    .flatMap(({ afterMs, fromMs, untilAfterMs, toMs }): Edge[] => [
      { to: 'down', afterMs, atMs: fromMs },
      ...(untilAfterMs === undefined || toMs === undefined
        ? []
        : [{ to: 'up' as const, afterMs: untilAfterMs, atMs: toMs }]),
    ])
    .filter(claims);
}

/** Where a collector that had missed a lease closed what it knew to be down, and found it down when it asked again. */
const begunAnew = (words: readonly Said[]): readonly number[] =>
  words.flatMap(({ state, atMs }, place) => {
    const [before, next] = [words[place - 1], words[place + 1]];
    const isClosed = state === 'unknown' && before?.state === 'down' && next?.state === 'down';
    return isClosed && next.atMs - atMs <= inMs(EVERY) - inMs(0) ? [secondOf(atMs)] : [];
  });

type Said = Pick<Saying, 'collector' | 'state' | 'atMs'>;

/** What counts of a device, where one after the other was said by the same. */
function toldByOne({ reader }: SharedCity, entity: Entity): readonly (readonly Said[])[] {
  const counting = reader
    .sayings({ entity, indicator: 'reach' }, 0)
    .filter(({ isCorrected }) => !isCorrected);
  const told: Said[][] = [];
  for (const saying of counting) {
    if (told.at(-1)?.[0]?.collector !== saying.collector) told.push([]);
    told.at(-1)?.push(saying);
  }
  return told;
}

const secondOf = (ms: number): number => (ms - inMs(0)) / 1_000;

/** Whether a device turned so between the two instants. */
const isTrue = (answers: readonly boolean[], { to, afterMs, atMs }: Edge): boolean =>
  answers.some(
    (isUp, second) =>
      isUp === (to === 'up') &&
      isUp !== (answers[second - 1] ?? isUp) &&
      second > secondOf(afterMs) &&
      second <= secondOf(atMs),
  );

test(
  'every outage of a city whose collectors are killed, cut off and balanced begins and ends within its bounds',
  () => {
    let judged = 0;
    playCities(
      planTrueCity,
      ({ seed, plan, city }) => {
        for (const { id } of plan.devices) {
          const edges = edgesOf(city, `device:${id}`);
          const wrong = edges.filter((edge) => !isTrue(plan.answers.get(id) ?? [], edge));
          const told = wrong.map(({ to, afterMs, atMs }) => [
            seed,
            id,
            to,
            secondOf(afterMs),
            secondOf(atMs),
          ]);
          expect(told).toEqual([]);
          judged += edges.length;
        }
      },
      [1_025, 1_427, 3_471],
    );
    expect(judged).toBeGreaterThan(4 * RUNS);
  },
  RUNS_TAKE_MS,
);

test(
  'an outage that a collector finds again when it begins anew is one, while nobody else says otherwise',
  () => {
    let closed = 0;
    playCities(planTrueCity, ({ seed, plan, city }) => {
      for (const { id } of plan.devices) {
        expect([seed, id, ...toldByOne(city, `device:${id}`).flatMap(begunAnew)]).toEqual([seed, id]);
        for (const { id: collector, words } of plan.collectors) {
          const own = (words.get(id) ?? []).map(({ state, at }) => ({ collector, state, atMs: inMs(at) }));
          closed += begunAnew(own).length;
        }
      }
    });
    expect(closed).toBeGreaterThan(RUNS / 10);
  },
  RUNS_TAKE_MS,
);
