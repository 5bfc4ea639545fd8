import { expect, test } from 'vitest';
import { overdueSince } from '#plan/state/overdue.ts';

test.each([
  [{ toMonth: '2025-06', status: 'in-progress' }, '2025-06-30', undefined],
  [{ toMonth: '2025-06', status: 'in-progress' }, '2025-07-01', '2025-07-01'],
  [{ toMonth: '2025-12', status: 'not-reported' }, '2026-02-01', '2026-01-01'],
  [{ toMonth: '2025-06', status: 'paused' }, '2025-11-16', '2025-07-01'],
  [{ toMonth: '2025-06', status: 'done' }, '2025-11-16', undefined],
  [{ toMonth: '2025-06', status: 'dropped' }, '2025-11-16', undefined],
  [{ status: 'in-progress' }, '2025-11-16', undefined],
  [{ toMonth: '2025-06', isYearly: true, status: 'not-reported' }, '2025-11-16', undefined],
] as const)('%o is on %s overdue since %s', (task, asOfDate, since) => {
  expect(overdueSince(task, asOfDate)).toBe(since);
});
