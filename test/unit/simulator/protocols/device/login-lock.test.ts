import { expect, test } from 'vitest';
import { createLoginLock } from '#simulator/protocols/device/login-lock.ts';

test('locks after so many wrong logins in a row, and lets go after its time', () => {
  let nowMs = 0;
  const lock = createLoginLock({ lockAfter: 3, lockForMs: 1_000, nowMs: () => nowMs });

  for (const verdict of ['wrong', 'wrong', 'right', 'wrong', 'wrong'] as const) lock.note(verdict);
  expect(lock.isLocked()).toBe(false);

  lock.note('wrong');
  expect(lock.isLocked()).toBe(true);

  nowMs = 1_000;
  expect(lock.isLocked()).toBe(false);
});

test('never locks where nothing was said', () => {
  const lock = createLoginLock({ nowMs: () => 0 });

  for (let attempt = 0; attempt < 100; attempt++) lock.note('wrong');

  expect(lock.isLocked()).toBe(false);
});
