import { describe, expect, test } from 'vitest';
import { actingNight } from '#test/support/acting-night.ts';
import { textOf } from '#test/support/page-text.ts';
import { openIncidentSource, sampleIncidentLedger, storm } from '#test/support/portal-incidents.ts';
import { sampleFleet } from '#test/support/sample-fleet.ts';
import { SAMPLE_NOW_MS } from '#test/support/sample-live.ts';
import { startSamplePortal } from '#test/support/sample-portal.ts';
import { startClosedPortal } from '../door/sample-door.ts';

const HOUR_MS = 3_600_000;
const LINE = `link:link-hoang-mai@${SAMPLE_NOW_MS - HOUR_MS}`;
const CAMERA = `device:cam-lang-0003@${SAMPLE_NOW_MS - 50 * HOUR_MS}`;

const start = (more = storm(0)) =>
  startSamplePortal({ incidents: openIncidentSource(sampleIncidentLedger(more)) });

async function countsOf(path: string): Promise<readonly number[]> {
  const { get } = await start();
  const page = await (await get(path)).text();
  const [, list = ''] = /<ul class="shift-counts">(.*?)<\/ul>/s.exec(page) ?? [];
  return [...list.matchAll(/<b>(\d+)<\/b>/g)].map(([, count]) => Number(count));
}

describe('/shift', () => {
  // At the beginning + opened + opened again − resolved = left, and done by people.
  test.each([
    ['', [1, 3, 0, 1, 3, 1]],
    ['?hours=2', [1, 2, 0, 0, 3, 1]],
    ['?hours=168', [0, 4, 0, 1, 3, 1]],
    [`?from=${SAMPLE_NOW_MS - 6 * HOUR_MS}&to=${SAMPLE_NOW_MS - 4.5 * HOUR_MS}`, [1, 1, 0, 0, 2, 0]],
    ['?from=2026-11-25T05:44&to=2026-11-25T06:00', [1, 1, 0, 0, 2, 0]],
    [`?from=${SAMPLE_NOW_MS - 60_000}`, [3, 0, 0, 0, 3, 0]],
  ])('%s: what opened, was resolved and done in it, and what is left', async (query, counts) => {
    expect(await countsOf(`/shift${query}`)).toEqual(counts);
  });

  test.each([
    '?hours=0',
    '?hours=169',
    '?hours=x',
    '?from=yesterday',
    '?from=2026-02-30T10:00',
    '?from=2026-11-25T10:00&to=2026-11-25T09:00',
    '?from=1&to=1795574670000',
  ])('%s is no shift', async (query) => {
    const { get } = await start();

    expect((await get(`/shift${query}`)).status).toBe(400);
    expect((await get(`/shift.csv${query}`)).status).toBe(400);
  });

  test('hands over what is left with who has it and the last note, and tells what was done by whom', async () => {
    const night = await actingNight();
    const { get, addPerson, enter } = await startClosedPortal(sampleFleet(), {
      incidents: night.incidents,
      act: night.act,
    });
    const account = await addPerson('noc');
    const by = { party: { kind: 'operator' }, author: account } as const;
    await night.act({ kind: 'acknowledge', input: { id: CAMERA } }, by);
    await night.act({ kind: 'note', input: { id: CAMERA, text: '=Chờ nhà thầu, "đến" 6 giờ' } }, by);
    const cookie = await enter(account);

    const page = await (await get('/shift', { cookie })).text();
    const [, handOver = ''] = /<textarea readonly[^>]*>(.*?)<\/textarea>/s.exec(page) ?? [];

    expect(textOf(page)).toContain('Người noc.city (đơn vị vận hành)');
    expect(handOver.split('\n')).toHaveLength(2 + 3);
    const sum = 'Sự cố: đầu ca 1 + mở mới 3 + mở lại 0 − đã khôi phục 1 = còn lại 3.';
    expect(handOver).toContain(sum);
    expect(handOver).toMatch(/- 1123-01 Camera Láng 3; .*; Người noc\.city .*đang giữ.*; =Chờ nhà thầu/);
    const table = await (await get('/shift.csv', { cookie })).text();
    expect(table).toContain(`"'=Chờ nhà thầu, ""đến"" 6 giờ"`);
    expect(table.trim().split('\r\n')).toHaveLength(1 + 3 + 1 + 3 + 1);
    expect(table.trim().split('\r\n').at(-1)).toContain(`Cộng,,,,,${sum}`);
  });

  test('tells of persons and their words to nobody who has not logged in', async () => {
    const { get } = await start();

    for (const path of ['/shift', '/shift.csv']) {
      const text = await (await get(path)).text();
      expect(text).toContain('Viễn thông mẫu 1');
      expect(text).not.toMatch(/Chị Hoa|chi \(/);
    }
  });

  test('is one step from every page', async () => {
    const { get } = await start();

    for (const path of ['/', '/devices', '/devices/cam-lang-0003', `/incidents/${encodeURIComponent(LINE)}`])
      expect(await (await get(`${path}?lang=en`)).text()).toContain('<a href="/shift?lang=en">Shift log</a>');
  });

  test('has nothing of what is withheld', async () => {
    const { get } = await start();

    for (const path of ['/shift', '/shift.csv', '/incidents', `/incidents/${encodeURIComponent(LINE)}`])
      expect(await (await get(path)).text()).not.toContain('bi-mat');
  });
});
