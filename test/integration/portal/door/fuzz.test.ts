import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBound, ROLES, type Role } from '#accounts/roles.ts';
import { OPERATIONS } from '#portal/api/openapi/operations.ts';
import {
  hostileHeaders,
  hostileQuery,
  hostileSegment,
  hostileValue,
} from '#test/support/fuzz/hostile-requests.ts';
import { openIncidentSource, sampleIncidentLedger } from '#test/support/portal-incidents.ts';
import { SECRET_WORDS, sampleFleet } from '#test/support/sample-fleet.ts';
import { TROUBLED_LINE } from '#test/support/troubled-portal.ts';
import { startClosedPortal } from './sample-door.ts';

type Bound = { organisation?: string; seesSecret?: boolean };
const SCOPES: readonly (readonly [Role, Bound])[] = [
  ...ROLES.filter((role) => !isBound(role)).map((role) => [role, {}] as const),
  ['admin', { seesSecret: true }],
  ['agency', { organisation: 'so-xay-dung' }],
  ['agency', { organisation: 'cong-an-thanh-pho' }],
  ['contractor', { organisation: 'nha-thau-a' }],
  ['contractor', { organisation: 'nobody' }],
];

interface Route {
  readonly path: string;
  readonly method: 'GET' | 'POST';
}

/** Whatever is registered: a route that is new is in it by itself. */
const routesOf = (app: { readonly router: { readonly stack: readonly object[] } }): Route[] =>
  app.router.stack.flatMap((layer) => {
    const { route } = layer as { route?: { path: string; methods: Record<string, boolean> } };
    return route ? [{ path: route.path, method: route.methods.get ? 'GET' : 'POST' }] : [];
  });

/** A stream does not end: it has a test of its own. */
const isAnswered = ({ path }: Route): boolean => path !== '/events';

/** Of every kind that there is something: inside or outside of a scope, secret, and nobody's. */
const IDS = [
  ...[
    'cam-ba-dinh-0001',
    'cam-lang-0001',
    'cam-bi-mat',
    'nvr-bi-mat',
    'link-bi-mat',
    'site-bi-mat',
    'link-ba-dinh',
  ],
  ...[TROUBLED_LINE, 'ba-dinh', 'so-xay-dung', 'noc.city', 'x'],
];
const SECRET_LINE = TROUBLED_LINE.replace('link-hoang-mai', 'link-bi-mat');
const FIELDS = [
  ...['text', 'id', 'account', 'name', 'role', 'path', 'back', 'until', 'to', 'into', 'other', 'next'],
  ...['session', 'password', 'code', 'handler', 'minutes', 'number', '__proto__', 'constructor'],
  ...['secret', 'answer', 'passkey', 'with'],
];
const NAMES = [
  ...new Set([
    ...OPERATIONS.flatMap(({ parameters = {} }) => Object.keys(parameters)),
    ...['lang', 'theme', 'next', 'list', 'view', 'page', 'mine', 'person', 'action', 'handler', 'sort'],
  ]),
];

async function startCity() {
  const fleet = sampleFleet({ camerasPerArea: 2 });
  const acts: { readonly input: { readonly id: string } }[] = [];
  const portal = await startClosedPortal(fleet, {
    incidents: openIncidentSource(sampleIncidentLedger()),
    act: async (act) => void acts.push(act),
  });
  const { inventory } = fleet;
  const isSeen = (id: string, role: Role, { organisation, seesSecret }: Bound): boolean => {
    const device = inventory.devices.get(id);
    const isSecret = inventory.sites.get(device?.site ?? '')?.secrecy === 'secret';
    if (device === undefined || (isSecret && seesSecret !== true)) return device === undefined;
    if (role === 'agency') return device.agency === organisation;
    return role !== 'contractor' || device.contractor === organisation;
  };
  return { ...portal, acts, isSeen };
}

const CAMERA = /cam-[a-z][a-z-]*?(?:-\d{4})?(?![a-z0-9-])/g;

describe.each(SCOPES)('%s %j', (role, bound) => {
  it('gets an answer to whatever is asked of every page and route, and nothing that is not its own', async () => {
    const { app, get, enter, addPerson, isSeen } = await startCity();
    const cookie = await enter(await addPerson(role, bound));
    const routes = routesOf(app).filter((route) => route.method === 'GET' && isAnswered(route));
    const statuses: number[] = [];
    const asked = fc.record({
      route: fc.constantFrom(...routes),
      id: fc.oneof(fc.constantFrom(...IDS).map(encodeURIComponent), hostileSegment),
      query: fc.oneof(fc.constant(''), hostileQuery(NAMES)),
      headers: hostileHeaders,
      isIn: fc.boolean(),
    });

    await fc.assert(
      fc.asyncProperty(asked, async ({ route, id, query, headers, isIn }) => {
        const url = `${route.path.replace(/:\w+/, id)}?${query}`;
        const { authorization: _no, ...others } = headers;
        const answer = await get(url, isIn ? { ...others, cookie } : headers);
        statuses.push(answer.status);
        const text = await answer.text();
        const told = `${url} ${JSON.stringify(headers)}: ${answer.status} ${text.slice(0, 300)}`;
        expect([400, 401, 403, 404, 200, 303, 304, 413, 431, 503].includes(answer.status), told).toBe(true);
        const names = decode(url);
        const foreign = [...text.matchAll(CAMERA)].map(([one]) => one).filter((one) => !names.includes(one));
        expect(
          foreign.filter((one) => !isIn || !isSeen(one, role, bound)),
          told,
        ).toEqual([]);
        if (!bound.seesSecret && !SECRET_WORDS.test(names)) expect(SECRET_WORDS.test(text), told).toBe(false);
        const isPage = answer?.headers.get('content-type')?.startsWith('text/html');
        expect(isPage && /<img|<script>alert/.test(text), told).not.toBe(true);
      }),
      { numRuns: 150 },
    );
    // It was let in, not turned away.
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(10);
  }, 60_000);

  it('cannot tell what is withheld from what is not there', async () => {
    const { app, get, enter, addPerson } = await startCity();
    if (bound.seesSecret) return;
    const cookie = await enter(await addPerson(role, bound));
    const paths = [
      ...routesOf(app).flatMap(({ path, method }) =>
        method === 'GET' && path.includes(':id') ? [path] : [],
      ),
      ...['device', 'link', 'site'].flatMap((name) =>
        OPERATIONS.filter(({ parameters }) => parameters && name in parameters).map(
          ({ path }) => `${path}?${name}=:id`,
        ),
      ),
      ...[
        '/search?q=:id',
        '/api/v1/search?q=:id',
        '/devices?site=:id',
        '/api/v1/findings?open=all&device=:id',
      ],
    ];
    const ask = async (path: string, id: string) => {
      const answer = await get(path.replace(':id', encodeURIComponent(id)), { cookie });
      return `${answer.status} ${(await answer.text()).replaceAll(encodeURIComponent(id), 'ID').replaceAll(id, 'ID')}`;
    };
    for (const path of paths)
      for (const id of ['cam-bi-mat', 'link-bi-mat', 'site-bi-mat'])
        expect([path, id, await ask(path, id)]).toEqual([
          path,
          id,
          await ask(path, id.replace('bi-mat', 'xy-zzt')),
        ]);
  });

  it('does nothing by a form that is not its own, whatever is in it', async () => {
    const { app, url, get, enter, addPerson, acts, door } = await startCity();
    const account = await addPerson(role, bound);
    const [cookie, other] = [await enter(account), await enter(account)];
    const tokenOf = async (one: string) =>
      /name="token" value="([\w-]+)"/.exec(await (await get('/account', { cookie: one })).text())?.[1] ?? '';
    const tokens = [undefined, '', 'x', await tokenOf(other)];
    const before = door.store.accounts.list().length;
    for (const { path } of routesOf(app).filter(({ method }) => method === 'POST'))
      for (const token of tokens)
        for (const site of ['same-origin', 'cross-site']) {
          const isOpen = path === '/login' || path.startsWith('/invitation');
          if (isOpen && site === 'same-origin') continue;
          const form = new URLSearchParams({
            ...(token !== undefined && { token }),
            text: 'x',
            id: TROUBLED_LINE,
          });
          const answer = await fetch(url + path.replace(/:\w+/, encodeURIComponent(TROUBLED_LINE)), {
            ...{ method: 'POST', body: form, redirect: 'manual' },
            headers: { cookie, 'sec-fetch-site': site },
          });
          expect([path, token, site, answer.status >= 400 && answer.status < 500]).toEqual([
            path,
            token,
            site,
            true,
          ]);
        }
    expect(acts).toEqual([]);
    expect(door.store.accounts.list()).toHaveLength(before);
  });

  it('gets an answer to every form, whatever is in it, and acts on what it may see alone', async () => {
    const { app, url, get, enter, addPerson, acts } = await startCity();
    const account = await addPerson(role, bound);
    const cookie = await enter(account);
    const page = await (await get('/account', { cookie })).text();
    const token = /name="token" value="([\w-]+)"/.exec(page)?.[1] ?? '';
    const routes = routesOf(app).filter(({ method, path }) => method === 'POST' && path !== '/logout');
    const incident = encodeURIComponent(TROUBLED_LINE);
    const sent = fc.record({
      route: fc.constantFrom(...routes),
      id: fc.oneof(
        { weight: 4, arbitrary: fc.constant(incident) },
        { weight: 1, arbitrary: fc.constantFrom(...IDS, SECRET_LINE).map(encodeURIComponent) },
        { weight: 1, arbitrary: hostileSegment },
      ),
      fields: fc.array(
        fc.tuple(fc.constantFrom(...FIELDS), fc.oneof(hostileValue, fc.constantFrom(...IDS, SECRET_LINE))),
        { maxLength: 8 },
      ),
      type: fc.oneof(
        { weight: 8, arbitrary: fc.constant(undefined) },
        {
          weight: 1,
          arbitrary: fc.constantFrom('application/json', 'multipart/form-data; boundary=x', 'text/plain'),
        },
      ),
    });

    await fc.assert(
      fc.asyncProperty(sent, async ({ route, id, fields, type }) => {
        const form = new URLSearchParams([['token', token]]);
        for (const [name, value] of fields) form.append(name, value.toWellFormed());
        const answer = await fetch(url + route.path.replace(/:\w+/, id), {
          ...{ method: 'POST', body: form, redirect: 'manual' },
          headers: {
            cookie,
            'sec-fetch-site': 'same-origin',
            ...(type !== undefined && { 'content-type': type }),
          },
        }).catch(() => undefined);
        const text = (await answer?.text().catch(() => '')) ?? '';
        const told = `${route.path} ${id} ${form}: ${answer?.status} ${text.slice(0, 300)}`;
        // Too large a body ends the connection.
        expect(answer === undefined || answer.status < 500 || answer.status === 503, told).toBe(true);
        const isPage = answer?.headers.get('content-type')?.startsWith('text/html');
        expect(isPage && /<img|<script>alert/.test(text), told).not.toBe(true);
      }),
      { numRuns: 120 },
    );
    const mayAct = !['auditor'].includes(role) && bound.organisation !== 'nobody';
    if (!mayAct) expect(acts).toEqual([]);
    if (!bound.seesSecret)
      expect(JSON.stringify(acts.map(({ input }) => input.id))).not.toMatch(SECRET_WORDS);
  }, 60_000);
});

function decode(url: string): string {
  try {
    return `${url} ${decodeURIComponent(url.replaceAll('+', ' '))}`;
  } catch {
    return url;
  }
}
