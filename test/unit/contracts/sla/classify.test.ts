import { describe, expect, test } from 'vitest';
import type { BlameLabel } from '#contracts/sla/blame-label.ts';
import { type ClassifyInput, classify } from '#contracts/sla/classify.ts';
import type { ExcuseLabel } from '#contracts/sla/excuse.ts';
import type { MeasuredSegment } from '#contracts/sla/settled-class.ts';
import type { ContractTerms } from '#core/domain/contract-terms.ts';

const LEFT_OUT = { rules: 1, othersDown: 'left-out' } as ContractTerms;
const BY_RULES_2 = { ...LEFT_OUT, rules: 2 } as const;
const COUNTED = { othersDown: 'counted' } as unknown as ContractTerms;
const excuse = (ref: string) => ({ ref }) as unknown as ExcuseLabel;
const blame = (isOwn: boolean) => ({ isOwn }) as unknown as BlameLabel;
const all = { fromMs: 0, toMs: 100 };

/** The classes of a period of 100 ms, as `class from-to`. */
function classesOf(measured: readonly MeasuredSegment[], given: Partial<ClassifyInput> = {}) {
  const segments = classify({
    period: all,
    terms: LEFT_OUT,
    measured,
    service: [all],
    tolerated: [],
    excuses: { windows: [], claims: [] },
    blame: [],
    ...given,
  });
  return segments.map(({ class: settled, fromMs, toMs }) => `${settled} ${fromMs}-${toMs}`);
}

const segment = (state: MeasuredSegment['state'], fromMs: number, toMs: number) =>
  ({ fromMs, toMs, state }) as MeasuredSegment;

describe('instants at which something begins or ends', () => {
  test('belong to what begins there, and the end of the period to nothing', () => {
    expect(classesOf([segment('up', 0, 40), segment('down', 40, 100)])).toEqual(['up 0-40', 'down 40-100']);
    expect(classesOf([segment('up', 0, 100), segment('down', 100, 120)])).toEqual(['up 0-100']);
    expect(classesOf([segment('up', -20, 0), segment('down', 0, 100)])).toEqual(['down 0-100']);
  });

  test('are the same for hours of service, windows and claims', () => {
    const half = { fromMs: 50, toMs: 100 };
    const down = [segment('down', 0, 100)];
    const labelled = [{ ...half, label: excuse('work-1') }];

    expect(classesOf(down, { service: [half] })).toEqual(['out-of-service 0-50', 'down 50-100']);
    expect(classesOf(down, { tolerated: [half] })).toEqual(['down 0-50', 'up 50-100']);
    expect(classesOf(down, { excuses: { windows: labelled, claims: [] } })).toEqual([
      'down 0-50',
      'excused 50-100',
    ]);
    expect(classesOf(down, { excuses: { windows: [], claims: labelled } })).toEqual([
      'down 0-50',
      'excused 50-100',
    ]);
  });
});

describe('a second', () => {
  const excused = [{ ...all, label: excuse('x') }];
  const others = [{ ...all, label: blame(false) }];
  const own = [{ ...all, label: blame(true) }];

  test.each<[string, MeasuredSegment['state'], Partial<ClassifyInput>, string]>([
    ['out of service while it is watched', 'up', { service: [] }, 'out-of-service'],
    ['out of service by itself within the hours of service', 'out-of-service', {}, 'out-of-service'],
    [
      'out of service before any excuse',
      'out-of-service',
      { excuses: { windows: excused, claims: excused } },
      'out-of-service',
    ],
    ['in a window, whatever it was', 'up', { excuses: { windows: excused, claims: [] } }, 'excused'],
    [
      'in a window before it is tolerated',
      'down',
      { excuses: { windows: excused, claims: [] }, tolerated: [all] },
      'excused',
    ],
    [
      'tolerated before a claim',
      'down',
      { excuses: { windows: [], claims: excused }, tolerated: [all] },
      'up',
    ],
    ['claimed while down', 'down', { excuses: { windows: [], claims: excused } }, 'excused'],
    ['claimed while unknown', 'unknown', { excuses: { windows: [], claims: excused } }, 'excused'],
    [
      'claimed while unknown, by version 2',
      'unknown',
      { excuses: { windows: [], claims: excused }, terms: BY_RULES_2 },
      'unknown',
    ],
    [
      'claimed while unknown, by version 2, where that was agreed',
      'unknown',
      { excuses: { windows: [], claims: excused }, terms: { ...BY_RULES_2, claimedUnknown: 'excused' } },
      'excused',
    ],
    [
      'claimed while down, by version 2',
      'down',
      { excuses: { windows: [], claims: excused }, terms: BY_RULES_2 },
      'excused',
    ],
    ['claimed while up', 'up', { excuses: { windows: [], claims: excused } }, 'up'],
    ['claimed while degraded', 'degraded', { excuses: { windows: [], claims: excused } }, 'degraded'],
    ['tolerated while degraded', 'degraded', { tolerated: [all] }, 'degraded'],
    ['down by others', 'down', { blame: others }, 'others'],
    ['down by others where these count', 'down', { blame: others, terms: COUNTED }, 'down'],
    ['down by itself', 'down', { blame: own }, 'down'],
    ['up while others are blamed', 'up', { blame: others }, 'up'],
  ])('%s', (_what, state, given, expected) => {
    expect(classesOf([segment(state, 0, 100)], given)).toEqual([`${expected} 0-100`]);
  });

  test('has its blame only while it is down', () => {
    const settle = (state: MeasuredSegment['state']) =>
      classify({
        period: all,
        terms: LEFT_OUT,
        measured: [segment(state, 0, 100)],
        service: [all],
        tolerated: [],
        excuses: { windows: [], claims: [] },
        blame: others,
      })[0];

    expect(settle('down')).toHaveProperty('blame');
    expect(settle('up')).not.toHaveProperty('blame');
  });
});
