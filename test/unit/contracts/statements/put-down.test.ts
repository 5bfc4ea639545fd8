import { describe, expect, test } from 'vitest';
import { type BlamedOutage, type ClassedStretch, putDown } from '#contracts/statements/put-down.ts';

const OWN = { cause: 'own', owner: 'device:cam', isOwn: true, evidence: ['change:1'] };
const LINE = { cause: 'upstream', owner: 'link:l', isOwn: false, evidence: ['change:1', 'change:2'] };
const POWER = { cause: 'power', owner: 'device:cam', isOwn: true, evidence: ['change:1', 'claim:3'] };

const outage = (...blame: BlamedOutage['blame']): BlamedOutage => ({ fromMs: 100, isShort: false, blame });
const down = (fromMs: number, toMs: number, more: Partial<ClassedStretch> = {}): ClassedStretch => ({
  ...{ fromMs, toMs, class: 'down', measured: 'down' },
  ...more,
});
const excused = { class: 'excused', excuse: { cause: 'power-cut', ref: 'claim:3' } };
const told = (blamed: BlamedOutage, stretches: readonly ClassedStretch[]) =>
  putDown(blamed, stretches, () => 'power-cut').map(({ class: settled, ms, excuse, blame }) => [
    settled,
    excuse?.ref ?? blame?.cause ?? 'nobody',
    ms,
  ]);

describe('whom an outage is put down to', () => {
  test('tells what a claim took out once, as excused, and what batteries owe of it by its cause', () => {
    const stretches = [down(100, 130), down(130, 200, excused), down(200, 250)];

    expect(told(outage({ ...POWER, ms: 100 }, { ...OWN, ms: 50 }), stretches)).toEqual([
      ['down', 'power', 30],
      ['excused', 'claim:3', 70],
      ['down', 'own', 50],
    ]);
  });

  test('adds up what is put down to one owner for one cause, also where a claim lies between', () => {
    const stretches = [
      down(100, 120, { class: 'others' }),
      down(120, 150, excused),
      down(150, 200, { class: 'others' }),
    ];

    expect(told(outage({ ...LINE, ms: 100 }), stretches)).toEqual([
      ['others', 'upstream', 70],
      ['excused', 'claim:3', 30],
    ]);
  });

  test('counts what is in the part alone: the outage began before it', () => {
    expect(told(outage({ ...OWN, ms: 100 }, { ...LINE, ms: 100 }), [down(150, 260)])).toEqual([
      ['down', 'own', 50],
      ['down', 'upstream', 60],
    ]);
  });

  test('puts unknown time and a short outage down to nobody', () => {
    const stretches = [
      down(100, 110, { class: 'unknown', measured: 'unknown' }),
      down(110, 120, { class: 'up' }),
    ];

    expect(told(outage({ ...OWN, ms: 20 }), stretches)).toEqual([
      ['unknown', 'nobody', 10],
      ['up', 'nobody', 10],
    ]);
  });

  test('calls vandalism so, whatever version 1 has sealed', () => {
    const sealed = outage({ ...POWER, cause: 'third-party', ms: 10 });
    const causes = (cause: string) =>
      putDown(sealed, [down(100, 110)], () => cause).map(({ blame }) => blame?.cause);

    expect([causes('vandalism'), causes('third-party-works')]).toEqual([['vandalism'], ['third-party']]);
  });
});
