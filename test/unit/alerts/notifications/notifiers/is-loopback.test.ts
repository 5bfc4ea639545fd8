import { expect, test } from 'vitest';
import { isLoopback } from '#alerts/notifications/notifiers/is-loopback.ts';

test.each(['localhost', 'LOCALHOST', '127.0.0.1', '127.66.7.1', '::1', '[::1]'])(
  '%s is this machine',
  (host) => {
    expect(isLoopback(host)).toBe(true);
  },
);

test.each([
  'mail.example.org',
  '127.0.0.1.example.org',
  '10.0.0.1',
  '0.0.0.0',
  'localhost.example.org',
  '127.1',
  '',
])('%s is another, or may be', (host) => {
  expect(isLoopback(host)).toBe(false);
});
