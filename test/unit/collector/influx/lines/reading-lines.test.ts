import { describe, expect, test } from 'vitest';
import { createDevicePlaces } from '#collector/influx/lines/device-places.ts';
import { createReadingLines } from '#collector/influx/lines/reading-lines.ts';
import { createSummaries } from '#collector/influx/lines/summaries.ts';
import type { FailureReason, ProbeOutcome } from '#core/domain/probing.ts';
import type { Indicator } from '#core/domain/state.ts';
import { device, openInventoryOf } from '#test/support/inventory.ts';
import { samplePseudonym } from '#test/support/sample-pseudonym.ts';

const inventory = openInventoryOf({ devices: [device({ id: 'cam' })] });
const failed = (reason: FailureReason): ProbeOutcome => ({ ok: false, reason, detail: '' });

/** The fields of the line of one reading. */
function fieldsOf(indicator: Indicator, outcome: ProbeOutcome): string {
  const line = createReadingLines(
    createDevicePlaces(() => inventory),
    samplePseudonym,
  ).render({
    deviceId: 'cam',
    indicator,
    atMs: 1,
    outcome,
  });
  return line?.split(' ').at(1) ?? '';
}

describe('the field up of a reading', () => {
  test.each(['reach', 'service', 'stream', 'recording'] as const)(
    'of %s is 1, or 0 with the reason',
    (indicator) => {
      expect(fieldsOf(indicator, { ok: true, measurements: {} })).toMatch(/^up=1i?,/);
      expect(fieldsOf(indicator, failed('timeout'))).toMatch(/^up=0i?,.*reason="timeout"/);
    },
  );

  test.each([
    ['service', 'credentials'],
    ['stream', 'denied'],
    ['stream', 'unsupported'],
    ['recording', 'locked'],
    ['reach', 'internal'],
  ] as const)('of %s is left out where %s says neither', (indicator, reason) => {
    const fields = fieldsOf(indicator, failed(reason));

    expect(fields).not.toMatch(/\bup=|degraded=/);
    expect(fields).toContain(`reason="${reason}"`);
  });

  test('is left out of failed probes among those that are summed up, too', () => {
    const ups: unknown[] = [];
    const { add } = createSummaries((_, { up }) => ups.push(up));

    for (const reason of ['credentials', 'timeout'] as const)
      add({ deviceId: 'cam', indicator: 'service', atMs: 1, outcome: failed(reason) });

    expect(ups).toEqual([undefined, 0]);
  });
});
