import { describe, expect, test } from 'vitest';
import { openIncidentSource, sampleIncidentLedger, storm } from '#test/support/portal-incidents.ts';
import { SAMPLE_NOW_MS } from '#test/support/sample-live.ts';
import { startSamplePortal } from '#test/support/sample-portal.ts';

const cursorOf = (key: readonly unknown[]) => Buffer.from(JSON.stringify(key)).toString('base64url');
const INCIDENT = `/api/v1/incidents/${encodeURIComponent(`link:link-hoang-mai@${SAMPLE_NOW_MS - 3_600_000}`)}`;
/** The last millisecond of the year 9999. */
const LAST_MS = 253_402_300_799_999;

const start = () => startSamplePortal({ incidents: openIncidentSource(sampleIncidentLedger(storm(0))) });

describe('a cursor with an instant that has no date', () => {
  const { MIN_SAFE_INTEGER: least, MAX_SAFE_INTEGER: most } = Number;

  test.each([
    ['/api/v1/outages', [1, 'a', 'reach', least, least + 1]],
    ['/api/v1/outages', [1, 'a', 'reach', most - 1, most]],
    ['/api/v1/outages', [1, 'a', 'reach', -1, 0]],
    ['/api/v1/outages', [1, 'a', 'reach', LAST_MS, LAST_MS + 1]],
    ['/api/v1/outages', [least, 'a', 'reach', 0, 1]],
    ['/api/v1/findings', [most, 0, 'a', 'ping-filtered', '']],
    ['/api/v1/findings', [0, least, 'a', 'ping-filtered', '']],
    ['/api/v1/incidents', [least, 'a', 0]],
    ['/api/v1/incidents', [0, 'a', most]],
    [INCIDENT, ['device:a', least]],
  ])('%s %j is refused', async (path, key) => {
    const { get } = await start();
    const cursor = cursorOf(key);

    const answer = await get(`${path}?cursor=${cursor}`);

    expect(answer.status).toBe(400);
    const { error } = (await answer.json()) as { error: { code: string; message: string } };
    expect(error.code).toBe('PORTAL_PARAMETER');
    expect(error.message).toMatch(/^cursor: expected a cursor of an earlier answer, got "/);
  });

  test.each([
    ['/api/v1/outages', [0, 'a', 'reach', 0, 1]],
    ['/api/v1/outages', [LAST_MS, 'a', 'reach', LAST_MS - 1, LAST_MS]],
    ['/api/v1/findings', [LAST_MS, LAST_MS, 'a', 'ping-filtered', '']],
    ['/api/v1/incidents', [LAST_MS, 'a', LAST_MS]],
    [INCIDENT, ['device:a', LAST_MS]],
  ])('%s %j is taken: it has one', async (path, key) => {
    const { get } = await start();

    expect((await get(`${path}?cursor=${cursorOf(key)}`)).status).toBe(200);
  });
});
