import { expect, it } from 'vitest';
import { NO_WISHES } from '#accounts/actions/notices.ts';
import type { NoticeWishes } from '#accounts/notices.ts';
import type { Role } from '#accounts/roles.ts';
import type { Entity } from '#core/domain/state.ts';
import { newsAbout, writeIncidents } from '#test/support/incident-city.ts';
import { incidentOf, openIncidentSource, sampleIncidentLedger } from '#test/support/portal-incidents.ts';
import { SAMPLE_NOW_MS } from '#test/support/sample-live.ts';
import { startClosedPortal } from './sample-door.ts';

const MINUTE_MS = 60_000;

async function city(entity: Entity, count = 1) {
  const path = sampleIncidentLedger();
  const openedMs = SAMPLE_NOW_MS + MINUTE_MS;
  writeIncidents(
    path,
    Array.from({ length: count }, (_, index) => {
      const summary = incidentOf(entity, {
        openedMs: openedMs + index,
        severity: 'major',
        lostEver: 1,
        areas: [],
      });
      return newsAbout(summary, { atMs: openedMs + index, joined: [entity] });
    }),
  );
  const portal = await startClosedPortal(undefined, {
    incidents: openIncidentSource(path),
    nowMs: () => SAMPLE_NOW_MS + 2 * MINUTE_MS,
  });
  const read = async (
    role: Role,
    given: { organisation?: string; seesSecret?: boolean } = {},
    wishes: Partial<NoticeWishes> = {},
    after = SAMPLE_NOW_MS,
  ) => {
    const account = await portal.addPerson(role, given);
    const told = { toldMs: 0, urgentMs: 0 };
    portal.door.store.notices.save({ account, ...told, wishes: { ...NO_WISHES, from: 'minor', ...wishes } });
    const cookie = await portal.enter(account);
    const answer = await portal.get(`/notices.json?lang=en&after=${after}`, { cookie });
    return (await answer.json()) as {
      after: number;
      news: { path: string; text: string }[];
      isMore: boolean;
    };
  };
  return { portal, read };
}

it('tells each role what is new in its scope, by what it has chosen', async () => {
  const { read } = await city('device:cam-ba-dinh-0001');
  const [noc, ...others] = [
    await read('noc'),
    await read('agency', { organisation: 'cong-an-thanh-pho' }),
    await read('contractor', { organisation: 'nha-thau-a' }),
  ];
  expect(noc.news).toMatchObject([{ text: expect.stringMatching(/^major · .* · camera Ba Đình 1$/) }]);
  expect(noc.news[0]?.path).toMatch(/^\/incidents\/device%3Acam-ba-dinh-0001/);
  expect(others.map(({ news }) => news.length)).toEqual([1, 1]);
  expect((await read('agency', { organisation: 'so-xay-dung' })).news).toEqual([]);
  expect((await read('dost', {}, { from: 'critical' })).news).toEqual([]);
  expect((await read('auditor', {}, { incidents: 'own' })).news).toEqual([]);
  expect((await read('admin', {}, {}, noc.after)).news).toEqual([]);
});

it('tells nobody of a secret site for whom there is none, and of a storm that it is one', async () => {
  const secret = await city('device:cam-bi-mat');
  expect((await secret.read('noc')).news).toEqual([]);
  expect((await secret.read('noc', { seesSecret: true })).news).toHaveLength(1);
  const storm = await city('device:cam-ba-dinh-0001', 400);
  expect(await storm.read('noc')).toMatchObject({ news: { length: 5 }, isMore: true });
});

it('waits for hours, but for what is critical where that is wished', async () => {
  const { read } = await city('device:cam-ba-dinh-0001');
  const hours = { days: ['sun'] as 'sun'[], fromMinute: 0, toMinute: 1, isOffOnHolidays: false };
  expect((await read('noc', {}, { hours })).news).toEqual([]);
});

it('is for whoever has logged in, by a browser', async () => {
  const { portal } = await city('device:cam-ba-dinh-0001');
  expect((await portal.get('/notices.json')).status).toBe(303);
});
