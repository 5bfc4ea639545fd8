import { expect, test } from 'vitest';
import { createFormats } from '#core/language/formats.ts';
import { en } from '#portal/web/messages/en.ts';
import { vi } from '#portal/web/messages/vi.ts';
import { describeMeasurements } from '#portal/web/panels/measurements.ts';
import { sampleView } from '#test/support/sample-view.ts';

const view = sampleView();
const describeIn = (messages: typeof vi, measurements: Record<string, number>) =>
  describeMeasurements(
    {
      view,
      messages,
      formats: createFormats(messages.language, 'Asia/Ho_Chi_Minh'),
      theme: undefined,
      notice: undefined,
      hasDoor: false,
      ledgerFailure: undefined,
      configurationFailure: undefined,
      stamp: '1',
      path: '/',
    },
    measurements,
  ).replaceAll('\u00a0', ' ');

test.each([
  [{ rttAvgMs: 4.2, lossRatio: 0 }, 'average ping 4.2 ms · loss 0 %'],
  [{ clockOffsetMs: -310_000 }, 'clock off by −5 min'],
  [{ clockOffsetMs: -1_500 }, 'clock off by -1,500 ms'],
  [{ inBitsPerSecond: 97_200_000, utilisationRatio: 0.972 }, 'in 97.2 Mbit/s · used 97.2 %'],
  [{ bitsPerSecond: 4_000_000, packetsPerSecond: 412 }, 'rate 4 Mbit/s · packets 412/s'],
  [{ oldestAgeMs: 12 * 86_400_000 }, 'oldest recording 12 d'],
  [{ constructor: 1 }, 'constructor 1'],
])('%j: %s', (measurements, text) => {
  expect(describeIn(en, measurements)).toBe(text);
});

test('has words in Vietnamese, and keeps the names of what has none', () => {
  expect(describeIn(vi, { firstPacketMs: 80.5, somethingNew: 3 })).toBe(
    'gói hình đầu tiên sau 80,5 ms · somethingNew 3',
  );
});
