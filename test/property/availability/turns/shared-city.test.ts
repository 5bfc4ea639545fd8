import { expect, test } from 'vitest';
import { measuredSegments, readCoverage, readMeasured } from '#availability/timelines/entity-timelines.ts';
import type { Entity } from '#core/domain/state.ts';
import { exportLedger } from '#ledger/sqlite/keeping/export-ledger.ts';
import { playCities, RUNS_TAKE_MS } from '#test/support/play-random-cities.ts';
import { expectedStates, inMs, planCity, SECONDS } from '#test/support/random-shared-city.ts';
import type { SharedCity } from '#test/support/shared-city.ts';
import { createMeasured } from '#verifier/record/measured.mjs';
import { createRecord } from '#verifier/record/record.mjs';
import { readChain } from '#verifier/sealed/chain.mjs';
import { wordsOf } from '#verifier/words.mjs';

const PERIOD = { fromMs: inMs(0), toMs: inMs(SECONDS) };

function secondBySecond(
  { reader }: SharedCity,
  device: string,
  recordedBeforeMs?: number,
): readonly string[] {
  const entity: Entity = `device:${device}`;
  const known = recordedBeforeMs === undefined ? {} : { recordedBeforeMs };
  const query = {
    entities: [entity],
    indicator: 'reach' as const,
    period: PERIOD,
    asOfMs: PERIOD.toMs,
    ...known,
  };
  const history = readMeasured(reader, query).get(entity);
  if (history === undefined) return [];
  const { coverage } = readCoverage(reader, query).of(entity, 'reach');
  const segments = measuredSegments(
    { ...history, outages: [] },
    { period: PERIOD, coverage, service: [PERIOD] },
  );
  return segments.flatMap(({ fromMs, toMs, state }) => repeated(state, toMs - fromMs));
}

/** The same by the settler that shares no code with the first. */
function bySecondSettler({ path }: SharedCity, device: string, recordedBeforeMs: number): readonly string[] {
  const { rows, header, problems } = readChain(exportLedger(path, { secret: 'include' }), wordsOf('en'));
  expect(problems).toEqual([]);
  const period = { from: PERIOD.fromMs, to: PERIOD.toMs };
  const known = { recordedBefore: recordedBeforeMs, asOf: PERIOD.toMs, period };
  const record = createRecord({ rows, open: header.open.coverage }, known);
  const states = createMeasured(record, period, true).states(
    `device:${device}`,
    'reach',
    period.from,
    period.to,
  );
  return states.flatMap(({ from, to, state }: { from: number; to: number; state: string }) =>
    repeated(state, to - from),
  );
}

const repeated = (state: string, lengthMs: number) => Array.from({ length: lengthMs / 1_000 }, () => state);

test(
  'of several collectors each second counts once, whatever comes late and in whatever order',
  () => {
    playCities(
      planCity,
      ({ seed, plan, city }) => {
        for (const device of plan.devices) {
          const expected = expectedStates(plan, device);
          const found = secondBySecond(city, device.id);
          const wrong = expected.findIndex((state, second) => state !== 'any' && state !== found[second]);
          const told = { seed, device: device.id, second: wrong, state: found[wrong] };
          expect(told).toEqual({ ...told, second: -1, state: expected[wrong] });
          for (const knownMs of [inMs(99_999), inMs(200), inMs(450)]) {
            const ours = secondBySecond(city, device.id, knownMs);
            const theirs = bySecondSettler(city, device.id, knownMs);
            const second = ours.findIndex((state, place) => state !== theirs[place]);
            const asked = { seed, device: device.id, knownMs };
            expect({ ...asked, second }).toEqual({ ...asked, second: -1 });
          }
        }
        expect({ seed, more: city.place(inMs(20 * SECONDS)) }).toEqual({ seed, more: 0 });
      },
      [1_011, 3_098, 3_936],
    );
  },
  RUNS_TAKE_MS,
);
