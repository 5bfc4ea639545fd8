import { expect, test } from 'vitest';
import { escalationsDue } from '#alerts/notifications/routing/escalations.ts';
import type { Told } from '#alerts/notifications/routing/told.ts';
import { minutes } from '#core/time/units.ts';
import { recipient, recipientsOf } from '#test/support/alert-recipients.ts';
import { lineIncident } from '#test/support/incident-city.ts';

const told: Told = { firstMs: 0, openMs: 0, members: 1, severity: 'major', isEarly: false };
const severities = ['critical', 'major', 'minor'] as const;
const recipients = recipientsOf(
  recipient('duty', { escalation: [{ afterMs: minutes(10), to: 'chief', severities }] }),
  recipient('chief'),
);
const isDue = (given: Parameters<typeof lineIncident>[1], nowMs: number) =>
  escalationsDue(
    [{ incident: lineIncident(0, given), told: new Map([['duty', told]]), escalated: new Set() }],
    { recipients },
    nowMs,
  ).due.length > 0;

test.each([
  ['nobody has', {}, true],
  ['somebody has', { acknowledgedBy: 'an' }, false],
  ['sleeps', { snoozedUntilMs: minutes(30) }, false],
  ['somebody had before it went to sleep', { acknowledgedBy: 'an', snoozedUntilMs: minutes(30) }, false],
  ['nobody has after its sleep', { snoozedUntilMs: minutes(15) }, true],
  [
    'somebody had before its sleep, which is over',
    { acknowledgedBy: 'an', snoozedUntilMs: minutes(15) },
    true,
  ],
])('of what %s the next in line is told: %j %s', (_what, given, expected) => {
  expect(isDue(given, minutes(20))).toBe(expected);
});
