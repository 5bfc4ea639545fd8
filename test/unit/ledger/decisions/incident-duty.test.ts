import { expect, test } from 'vitest';
import { dutyState, NO_DUTY, standingDuties } from '#ledger/decisions/incident-duty.ts';
import {
  acknowledged,
  changed,
  opened,
  reopened,
  rowsOf,
  type ToldStep,
} from '#test/support/incident-steps.ts';

const ID = 'link:l-1@0';
const OPERATOR = { kind: 'operator' };
const act = (action: string, atMs: number, more: object = {}): ToldStep => ({
  ...{ id: ID, action, atMs },
  body: { atMs, party: OPERATOR, ...more },
});
const dutyOf = (...steps: readonly ToldStep[]) =>
  standingDuties(rowsOf([opened(ID, 0), ...steps])).get(ID) ?? NO_DUTY;

test('whoever acknowledges has it, until it is handed over or given back', () => {
  const taken = acknowledged(ID, 10);
  const handed = act('handed-over', 20, { to: { account: 'binh', party: OPERATOR } });

  expect(dutyOf(taken).holder).toMatchObject({ account: 'camwatch', sinceMs: 10, isAccepted: true });
  expect(dutyOf(taken, handed).holder).toMatchObject({ account: 'binh', sinceMs: 20, isAccepted: false });
  expect(dutyOf(taken, handed, act('released', 30))).toEqual(NO_DUTY);
});

test('a hand-over of what nobody has acknowledged leaves it open', () => {
  const duty = dutyOf(act('handed-over', 20, { to: { account: 'binh', party: OPERATOR } }));

  expect(dutyState(duty, 30)).toBe('open');
});

test('a snooze ends by itself, and then nobody is at it, whoever was before', () => {
  const duty = dutyOf(acknowledged(ID, 10), act('snoozed', 20, { untilMs: 100, severity: 'major' }));

  expect([20, 99, 100, 1_000].map((nowMs) => dutyState(duty, nowMs))).toEqual([
    'snoozed',
    'snoozed',
    'open',
    'open',
  ]);
});

test('whoever acknowledges after a snooze ends it', () => {
  const duty = dutyOf(act('snoozed', 20, { untilMs: 100, severity: 'major' }), acknowledged(ID, 50));

  expect(dutyState(duty, 60)).toBe('acknowledged');
  expect(dutyState(duty, 200)).toBe('acknowledged');
});

test.each([
  ['minor', 'snoozed'],
  ['major', 'snoozed'],
  ['critical', 'open'],
])('what became %s in its sleep is %s', (severity, state) => {
  const duty = dutyOf(act('snoozed', 20, { untilMs: 100, severity: 'major' }), changed(ID, 50, { severity }));

  expect(dutyState(duty, 60)).toBe(state);
});

test('what is opened again is as if nobody had done anything', () => {
  const acts = [
    acknowledged(ID, 10),
    act('snoozed', 20, { untilMs: 10_000, severity: 'major' }),
    act('linked', 30, { into: 'link:l-2@0' }),
  ];

  expect(dutyOf(...acts, reopened(ID, 40))).toEqual(NO_DUTY);
});

test('a link stands until it is taken away, and a release leaves it', () => {
  const linked = act('linked', 30, { into: 'link:l-2@0' });

  expect(dutyOf(linked, act('released', 40)).linkedTo).toBe('link:l-2@0');
  expect(dutyOf(linked, act('unlinked', 40))).toEqual(NO_DUTY);
});

test('what a newer version wrote says nothing', () => {
  const odd = [act('snoozed', 20), act('linked', 30, { into: 7 }), act('handed-over', 40, { to: 'binh' })];

  expect(dutyOf(...odd, act('sang', 50))).toEqual(NO_DUTY);
});
