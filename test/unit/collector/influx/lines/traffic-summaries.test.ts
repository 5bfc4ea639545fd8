import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTrafficSummaries } from '#collector/influx/lines/traffic-summaries.ts';
import type { TrafficSample } from '#core/domain/traffic.ts';
import { finish } from '#core/host/in-slices.ts';
import { createPortNumbers } from '#core/packed/port-numbers.ts';
import { stableHash } from '#core/text/stable-hash.ts';
import { hours, minutes } from '#core/time/units.ts';
import { trafficSample } from '#test/support/traffic-sample.ts';

function sumUp(samples: readonly TrafficSample[]): readonly TrafficSample[] {
  const emitted: TrafficSample[] = [];
  const summaries = createTrafficSummaries(createPortNumbers({ mostPerDevice: 9 }), (sample) =>
    emitted.push(sample),
  );
  for (const sample of samples) summaries.add(sample, minutes(5));
  finish(summaries.flushAll());
  return emitted;
}

test('octets, errors and time are neither lost nor counted twice, in whatever order samples come', () => {
  const sample = fc.record({
    minute: fc.nat(60),
    port: fc.constantFrom('a', 'b'),
    inOctets: fc.nat(1e9),
    inErrors: fc.option(fc.nat(9), { nil: undefined }),
  });
  fc.assert(
    fc.property(fc.array(sample, { maxLength: 40 }), (list) => {
      const samples = list.map(({ minute, port, inOctets, inErrors }) =>
        trafficSample(minutes(minute), {
          interface: port,
          inOctets,
          ...(inErrors !== undefined && { inErrors }),
        }),
      );
      const sumOf = (
        rows: readonly TrafficSample[],
        port: string,
        amountOf: (row: TrafficSample) => number,
      ) =>
        rows
          .filter((row) => row.interface === port)
          .map(amountOf)
          .reduce((sum, amount) => sum + amount, 0);
      const totals = (rows: readonly TrafficSample[]) =>
        ['a', 'b'].flatMap((port) => [
          sumOf(rows, port, ({ inOctets }) => inOctets),
          sumOf(rows, port, ({ outOctets }) => outOctets),
          sumOf(rows, port, ({ inErrors = 0 }) => inErrors),
          sumOf(rows, port, ({ intervalMs }) => intervalMs),
        ]);

      expect(totals(sumUp(samples))).toEqual(totals(samples));
    }),
  );
});

test('a window that ended is emitted though the device says nothing more', () => {
  const emitted: TrafficSample[] = [];
  const summaries = createTrafficSummaries(createPortNumbers({ mostPerDevice: 9 }), (sample) =>
    emitted.push(sample),
  );
  summaries.add(trafficSample(minutes(7)), minutes(5));

  summaries.flushEnded(minutes(7));
  expect(emitted).toEqual([]);
  summaries.flushEnded(minutes(12));

  expect(emitted).toEqual([trafficSample(minutes(7))]);
});

test('a window of an hour holds what a window of five minutes does not', () => {
  const emitted: TrafficSample[] = [];
  const summaries = createTrafficSummaries(createPortNumbers({ mostPerDevice: 9 }), (sample) =>
    emitted.push(sample),
  );
  const hourMs = hours(1);
  const startMs = stableHash(trafficSample(0).deviceId) % hourMs;
  for (let minute = 1; minute < 60; minute++)
    summaries.add(trafficSample(startMs + minutes(minute), { inOctets: 1 }), hourMs);

  summaries.flushEnded(startMs + hourMs);

  expect(emitted.map(({ inOctets }) => inOctets)).toEqual([59]);
});
