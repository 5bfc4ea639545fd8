import type { MeasuredSubject, MeasuredValue, MeasurementReader } from '#core/domain/time-series.ts';
import { hours, minutes } from '#core/time/units.ts';

/** How each value moves, between what it is at its least and at its most. */
const RANGES: Readonly<Record<MeasuredSubject['kind'], Partial<Record<MeasuredValue, [number, number]>>>> = {
  reach: { rttMs: [3, 9], rttMaxMs: [6, 41], lossRatio: [0, 0.04] },
  stream: { bitsPerSecond: [3.1e6, 4.4e6] },
  recorder: {
    ...{ freeRatio: [0.11, 0.19], channelsLost: [0, 1.49], disksFailed: [0, 0] },
    oldestAgeMs: [hours(24 * 27), hours(24 * 30)],
  },
  traffic: { inBitsPerSecond: [2.1e6, 9.4e6], outBitsPerSecond: [88e6, 213e6] },
};

/** Something of everything that is asked for: a wave a day, two hours in the middle in which nothing was measured. */
export const sampleMeasured = (): MeasurementReader => ({
  read: async ({ subjects, period, leastStepMs: stepMs }) => ({
    ok: true,
    series: subjects.map(({ kind }) => {
      const middleMs = (period.fromMs + period.toMs) / 2;
      const steps = Array.from(
        { length: Math.floor((period.toMs - period.fromMs) / stepMs) },
        (_, index) => period.fromMs + index * stepMs,
      );
      const points = steps
        .filter((atMs) => Math.abs(atMs - middleMs) > hours(1))
        .map((fromMs, index) => ({ fromMs, values: valuesAt(kind, fromMs, index) }));
      return { stepMs, points, newestMs: period.toMs - minutes(2) };
    }),
  }),
});

function valuesAt(kind: MeasuredSubject['kind'], atMs: number, index: number) {
  const share = (Math.sin((atMs / hours(24)) * 2 * Math.PI) + 1 + ((index * 37) % 19) / 19) / 3;
  return Object.fromEntries(
    Object.entries(RANGES[kind]).map(([value, [least, most]]) => {
      const amount = least + share * (most - least);
      return [value, kind === 'recorder' && most < 10 && most >= 1 ? Math.floor(amount) : amount];
    }),
  );
}
