import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listOutages } from '#availability/timelines/outages.ts';
import { CENTRE } from '#ledger/record/leases.ts';
import { createRandom, inMs, playCity, SECONDS } from '#test/support/random-shared-city.ts';
import { planTrueCity } from '#test/support/true-shared-city.ts';

/** `CAMWATCH_RUNS=500` for the long form. */
const RUNS = Number(process.env.CAMWATCH_RUNS ?? 6);
const FIRST = Number(process.env.CAMWATCH_SEED ?? 1);

const secondOf = (ms: number): number => (ms - inMs(0)) / 1_000;

/** Whether a device changed to that between two instants. */
const turned = (answers: readonly boolean[], to: boolean, afterMs: number, atMs: number): boolean =>
  answers.some(
    (is, second) =>
      is === to && answers[second - 1] === !to && second > secondOf(afterMs) && second <= secondOf(atMs),
  );

test(
  'every outage of a city whose collectors are killed, cut off and balanced begins and ends within its bounds',
  () => {
    let edges = 0;
    for (let seed = FIRST; seed < FIRST + RUNS; seed++) {
      const folder = mkdtempSync(join(tmpdir(), 'camwatch-true-'));
      const random = createRandom(seed);
      const plan = planTrueCity(random);
      const city = playCity(plan, folder, { random });
      try {
        for (const { id } of plan.devices) {
          const answers = plan.answers.get(id) ?? [];
          const entity = `device:${id}` as const;
          const changes = [...city.reader.changes({ entity, indicator: 'reach' })];
          // Who was given it anew says first that it is not measured: what was down then is found down, or was down before anybody asked.
          const closedMs = new Set(changes.flatMap(({ state, atMs }) => (state === 'unknown' ? [atMs] : [])));
          // One that goes on in its turn knew it by its last probe.
          const againMs = new Set(
            changes.flatMap(({ author, origin, atMs }) =>
              author === CENTRE && origin === 'measured' ? [atMs] : [],
            ),
          );
          const foundMs = new Set(
            changes.flatMap(({ atMs }, place) => {
              const last = changes.slice(0, place).findLast(({ state }) => state !== 'unknown');
              const isFound = last === undefined || last.state === 'down';
              return isFound ? [atMs] : [];
            }),
          );
          const outages = listOutages(city.reader, { entity, fromMs: inMs(0), toMs: inMs(SECONDS) });
          for (const { afterMs, fromMs, untilAfterMs, toMs } of outages) {
            const told = { seed, id, began: [secondOf(afterMs), secondOf(fromMs)] };
            if (!foundMs.has(fromMs) && !againMs.has(fromMs))
              expect({ ...told, isTrue: turned(answers, false, afterMs, fromMs) }).toEqual({
                ...told,
                isTrue: true,
              });
            if (untilAfterMs === undefined || toMs === undefined || closedMs.has(toMs) || againMs.has(toMs))
              continue;
            const ended = { ...told, ended: [secondOf(untilAfterMs), secondOf(toMs)] };
            expect({ ...ended, isTrue: turned(answers, true, untilAfterMs, toMs) }).toEqual({
              ...ended,
              isTrue: true,
            });
            edges += 2;
          }
        }
      } finally {
        city.close();
        rmSync(folder, { recursive: true, force: true });
      }
    }
    expect(edges).toBeGreaterThan(RUNS);
  },
  180_000 + RUNS * 5_000,
);
