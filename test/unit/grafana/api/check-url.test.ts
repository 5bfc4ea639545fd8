import { expect, test } from 'vitest';
import { checkGrafanaUrl } from '#grafana/api/check-url.ts';
import { parseRetryAfterMs } from '#grafana/api/client.ts';

test.each([
  ['https://grafana.example.org/', 'https://grafana.example.org'],
  ['https://example.org/grafana/', 'https://example.org/grafana'],
  ['http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
  ['http://[::1]:3000', 'http://[::1]:3000'],
  ['http://localhost:3000', 'http://localhost:3000'],
])('%s is asked at %s', (text, url) => {
  expect(checkGrafanaUrl(text, 'loopback')).toBe(url);
});

test.each(['http://10.0.0.5:3000', 'http://localhost.example.org', 'http://127.0.0.1.example.org'])(
  'the token does not go in the clear to %s, unless that is allowed',
  (text) => {
    expect(() => checkGrafanaUrl(text, 'loopback')).toThrow(
      /^grafana.url: expected https:, since the token would go to/,
    );
    expect(checkGrafanaUrl(text, 'anywhere')).toBe(text);
  },
);

test.each(['https://admin:secret@grafana.example.org', 'https://grafana.example.org/?orgId=2'])(
  'an address that holds more is refused, and not repeated',
  (text) => {
    expect(() => checkGrafanaUrl(text, 'anywhere')).toThrow(
      new Error('grafana.url: expected an address without user, password, ? and #').message,
    );
  },
);

test.each([
  ['7', 7_000],
  ['Thu, 01 Jan 2026 00:00:09 GMT', 9_000],
  ['Wed, 31 Dec 2025 00:00:00 GMT', 0],
  ['soon', undefined],
  [null, undefined],
])('Retry-After: %s is a wait of %s ms', (text, waitMs) => {
  expect(parseRetryAfterMs(text, Date.UTC(2026, 0, 1))).toBe(waitMs);
});
