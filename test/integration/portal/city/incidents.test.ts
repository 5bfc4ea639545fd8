import { describe, expect, test } from 'vitest';
import type { Entity } from '#core/domain/state.ts';
import { newsAbout } from '#test/support/incident-city.ts';
import { textOf as pageText } from '#test/support/page-text.ts';
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
const OVER = `link:link-ba-vi@${SAMPLE_NOW_MS - 5 * HOUR_MS}`;
const CAMERA = `device:cam-lang-0003@${SAMPLE_NOW_MS - 50 * HOUR_MS}`;

const start = (more = storm(0)) =>
  startSamplePortal({ incidents: openIncidentSource(sampleIncidentLedger(more)) });

test('the number of an incident is on its page and the status page, and finds it', async () => {
  const { get } = await start();
  const { number } = (await (await get(`/api/v1/incidents/${encodeURIComponent(LINE)}`)).json()) as {
    number: string;
  };

  for (const path of ['/', `/incidents/${encodeURIComponent(LINE)}`, `/search?q=${number}`])
    expect(pageText(await (await get(path)).text())).toContain(number);
  const found = (await (await get(`/api/v1/search?q=${number}`)).json()) as {
    incidents: { items: { id: string }[] };
  };
  expect(found.incidents.items.map(({ id }) => id)).toEqual([LINE]);
});

describe('GET /api/v1/incidents', () => {
  const idsOf = async (query: string) => {
    const { get } = await start();
    const { items } = (await (await get(`/api/v1/incidents${query}`)).json()) as { items: { id: string }[] };
    return items.map(({ id }) => id);
  };

  test.each([
    ['', [LINE, WARD, OVER, CAMERA]],
    ['?state=unresolved', [LINE, WARD, CAMERA]],
    ['?state=open', [WARD, CAMERA]],
    ['?state=acknowledged', [LINE]],
    ['?state=resolved', [OVER]],
    [`?since=${SAMPLE_NOW_MS - HOUR_MS}`, [LINE, WARD, CAMERA]],
    ['?severity=critical', [LINE]],
    ['?district=ba-vi', [OVER]],
    ['?area=hoang-mai', [LINE]],
  ])('%s: the last opened first', async (query, ids) => {
    expect(await idsOf(query)).toEqual(ids);
  });

  test('numbers are without what is withheld, and persons are not told', async () => {
    const { get } = await start();

    const answer = await get('/api/v1/incidents');
    const text = await answer.text();

    const { total, items, ...rest } = JSON.parse(text);
    expect({ total, rest: Object.keys(rest) }).toEqual({ total: 4, rest: ['at', 'since', 'next'] });
    expect(items[0]).toMatchObject({
      id: LINE,
      number: expect.stringMatching(/^\d{4}-\d\d$/),
      state: 'acknowledged',
      severity: 'critical',
      root: { kind: 'link', id: 'link:link-hoang-mai', name: 'Hoàng Mai 1', area: 'hoang-mai' },
      cameras_lost: 12,
      areas: [{ id: 'hoang-mai', name: 'Phường Hoàng Mai', cameras_lost: 12, cameras_total: 12 }],
      acknowledged: [{ party: 'contractor:vien-thong-1', at: { ms: SAMPLE_NOW_MS - HOUR_MS / 2 } }],
    });
    expect(items[1]).toMatchObject({
      root: { kind: 'common', by: 'area', fallen: 6 },
      cameras_lost: 4,
      lost_now: 5,
      lost_ever: 6,
    });
    expect(text).not.toMatch(/Chị Hoa|"chi"/);
  });

  test('paging through meets each exactly once', async () => {
    const { get } = await start(storm(30));
    const seen: string[] = [];

    for (let next = ''; ; ) {
      const { items, next: cursor } = (await (await get(`/api/v1/incidents?limit=7${next}`)).json()) as {
        items: { id: string }[];
        next: string | null;
      };
      seen.push(...items.map(({ id }) => id));
      if (cursor === null) break;
      next = `&cursor=${cursor}`;
    }

    expect(seen).toHaveLength(34);
    expect(new Set(seen).size).toBe(34);
  });

  test('what is no state, severity or time is refused', async () => {
    const { get } = await start();

    const answer = await get('/api/v1/incidents?state=closed&severity=bad&since=yesterday');

    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      error: {
        code: 'PORTAL_PARAMETER',
        message: expect.stringContaining(
          'state: expected one of open, acknowledged, snoozed, resolved, unresolved, all, got "closed"',
        ),
      },
    });
  });
});

test.each([
  [0, 'a', Number.MAX_SAFE_INTEGER],
  [0, 'a', -1],
  ['0', 'a', 0],
  [0, 'a'],
])('a cursor that nobody handed out is refused: %j %j %j', async (...key) => {
  const { get } = await start();
  const cursor = Buffer.from(JSON.stringify(key)).toString('base64url');

  expect((await get(`/api/v1/incidents?cursor=${cursor}`)).status).toBe(400);
});

interface Whole {
  readonly members: {
    readonly items: readonly { readonly entity: string }[];
    readonly next: string | null;
  };
}

const wholeOf = async (answer: Promise<Response>) => (await (await answer).json()) as Whole;

describe('GET /api/v1/incidents/:id', () => {
  test('an incident with its course and its members, a page of them at a time', async () => {
    const { get } = await start();

    const first = await wholeOf(get(`/api/v1/incidents/${LINE}?limit=3`));
    const second = await wholeOf(get(`/api/v1/incidents/${LINE}?limit=3&cursor=${first.members.next}`));

    expect(first).toMatchObject({ id: LINE, course: [{ kind: 'opened' }], members: { total: 4 } });
    expect(first.members.items.map(({ entity }) => entity)).toEqual([
      'device:cam-hoang-mai-0001',
      'device:cam-hoang-mai-0002',
      'device:sw-hoang-mai',
    ]);
    expect(second.members).toMatchObject({
      items: [{ entity: 'link:link-hoang-mai', left: null }],
      next: null,
    });
  });

  test('one that is not there does not exist', async () => {
    const { get } = await start();

    const answer = await get('/api/v1/incidents/link:nowhere@1');

    expect(answer.status).toBe(404);
    expect(await answer.json()).toEqual({
      error: { code: 'PORTAL_NOT_FOUND', message: 'no incident "link:nowhere@1"' },
    });
  });
});

describe('incidents on the page', () => {
  const textOf = async (path: string, more = storm(0)) => {
    const { get } = await start(more);
    const page = await (await get(path)).text();
    return pageText(/<section class="panel incidents".*?<\/section>/s.exec(page)?.[0] ?? page);
  };

  test('the worst first, with where, since when, how many cameras, and who is at it', async () => {
    expect(await textOf('/?lang=en')).toMatch(
      /Unresolved incidents.*3 incidents: 1 critical, 1 major, 1 minor.*critical.*Link Hoàng Mai 1.*acknowledged by Viễn thông mẫu 1.*lost 12 of 12 cameras.*since 09:43.*major.*Probably one cause: 6 devices in Hoan Kiem Ward.*flapping.*opened again.*not acknowledged.*minor.*planned work/s,
    );
    expect(await textOf('/?lang=en')).not.toContain('not public');
    expect(await textOf('/')).toMatch(
      /Sự cố chưa khôi phục.*nghiêm trọng.*Đường truyền Hoàng Mai 1.*Viễn thông mẫu 1 đã tiếp nhận.*mất 12\/12 camera/s,
    );
  });

  test('when nothing is wrong, one quiet line', async () => {
    const { get } = await startSamplePortal();

    expect(await (await get('/?lang=en')).text()).toContain('No incident is unresolved.');
    expect(await (await get('/')).text()).toContain('Không có sự cố nào chưa khôi phục.');
  });
});

describe('GET /incidents/:id', () => {
  const page = async (id: string, query = '?lang=en') => {
    const { get } = await start();
    return await get(`/incidents/${encodeURIComponent(id)}${query}`);
  };

  test('tells cause, state, what is lost, whose line it is and every member', async () => {
    const text = pageText(await (await page(LINE)).text());

    expect(text).toContain('Hoàng Mai 1');
    expect(text).toContain('State acknowledged');
    expect(text).toContain('Cameras lost in Hoang Mai Ward 12/12');
    expect(text).toMatch(/Acknowledged acknowledged by/);
    expect(text).toContain(LINE);
    expect(text).not.toMatch(/Chị Hoa/);
  });

  test('what is resolved says when, and how long it lasted', async () => {
    const text = pageText(await (await page(OVER)).text());

    expect(text).toContain('State resolved');
    expect(text).toMatch(/Lasted \d/);
    expect(text).toContain('Resolved ');
  });

  test.each([
    'link:link-nowhere@1',
    `link:link-bi-mat@${SAMPLE_NOW_MS - HOUR_MS}`,
    '../../etc/passwd',
    '<script>',
  ])('%s: nothing there, in the words for what is secret', async (id) => {
    const answer = await page(id);

    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(await answer.text()).not.toContain('<script>');
  });

  test('the list of the page leads there', async () => {
    const { get } = await start();

    const text = await (await get('/?lang=en')).text();

    for (const id of [LINE, WARD, CAMERA])
      expect(text).toContain(`href="/incidents/${encodeURIComponent(id)}?lang=en"`);
  });
});

test('its page names each member once, as it stands now, however often it came back', async () => {
  const line = incidentOf('link:link-lang', { openedMs: SAMPLE_NOW_MS - 3 * HOUR_MS });
  const behind: readonly Entity[] = ['device:cam-lang-0007', 'device:cam-lang-0008'];
  const { get } = await start([
    newsAbout(line, { joined: behind }),
    newsAbout(line, { number: 2, kind: 'shrank', atMs: SAMPLE_NOW_MS - 2 * HOUR_MS, left: behind }),
    newsAbout(line, { number: 3, kind: 'grew', atMs: SAMPLE_NOW_MS - HOUR_MS, joined: behind }),
  ]);

  const text = await (await get(`/incidents/${encodeURIComponent(line.id)}?lang=en`)).text();
  const [members = ''] =
    /<section class="panel table outages" data-part="members">[\s\S]*?<\/section>/.exec(text) ?? [];

  expect(members).toContain('<p>2</p>');
  expect(members.match(/cam-lang-000[78]\?/g)).toHaveLength(2);
  expect(members).not.toContain('is-gone');
});
