import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Sample } from '#collector/influx/lines/sample.ts';
import { createSummaries } from '#collector/influx/lines/summaries.ts';
import { finish } from '#core/host/in-slices.ts';

const probes = fc.uniqueArray(
  fc.record({
    device: fc.constantFrom('cam-1', 'cam-2', 'cam-3'),
    minute: fc.nat({ max: 40 }),
    rttMs: fc.option(fc.integer({ min: 1, max: 500 }), { nil: undefined }),
  }),
  { selector: ({ device, minute }) => `${device} ${minute}`, maxLength: 80 },
);

test('every probe is in exactly one sample, and no two samples of a device share an instant', () => {
  fc.assert(
    fc.property(probes, fc.array(fc.nat({ max: 40 })), (given, flushes) => {
      const samples: (Sample & { key: string })[] = [];
      const summaries = createSummaries(({ deviceId, atMs }, sample) =>
        samples.push({ ...sample, key: `${deviceId} ${atMs}` }),
      );

      for (const [index, { device: deviceId, minute, rttMs }] of given.entries()) {
        const outcome =
          rttMs === undefined
            ? ({ ok: false, reason: 'timeout', detail: '' } as const)
            : ({ ok: true, measurements: { rttMinMs: rttMs, rttAvgMs: rttMs, rttMaxMs: rttMs } } as const);
        summaries.add({ deviceId, indicator: 'reach', atMs: minute * 60_000, outcome });
        if (flushes[index] !== undefined) summaries.flushEnded(flushes[index] * 60_000);
      }
      finish(summaries.flushAll());

      const answered = given.flatMap(({ rttMs }) => rttMs ?? []);
      const up = samples.filter((sample) => sample.up === 1);
      expect(sum(up.map((sample) => sample.probes))).toBe(answered.length);
      expect(samples.filter((sample) => sample.up === 0)).toHaveLength(given.length - answered.length);
      expect(sum(up.map((sample) => sample.probes * (sample.avgMs ?? 0)))).toBeCloseTo(sum(answered), 6);
      expect(Math.max(0, ...up.map((sample) => sample.maxMs ?? 0))).toBe(Math.max(0, ...answered));
      expect(new Set(samples.map(({ key }) => key)).size).toBe(samples.length);
    }),
  );
});

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
