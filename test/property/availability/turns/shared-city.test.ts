import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readTimeline } from '#availability/timelines/read-timeline.ts';
import {
  createRandom,
  expectedStates,
  inMs,
  planCity,
  playCity,
  SECONDS,
} from '#test/support/random-shared-city.ts';
import type { SharedCity } from '#test/support/shared-city.ts';

/** `CAMWATCH_RUNS=500` for the long form. */
const RUNS = Number(process.env.CAMWATCH_RUNS ?? 12);
const FIRST = Number(process.env.CAMWATCH_SEED ?? 1);

const PERIOD = { fromMs: inMs(0), toMs: inMs(SECONDS) };

function secondBySecond({ reader }: SharedCity, device: string): readonly string[] {
  const segments = readTimeline(reader, { entity: `device:${device}`, indicator: 'reach', period: PERIOD });
  return segments.flatMap(({ fromMs, toMs, state }) =>
    Array.from({ length: (toMs - fromMs) / 1_000 }, () => state),
  );
}

test('of several collectors each second counts once, whatever comes late and in whatever order', () => {
  for (let seed = FIRST; seed < FIRST + RUNS; seed++) {
    const folder = mkdtempSync(join(tmpdir(), 'camwatch-shared-'));
    const random = createRandom(seed);
    const plan = planCity(random);
    const city = playCity(plan, folder, { random });
    try {
      for (const device of plan.devices) {
        const expected = expectedStates(plan, device);
        const found = secondBySecond(city, device.id);
        const wrong = expected.findIndex((state, second) => state !== 'any' && state !== found[second]);
        const told = { seed, device: device.id, second: wrong, state: found[wrong] };
        expect(told).toEqual({ ...told, second: -1, state: expected[wrong] });
      }
      expect({ seed, more: city.place(inMs(SECONDS + 2)) }).toEqual({ seed, more: 0 });
    } finally {
      city.close();
      rmSync(folder, { recursive: true, force: true });
    }
  }
});
