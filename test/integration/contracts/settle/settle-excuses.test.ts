import { describe, expect, test } from 'vitest';
import type { AcceptedClaim, PlannedWindow } from '#contracts/settle/contract-settlement.ts';
import {
  at,
  camerasWith,
  down,
  HOUR_MS,
  hoursOf,
  inventory,
  LINES,
  settle,
  watched,
} from '#test/support/settled-city.ts';

const claim = (given: Partial<AcceptedClaim>): AcceptedClaim => ({
  id: '7',
  cause: 'power-cut',
  set: [{ fromMs: at('11-05T08:00'), toMs: at('11-05T12:00') }],
  entities: new Set(['device:cam']),
  decidedMs: at('12-02T00:00'),
  seqs: [],
  ...given,
});

describe('excuses', () => {
  const outage = down('device:cam', at('11-05T08:00'), at('11-05T12:00'));
  const agreed = inventory({
    contracts: [camerasWith({ excused: ['planned-work', 'power-cut'], ups_autonomy: '1h' }), LINES],
  });

  test('an accepted claim excuses what was down, less what batteries should have carried', () => {
    const settlement = settle([agreed, watched(), outage], { claims: [claim({})] });

    expect(hoursOf(settlement, 'device:cam')).toBe('excused 3, down 1, up 716');
    expect(settlement.parts[0]?.entities[0]?.excusedByCause).toEqual({ 'power-cut': 3 * HOUR_MS });
  });

  test('of a claim that was accepted in part batteries owe the beginning of the cut, not of the part', () => {
    const claims = [
      claim({
        set: [{ fromMs: at('11-05T09:00'), toMs: at('11-05T12:00') }],
        cut: { fromMs: at('11-05T08:00'), toMs: at('11-05T12:00') },
      }),
    ];

    expect(hoursOf(settle([agreed, watched(), outage], { claims }), 'device:cam')).toBe(
      'excused 3, down 1, up 716',
    );
  });

  test('the loss of power of a switch carries to the cameras behind it', () => {
    const recorded = [agreed, watched(), down('device:sw', at('11-05T08:00'), at('11-05T12:00')), outage];
    const claims = [claim({ entities: new Set(['device:sw']) })];

    const settlement = settle(recorded, { claims });

    expect(hoursOf(settlement, 'device:sw')).toBe('excused 3, down 1, up 716');
    expect(hoursOf(settlement, 'device:cam')).toBe('excused 3, down 1, up 716');
    expect(hoursOf(settle(recorded), 'device:cam')).toBe('down 4, up 716');
  });

  test('a claim for all covers everything under the contract', () => {
    const settlement = settle([agreed, watched(), outage], { claims: [claim({ entities: 'all' })] });

    expect(hoursOf(settlement, 'device:cam')).toBe('excused 3, down 1, up 716');
  });

  const window = (given: Partial<PlannedWindow> = {}): PlannedWindow => ({
    id: '3',
    set: [{ fromMs: at('11-05T07:00'), toMs: at('11-05T10:00') }],
    entities: new Set(['device:cam']),
    announcedMs: at('11-01T00:00'),
    seqs: [],
    ...given,
  });

  test('planned work takes out its whole window', () => {
    const settlement = settle([agreed, watched(), outage], { maintenance: [window()] });

    expect(hoursOf(settlement, 'device:cam')).toBe('excused 3, down 2, up 715');
  });

  test('of planned work that was cancelled what lies before is left', () => {
    const recorded = [agreed, watched(), outage];
    const hours = (cancelled: string) =>
      hoursOf(settle(recorded, { maintenance: [window({ cancelledMs: at(cancelled) })] }), 'device:cam');

    expect(hours('11-05T09:00')).toBe('excused 2, down 3, up 715');
    expect(hours('11-04T00:00')).toBe('down 4, up 716');
  });
});
