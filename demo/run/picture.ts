import type { MeasurementHealth } from '../../core/domain/sinks.ts';
import { seconds } from '../../core/time/units.ts';
import { buildCityView, type CityView, type Shown } from '../../portal/city/city-view.ts';
import { buildVisibleFleet, type VisibleFleet } from '../../portal/city/visible-fleet.ts';
import { type Expected, isCertain } from '../../simulator/faults/expected.ts';
import { downPhases, type Fault } from '../../simulator/faults/fault.ts';
import { sumOf } from './measuring/sum-of.ts';
import type { RunningDemo } from './start-demo.ts';

/** A fault that is on, and how much of it camwatch has found by now. */
export interface ActiveFault {
  readonly fault: Fault;
  readonly sinceMs: number;
  /** A flapping device is up now and then. */
  readonly isDownNow: boolean;
  readonly expected: number;
  readonly found: number;
}

/** Everything the live summary shows of one moment. */
export interface Picture {
  readonly elapsedMs: number;
  readonly view: CityView;
  readonly active: readonly ActiveFault[];
  readonly probesPerSecond: number;
  readonly isInfluxBroken: boolean;
}

/** Batches are sent every other second: a shorter window would jump up and down. */
const RATE_WINDOW_MS = seconds(9);

/** Takes pictures of a demo; rates are those of the last few seconds. */
export function createPhotographer(demo: RunningDemo): (atMs: number) => Promise<Picture> {
  const { city, script, played, startMs, influx, incidents } = demo;
  const shown: Shown = city.config();
  const fleet: VisibleFleet = buildVisibleFleet(shown.inventory, city.collector.columns().devices);
  let counted = [{ atMs: startMs, probes: 0 }];
  return async (atMs) => {
    const probes = await sumOf(city.metrics.camwatch_probes_total);
    counted = [...counted.filter((one) => one.atMs >= atMs - RATE_WINDOW_MS), { atMs, probes }];
    const measurements: MeasurementHealth = city.measurements();
    return {
      elapsedMs: atMs - startMs,
      view: buildCityView({ shown, fleet, live: city.collector, measurements, incidents, atMs }),
      active: played.active().map((fault) => {
        const expected = script.actOf(fault).expected.filter(isCertain);
        return {
          fault,
          sinceMs: startMs + fault.atMs,
          isDownNow: downPhases(fault).some(
            ({ fromMs, toMs }) => atMs >= startMs + fromMs && atMs < startMs + toMs,
          ),
          expected: expected.length,
          found: expected.filter((one) => isSeen(one, demo)).length,
        };
      }),
      probesPerSecond: rateOf(counted),
      isInfluxBroken: influx?.isRunning() === false,
    };
  };
}

function rateOf(counted: readonly { readonly atMs: number; readonly probes: number }[]): number {
  const [first, last] = [counted[0], counted.at(-1)];
  if (first === undefined || last === undefined || last.atMs <= first.atMs) return 0;
  return ((last.probes - first.probes) * seconds(1)) / (last.atMs - first.atMs);
}

function isSeen(expected: Expected, { city, reader }: RunningDemo): boolean {
  const { entity } = expected;
  if (expected.shows === 'state') {
    return city.collector.status(entity, expected.indicator)?.state === expected.state;
  }
  return reader.findings({ entity, code: expected.code, open: true }).next().done === false;
}
