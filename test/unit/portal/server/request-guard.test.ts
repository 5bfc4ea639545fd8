import type { Request, Response } from 'express';
import { describe, expect, test } from 'vitest';
import { createRequestGuard, namesOfPage } from '#portal/server/request-guard.ts';
import { sampleFleet } from '#test/support/sample-fleet.ts';

const names = ['page.example.org', 'camwatch'];

/** Why a request by this name at this address of ours is refused, `undefined` where it is not. */
function refusal(host: string | undefined, localAddress: string): string | undefined {
  const request = { headers: { host }, method: 'GET', socket: { localAddress } } as Request;
  let error: unknown;
  try {
    createRequestGuard(() => names)(request, {} as Response, () => undefined);
  } catch (thrown) {
    error = thrown;
  }
  return error instanceof Error ? error.message : undefined;
}

describe('a request to an address of the network', () => {
  const at = '10.20.0.5';

  test.each(['10.20.0.5', '10.20.0.5:8480', '192.0.2.7:80', '[2001:db8::5]:8480'])(
    'is answered by an address in figures, which nobody can rebind: %s',
    (host) => expect(refusal(host, at)).toBeUndefined(),
  );

  test.each(['page.example.org', 'PAGE.example.org:8480', 'camwatch:9000'])(
    'is answered by a name that the settings know: %s',
    (host) => expect(refusal(host, at)).toBeUndefined(),
  );

  test.each([
    'evil.example',
    'localhost',
    'page.example.org.evil.example',
    'evil.example@10.20.0.5',
    '10.20.0.5.evil.example',
    '10.20.0',
    '[::1',
    'page.example.org:8480:1',
    'page.example.org ',
    '',
    undefined,
  ])('is refused by any other: %s', (host) => {
    expect(refusal(host, at)).toBe(
      `Host: expected an address in figures or a name of page.names, got ${JSON.stringify(host ?? '')}`,
    );
  });
});

describe('a request to loopback', () => {
  test.each(['localhost:1', '127.0.0.1', '[::1]:8480', 'camwatch'])('is answered by %s', (host) =>
    expect(refusal(host, '::ffff:127.0.0.1')).toBeUndefined(),
  );

  test.each(['10.20.0.5', '0.0.0.0', '[::2]', '127.0.0.1.evil.example'])('is refused by %s', (host) =>
    expect(refusal(host, '127.0.0.1')).toContain('Host: expected localhost, a loopback address'),
  );
});

test('names are those of the settings, of what messages lead to, and of a host that is a name', () => {
  const { settings } = sampleFleet();
  const page = { ...settings.page, host: 'here.example.org', names: ['camwatch'] };
  const alerts = { pageUrl: 'https://page.example.org/city' } as NonNullable<typeof settings.alerts>;

  expect(namesOfPage({ page, alerts })).toEqual(['here.example.org', 'camwatch', 'page.example.org']);
  expect(namesOfPage({ page: { ...page, host: '0.0.0.0', names: [] }, alerts: undefined })).toEqual([]);
});
