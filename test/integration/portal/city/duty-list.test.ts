import { describe, expect, test } from 'vitest';
import { actingNight } from '#test/support/acting-night.ts';
import { newsAbout } from '#test/support/incident-city.ts';
import { textOf } from '#test/support/page-text.ts';
import {
  incidentOf,
  openIncidentSource,
  sampleIncidentLedger,
  storm,
} from '#test/support/portal-incidents.ts';
import { SAMPLE_NOW_MS } from '#test/support/sample-live.ts';
import { startSamplePortal } from '#test/support/sample-portal.ts';

const HOUR_MS = 3_600_000;
const LINE = `link:link-hoang-mai@${SAMPLE_NOW_MS - HOUR_MS}`;
const WARD = `devices:area:hoan-kiem@${SAMPLE_NOW_MS - 2 * HOUR_MS}`;
const CAMERA = `device:cam-lang-0003@${SAMPLE_NOW_MS - 50 * HOUR_MS}`;
const OVER = `link:link-ba-vi@${SAMPLE_NOW_MS - 5 * HOUR_MS}`;

const start = (more = storm(0)) =>
  startSamplePortal({ incidents: openIncidentSource(sampleIncidentLedger(more)) });

const rowsOf = (page: string) =>
  [...page.matchAll(/class="row-link" href="\/incidents\/([^"?]+)/g)].map(([, id = '']) =>
    decodeURIComponent(id),
  );

describe('/incidents', () => {
  test.each([
    ['', [LINE, WARD, CAMERA]],
    ['?state=open', [WARD, CAMERA]],
    ['?state=acknowledged', [LINE]],
    ['?state=snoozed', []],
    ['?state=resolved', [OVER]],
    ['?severity=critical', [LINE]],
    ['?area=hoang-mai', [LINE]],
    ['?district=&area=&agency=&contractor=', [LINE, WARD, CAMERA]],
    ['?contractor=vien-thong-1', [LINE]],
    ['?mine=yes', []],
  ])('%s: the worst first', async (query, ids) => {
    const { get } = await start();

    expect(rowsOf(await (await get(`/incidents${query}`)).text())).toEqual(ids);
  });

  test('a quiet city is told in words, and a filter that nothing fits in others', async () => {
    const { get } = await startSamplePortal();
    const text = async (path: string) => textOf(await (await get(path)).text());

    const quiet = await text('/incidents?lang=en');

    expect(quiet).toContain('No incident is unresolved.');
    expect(quiet).not.toContain('Key J');
    expect(await text('/incidents?severity=critical&lang=en')).toContain('No such incident.');
  });

  test.each([
    ['vi', 'chưa ai tiếp nhận', /chưa tiếp nhận|chưa ai (nhận|giữ)/],
    ['en', 'not acknowledged', /nobody has it/],
  ])('what nobody has taken is called one thing on every page, in %s', async (language, called, other) => {
    const { get } = await start();

    for (const path of ['/', '/incidents', `/incidents/${encodeURIComponent(WARD)}`, '/shift']) {
      const text = textOf(await (await get(`${path}?lang=${language}`)).text());
      expect([path, text]).toEqual([path, expect.stringContaining(called)]);
      expect(text).not.toMatch(other);
    }
  });

  test('what is no filter is refused', async () => {
    const { get } = await start();

    for (const query of ['?state=closed', '?area=nowhere', '?mine=no', '?cursor=x', '?order=age'])
      expect([query, (await get(`/incidents${query}`)).status]).toEqual([query, 400]);
  });

  test('a storm is told page by page, each once', async () => {
    const { get } = await start(storm(120));
    const found: string[] = [];
    let path: string | undefined = '/incidents';
    for (let page = 0; path !== undefined && page < 5; page++) {
      const text: string = await (await get(path)).text();
      const rows = rowsOf(text);
      expect(rows.length).toBeLessThanOrEqual(50);
      found.push(...rows);
      path = /href="(\/incidents\?cursor=[^"]+)" rel="next"/.exec(text)?.[1]?.replaceAll('&amp;', '&');
    }

    expect(found).toHaveLength(123);
    expect(new Set(found).size).toBe(123);
  });

  test('says whose it is and whom to call, by a number that a telephone dials', async () => {
    const { get } = await start();

    const page = await (await get('/incidents?severity=critical')).text();

    expect(textOf(page)).toContain('mã kênh');
    expect(page).toMatch(/href="tel:\d+"/);
  });

  test('persons are not told to whoever has not logged in', async () => {
    const { get } = await start();

    const page = textOf(await (await get('/incidents')).text());

    expect(page).toContain('Viễn thông mẫu 1 đang giữ');
    expect(page).not.toMatch(/chi \(/);
  });
});

describe('the page of an incident', () => {
  test('leads on through the list that it was reached from', async () => {
    const { get } = await start();
    const page = await (await get(`/incidents/${encodeURIComponent(WARD)}?list=state%3Dopen`)).text();

    expect(page).toMatch(
      new RegExp(`href="/incidents/${encodeURIComponent(CAMERA)}\\?list=state%3Dopen" rel="next"`),
    );
    expect(page).not.toContain('rel="prev"');
    expect(page).toContain('href="/incidents?state=open"');
  });

  test.each([
    [
      'vi',
      /Nay không mất gì: còn theo dõi vì chập chờn, tự kết thúc khi ổn định đủ 1 giờ, sớm nhất lúc 11:33\. Các lần mất gần nhất: 10:32 – 10:33; 10:22 – 10:23\./,
    ],
    [
      'en',
      /it is watched because it flaps.*quiet for 1 h, at 11:33 at the earliest\. Lost last: 10:32 – 10:33; 10:22 – 10:23\./,
    ],
  ])(
    'of what flaps and is back says why it is open, when it ends by itself and when it was lost, in %s',
    async (language, said) => {
      const entity = 'device:cam-ba-dinh-0002';
      const incident = incidentOf(entity, { isFlapping: true, lostNow: 0, camerasLost: 0, times: 1 });
      const { id } = incident;
      const fell = (number: number, agoMs: number) => [
        newsAbout(incident, {
          number,
          kind: number === 1 ? 'opened' : 'grew',
          atMs: SAMPLE_NOW_MS - agoMs,
          joined: [entity],
        }),
        newsAbout(incident, {
          number: number + 1,
          kind: 'shrank',
          atMs: SAMPLE_NOW_MS - agoMs + 60_000,
          left: [entity],
        }),
      ];
      const { get } = await start([
        ...fell(1, HOUR_MS / 2 - 8 * 60_000),
        ...fell(3, HOUR_MS / 2 - 18 * 60_000),
      ]);

      expect(
        textOf(await (await get(`/incidents/${encodeURIComponent(id)}?lang=${language}`)).text()).replaceAll(
          '\u00a0',
          ' ',
        ),
      ).toMatch(said);
      expect(
        textOf(await (await get(`/incidents/${encodeURIComponent(WARD)}?lang=${language}`)).text()),
      ).not.toMatch(/Nay không mất gì|watched because/);
    },
  );

  test('that was reached by a list of nonsense is shown all the same', async () => {
    const { get } = await start();

    for (const list of ['state=closed', '%00', 'a'.repeat(500)])
      expect(
        (await get(`/incidents/${encodeURIComponent(WARD)}?list=${encodeURIComponent(list)}`)).status,
      ).toBe(200);
    expect((await get(`/incidents/${encodeURIComponent(WARD)}?list=${'a'.repeat(501)}`)).status).toBe(400);
  });

  test('tells of acts to nobody who has not logged in', async () => {
    const night = await actingNight();
    const note = { id: WARD, text: 'Chỉ dành cho người trực' };
    await night.act({ kind: 'note', input: note }, { party: { kind: 'operator' }, author: 'an' });
    const { get } = await startSamplePortal({ incidents: night.incidents });

    const page = await (await get(`/incidents/${encodeURIComponent(WARD)}`)).text();

    expect(page).not.toContain('Chỉ dành cho');
    expect(page).not.toContain('name="token"');
  });
});
