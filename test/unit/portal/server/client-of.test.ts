import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { clientOf } from '#portal/server/client-of.ts';

const request = (remoteAddress: string, forwarded?: string) =>
  ({ socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } }) as unknown as IncomingMessage;

test.each([
  ['who is connected', '192.0.2.7', undefined, '192.0.2.7'],
  ['who is connected, as IPv6 writes it', '::ffff:192.0.2.7', undefined, '192.0.2.7'],
  ['who is connected, whatever they say', '192.0.2.7', '198.51.100.1', '192.0.2.7'],
  ['whom the proxy names', '10.0.0.1', '198.51.100.1', '198.51.100.1'],
  ['whom the proxy names, not whom they name', '10.0.0.1', '203.0.113.9, 198.51.100.1', '198.51.100.1'],
  ['whom the first of two proxies names', '10.0.0.1', '198.51.100.1, 10.0.0.2', '198.51.100.1'],
  ['the proxy where it names nobody', '10.0.0.1', undefined, '10.0.0.1'],
  ['the proxy where it names no address', '10.0.0.1', 'unknown', '10.0.0.1'],
])('is %s', (_what, from, forwarded, expected) => {
  expect(clientOf(request(from, forwarded), ['10.0.0.1', '10.0.0.2'])).toBe(expected);
});
