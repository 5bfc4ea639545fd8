import { describe, expect, test } from 'vitest';
import { sampleFleet } from '#test/support/sample-fleet.ts';
import { startSamplePortal } from '#test/support/sample-portal.ts';

const shown = sampleFleet({ camerasPerArea: 1 });

describe('a query that cannot be answered is refused with what was expected and got', () => {
  test.each([
    ['/api/v1/devices?limit=0', 'limit: expected a number from 1 to 500, got "0"'],
    ['/api/v1/devices?limit=501', 'limit: expected a number from 1 to 500, got "501"'],
    ['/api/v1/devices?limit=1e3', 'limit: expected a number from 1 to 500, got "1e3"'],
    ['/api/v1/devices?cursor=%00', 'cursor: expected a cursor of an earlier answer, got "\\u0000"'],
    ['/api/v1/devices?cursor=WzFd', 'cursor: expected a cursor of an earlier answer, got "WzFd"'],
    [
      '/api/v1/devices?kind=drone',
      'kind: expected one of camera, nvr, switch, router, ups, controller, server, got "drone"',
    ],
    [
      '/api/v1/devices?state=broken',
      'state: expected one of up, degraded, down, unknown, out-of-service, got "broken"',
    ],
    [
      "/api/v1/devices?district='%20OR%201=1--",
      'district: expected the id of a former district, such as ba-dinh, got "\' OR 1=1--"',
    ],
    ['/api/v1/devices?area=__proto__', 'area: expected the id of a ward or commune, got "__proto__"'],
    ['/api/v1/devices?agency=x', 'agency: expected the id of an agency, or undetermined, got "x"'],
    ['/api/v1/devices?contractor=', 'contractor: expected the id of a contractor, got ""'],
    ['/api/v1/devices?kind=camera&kind=nvr', 'kind: expected once, got 2 times'],
    ['/api/v1/summary?limit=1', '"limit": is not a known parameter, expected none'],
    ['/healthz?verbose', '"verbose": is not a known parameter, expected none'],
    [
      '/api/v1/outages?from=yesterday',
      'from: expected epoch milliseconds, or an instant with its offset such as 2026-11-25T10:32:00+07:00, got "yesterday"',
    ],
    ['/api/v1/outages?from=2000&to=1000', 'from: expected before to, got 2000 and 1000'],
    [
      '/api/v1/outages?from=1790000000000&to=1795000000000',
      'from: expected at most 31 days before to, got 57.9 days',
    ],
    ['/api/v1/outages?open=maybe', 'open: expected one of true, false, got "maybe"'],
    ['/api/v1/outages?device=a&link=b', 'device: expected either a device or a link, got both'],
  ])('%s', async (path, message) => {
    const { get } = await startSamplePortal({ shown });

    const answer = await get(path);

    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ error: { code: 'PORTAL_PARAMETER', message } });
  });

  test('all problems are told at once, a long value cut', async () => {
    const { get } = await startSamplePortal({ shown });

    const answer = await get(`/api/v1/devices?colour=red&limit=-1&kind=${'x'.repeat(500)}`);

    const { error } = (await answer.json()) as { error: { message: string } };
    expect(error.message.split('; ')).toEqual([
      expect.stringMatching(/^"colour": is not a known parameter, expected one of limit, cursor, /),
      'limit: expected a number from 1 to 500, got "-1"',
      expect.stringMatching(/^kind: expected one of .*, got "x{60}…"$/),
    ]);
  });

  test.each([
    '/api/v1/devices?%',
    '/api/v1/devices?a[b][c]=1',
    '/api/v1/devices?toString=1',
    '/api/v1/devices?__proto__=1',
    '/?district=%3Cscript%3E',
    '/?lang=fr',
    '/?theme=%22%3E',
    '/?x=1',
    '/devices/cam-lang-0001?x=1',
    '/devices/%E0%A4%A',
    '/api/v1/devices/%E0%A4%A',
  ])('hostile %s is a plain 400', async (path) => {
    const { get } = await startSamplePortal({ shown });

    const answer = await get(path);

    expect(answer.status).toBe(400);
    expect(await answer.text()).not.toContain('<script>"');
  });
});
