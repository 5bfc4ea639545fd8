import { describe, expect, test } from 'vitest';
import { measureRate, type Poll, wrapMs } from '#collector/links/measure-rate.ts';
import type { InterfaceCounters } from '#core/domain/device-report.ts';
import { days } from '#core/time/units.ts';

const MBIT = 1e6;

function poll(
  atSeconds: number,
  counters: Partial<InterfaceCounters>,
  uptimeSeconds: number | undefined = 10_000 + atSeconds,
): Poll {
  const uptime = uptimeSeconds === undefined ? {} : { uptimeMs: uptimeSeconds * 1_000 };
  return {
    atMs: atSeconds * 1_000,
    ...uptime,
    counters: { bits: 64, inOctets: 0n, outOctets: 0n, ...counters },
  };
}
/** A poll of a device that does not say its sysUpTime. */
const ageless = (atSeconds: number, counters: Partial<InterfaceCounters>): Poll => {
  const { uptimeMs: _none, ...rest } = poll(atSeconds, counters);
  return rest;
};

describe('two looks at an interface', () => {
  test('give the octets in between, exactly, beyond what a number holds', () => {
    const before = poll(0, { inOctets: 2n ** 60n + 1n, outOctets: 5n });
    const after = poll(60, { inOctets: 2n ** 60n + 1_001n, outOctets: 5n });

    expect(measureRate(before, after, 100 * MBIT)).toEqual({
      ok: true,
      rate: { intervalMs: 60_000, inOctets: 1_000n, outOctets: 0n },
    });
  });

  test('count errors and discards where both say them, through a wrap of theirs', () => {
    const before = poll(0, { inErrors: 2 ** 32 - 3, outErrors: 7, inDiscards: 1 });
    const after = poll(60, { inErrors: 2, outErrors: 9, outDiscards: 4 });

    expect(measureRate(before, after, 100 * MBIT)).toMatchObject({
      rate: { inErrors: 5, outErrors: 2 },
    });
    expect(measureRate(before, after, 100 * MBIT)).not.toHaveProperty('rate.inDiscards');
  });

  test.each([32, 64] as const)('see through a wrap of %i bits', (bits) => {
    const before = poll(0, { bits, inOctets: 2n ** BigInt(bits) - 100n });
    const after = poll(60, { bits, inOctets: 900n });

    expect(measureRate(before, after, 100 * MBIT)).toMatchObject({ ok: true, rate: { inOctets: 1_000n } });
  });
});

describe('no rate comes from', () => {
  const wellBefore = poll(0, { inOctets: 1_000n });
  const wellAfter = poll(60, { inOctets: 2_000n });
  const fallen32 = { bits: 32, inOctets: 2n ** 32n - 100n } as const;

  test.each([
    ['a look that is older', wellAfter, wellBefore, 'reordered'],
    ['two looks at one instant', wellBefore, poll(0, { inOctets: 9_000n }), 'reordered'],
    ['an agent that started anew', wellBefore, poll(60, { inOctets: 9_000n }, 20), 'reset'],
    [
      'an agent that started anew and has been up for longer than at the look before',
      poll(0, { inOctets: 1_000n }, 20),
      poll(60, { inOctets: 9_000n }, 30),
      'reset',
    ],
    [
      'counters that began anew by their own word',
      poll(0, { inOctets: 1_000n, discontinuityMs: 5 }),
      poll(60, { inOctets: 2_000n, discontinuityMs: 60_000 }),
      'reset',
    ],
    ['a 64-bit counter that fell', poll(0, { inOctets: 10n ** 15n }), poll(60, { inOctets: 5n }), 'reset'],
    ['counters of another width', poll(0, { bits: 32 }), poll(60, { bits: 64 }), 'width'],
    [
      'a 32-bit counter that fell on a device that does not say how long it has been up',
      ageless(0, fallen32),
      ageless(60, { bits: 32, inOctets: 900n }),
      'wrap',
    ],
    [
      'more octets than the interface can carry',
      wellBefore,
      poll(60, { inOctets: 10n ** 12n }),
      'implausible',
    ],
    [
      'a direction that is well beside one that is not',
      wellBefore,
      poll(60, { inOctets: 1_001n, outOctets: 10n ** 12n }),
      'implausible',
    ],
  ] as const)('%s', (_name, before, after, reason) => {
    expect(measureRate(before, after, 100 * MBIT)).toEqual({ ok: false, reason });
  });
});

describe('a 32-bit counter', () => {
  test('comes round in 344 s at 100 Mbit/s', () => {
    expect(Math.round(wrapMs(100 * MBIT) / 1_000)).toBe(344);
  });

  test.each([
    ['100 Mbit/s', 100 * MBIT, 343, true],
    ['100 Mbit/s', 100 * MBIT, 344, false],
    ['10 Mbit/s', 10 * MBIT, 3_000, true],
    ['an unknown speed', undefined, 34, true],
    ['an unknown speed', undefined, 35, false],
  ] as const)('at %s (%s) gives a rate over %i s: %s', (_name, speed, intervalSeconds, isMeasured) => {
    const before = poll(0, { bits: 32, inOctets: 1n });
    const after = poll(intervalSeconds, { bits: 32, inOctets: 2n });

    const measured = measureRate(before, after, speed);

    expect(measured.ok ? 'rate' : measured.reason).toBe(isMeasured ? 'rate' : 'wrap');
  });
});

test('an uptime that comes round after 497 days is no restart', () => {
  const roundSeconds = 2 ** 32 / 100;
  const before = poll(0, { inOctets: 1_000n }, roundSeconds - 20);
  const after = poll(60, { inOctets: 3_000n }, 40);

  expect(measureRate(before, after, 100 * MBIT)).toMatchObject({ ok: true, rate: { inOctets: 2_000n } });
  expect(measureRate(before, poll(60, { inOctets: 3_000n }, 4), 100 * MBIT)).toMatchObject({
    reason: 'reset',
  });
});

test('an answer that took its time is neither a restart nor too fast', () => {
  const before = poll(0, { inOctets: 0n }, 1_000);
  const late = poll(60, { inOctets: BigInt(((100 * MBIT) / 8) * 61) }, 1_056);

  expect(measureRate(before, late, 100 * MBIT)).toMatchObject({ ok: true });
});

test('polls that were missed make the interval longer, and the octets stay exact', () => {
  const after: Poll = { ...poll(0, { inOctets: 12_345n }), atMs: days(2), uptimeMs: 10_000_000 + days(2) };

  expect(measureRate(poll(0, {}), after, 100 * MBIT)).toMatchObject({ rate: { inOctets: 12_345n } });
});
