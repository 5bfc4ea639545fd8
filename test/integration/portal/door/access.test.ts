import { describe, expect, it } from 'vitest';
import { addToken } from '#accounts/actions/tokens.ts';
import { ROLES } from '#accounts/roles.ts';
import type { Shown } from '#portal/city/city-view.ts';
import { SECRET_WORDS, sampleFleet } from '#test/support/sample-fleet.ts';
import { startClosedPortal } from './sample-door.ts';

/** Whatever is registered, with ids that are there; a route that is new is in it by itself. */
const PATHS: Readonly<Record<string, string>> = {
  '/devices/:id': '/devices/cam-ba-dinh-0001',
  '/devices/:id/check': '/devices/cam-ba-dinh-0001/check',
  '/devices/:id/charts': '/devices/cam-ba-dinh-0001/charts',
  '/links/:id': '/links/link-ba-dinh',
  '/links/:id/charts': '/links/link-ba-dinh/charts',
  '/sites/:id': '/sites/site-ba-dinh-0',
  '/areas/:id': '/areas/ba-dinh',
  '/agencies/:id': '/agencies/so-xay-dung',
  '/api/v1/devices/:id': '/api/v1/devices/cam-ba-dinh-0001',
  '/api/v1/links/:id': '/api/v1/links/link-ba-dinh',
};
/** For whoever has not logged in. */
const OPEN = new Set([
  ...['/healthz', '/login', '/account', '/invitation/:secret', '/by-mail/:link'],
  ...['/login/openid', '/login/openid/callback', '/login/openid/finish'],
]);

function routesOf(app: { readonly router: { readonly stack: readonly object[] } }): string[] {
  return app.router.stack.flatMap((layer) => {
    const { route } = layer as { route?: { path: string; methods: Record<string, boolean> } };
    return route?.methods.get ? [route.path] : [];
  });
}

describe('every route', () => {
  it('is shut to whoever has not logged in, but for the door', async () => {
    const { app, get } = await startClosedPortal();
    const routes = routesOf(app);
    expect(routes.length).toBeGreaterThan(20);
    for (const route of routes.filter((one) => !OPEN.has(one))) {
      const answer = await get((PATHS[route] ?? route).replace(':id', 'x'));
      expect([route, answer.status]).toEqual([
        route,
        route.startsWith('/api/') || route === '/metrics' || route === '/readyz' ? 401 : 303,
      ]);
    }
  });

  it.each(ROLES)('is open to %s as its role has it', async (role) => {
    const { app, get, addPerson, enter } = await startClosedPortal();
    const organisation = role === 'agency' ? 'cong-an-thanh-pho' : 'nha-thau-a';
    const bound = role === 'agency' || role === 'contractor' ? { organisation } : {};
    const cookie = await enter(await addPerson(role, bound));
    for (const route of routesOf(app).filter((one) => !OPEN.has(one))) {
      const { status } = await get((PATHS[route] ?? route).replace(':id', 'x'), { cookie });
      const isForMonitors = route === '/metrics' || route === '/readyz';
      const mayNot =
        (isForMonitors && ['dost', 'agency', 'contractor'].includes(role)) ||
        (route === '/audit' && ['noc', 'agency', 'contractor'].includes(role)) ||
        (route === '/users' && role !== 'admin') ||
        (route === '/devices/:id/check' && role !== 'admin' && role !== 'noc') ||
        (['/incidents/take-all', '/incidents/taken'].includes(route) && role === 'auditor');
      expect([route, mayNot ? 403 : [200, 404].includes(status) ? status : 200]).toEqual([route, status]);
    }
  });
});

/** One that whoever is of `so-xay-dung` sees, and one that it does not. */
const PARTIES = {
  agency: ['so-xay-dung', 'cong-an-thanh-pho'],
  contractor: ['nha-thau-a', 'nha-thau-b'],
  carrier: ['vien-thong-1', 'vien-thong-2'],
} as const;

/** With a contractor and a carrier that have something of another agency alone. */
function fleetOfOthers(): Shown {
  const { settings, inventory } = sampleFleet({ camerasPerArea: 2 });
  const [link] = inventory.links.values().filter(({ far }) => ownerAt(far) === 'cong-an-thanh-pho');
  const [device] = inventory.devices.values().filter(({ agency }) => agency === 'cong-an-thanh-pho');
  if (!link || !device) throw new Error('nothing is of another agency');
  const named = (id: string, kind: 'maintenance' | 'carrier') => ({ id, name: id, kind, successors: [] });
  return {
    settings,
    inventory: {
      ...inventory,
      contractors: new Map([
        ...inventory.contractors,
        ['nha-thau-b', named('nha-thau-b', 'maintenance')],
        ['vien-thong-2', named('vien-thong-2', 'carrier')],
      ]),
      devices: new Map([...inventory.devices, [device.id, { ...device, contractor: 'nha-thau-b' }]]),
      links: new Map([...inventory.links, [link.id, { ...link, carrier: 'vien-thong-2' }]]),
    },
  };
  function ownerAt(far: string): string | undefined {
    return inventory.devices.get(far.slice('device:'.length))?.agency;
  }
}

describe('scope', () => {
  const ids = async (answer: Response) =>
    ((await answer.json()) as { items: { id: string }[] }).items.map(({ id }) => id);

  it('of an agency is what it owns: lists, counts, search and single pages alike', async () => {
    const { get, addPerson, enter, shown } = await startClosedPortal();
    const cookie = await enter(await addPerson('agency', { organisation: 'so-xay-dung' }));
    const listed = await ids(await get('/api/v1/devices?limit=500', { cookie }));
    const agencyOf = (id: string) => shown.inventory.devices.get(id)?.agency;
    expect(listed.length).toBeGreaterThan(100);
    expect(new Set(listed.map(agencyOf))).toEqual(new Set(['so-xay-dung']));
    const others = [...shown.inventory.devices.values()].filter(({ agency }) => agency !== 'so-xay-dung');
    for (const { id } of others.slice(0, 5)) {
      expect((await get(`/devices/${id}`, { cookie })).status).toBe(404);
      expect((await get(`/api/v1/devices/${id}`, { cookie })).status).toBe(404);
      expect(await (await get(`/api/v1/search?q=${id}`, { cookie })).text()).not.toContain(`"${id}"`);
    }
    const summary = (await (await get('/api/v1/summary', { cookie })).json()) as {
      totals: { devices: Record<string, number> };
    };
    const counted = Object.values(summary.totals.devices).reduce((sum, count) => sum + Number(count), 0);
    const whole = (await (
      await get('/api/v1/summary', { cookie: await enter(await addPerson('noc')) })
    ).json()) as typeof summary;
    const countedWhole = Object.values(whole.totals.devices).reduce((sum, count) => sum + Number(count), 0);
    expect(counted).toBeLessThan(countedWhole);
  });

  it('names no other agency or contractor to choose by', async () => {
    const { get, addPerson, enter } = await startClosedPortal();
    const read = async (cookie: string) => await (await get('/incidents', { cookie })).text();
    const bound = await read(await enter(await addPerson('agency', { organisation: 'so-xay-dung' })));
    expect(bound).toContain('<option value="so-xay-dung"');
    expect(bound).toContain('<option value="nha-thau-a"');
    expect(bound).not.toContain('cong-an-thanh-pho');
    expect(await read(await enter(await addPerson('noc')))).toContain('<option value="cong-an-thanh-pho"');
    const nobody = await read(await enter(await addPerson('contractor', { organisation: 'nobody' })));
    expect(nobody).not.toMatch(/so-xay-dung|nha-thau-a/);
  });

  it.each([
    ...['/devices', '/recorders', '/findings', '/incidents'].map((path) => [path, 'agency'] as const),
    ...['/api/v1/devices', '/api/v1/findings', '/api/v1/outages', '/api/v1/incidents'].map(
      (path) => [path, 'agency'] as const,
    ),
    ...['/devices', '/incidents', '/api/v1/devices'].map((path) => [path, 'contractor'] as const),
    ...['/links', '/api/v1/links'].map((path) => [path, 'carrier'] as const),
  ])('tells by %s?%s= no party of another scope apart from one that is not there', async (path, name) => {
    const { get, addPerson, enter } = await startClosedPortal(fleetOfOthers());
    const cookie = await enter(await addPerson('agency', { organisation: 'so-xay-dung' }));
    const ask = async (id: string, format = '') => {
      const answer = await get(`${path}?${name}=${id}${format}`, { cookie });
      return [answer.status, (await answer.text()).replaceAll(id, 'x')];
    };
    const [own, other] = PARTIES[name];
    const mayBeFile = ['/api/v1/devices', '/api/v1/findings', '/api/v1/links'].includes(path);
    for (const format of mayBeFile ? ['', '&format=csv'] : ['']) {
      expect(await ask(other, format)).toEqual(await ask('khong-co-ai', format));
      expect((await ask(other, format))[0]).toBe(400);
      expect((await ask(own, format))[0]).toBe(200);
    }
    const city = await enter(await addPerson('noc'));
    expect((await get(`${path}?${name}=${other}`, { cookie: city })).status).toBe(200);
  });

  it('of an organisation that owns nothing is nothing', async () => {
    const { get, addPerson, enter } = await startClosedPortal();
    const cookie = await enter(await addPerson('contractor', { organisation: 'nobody' }));
    expect(await ids(await get('/api/v1/devices', { cookie }))).toEqual([]);
    expect((await get('/', { cookie })).status).toBe(200);
  });

  it('has secret sites for whoever may see them, and for nobody else', async () => {
    const { get, addPerson, enter } = await startClosedPortal();
    const [open, secret] = [
      await enter(await addPerson('noc')),
      await enter(await addPerson('admin', { seesSecret: true })),
    ];
    for (const path of ['/api/v1/devices?format=csv', '/devices?area=ba-dinh', '/links']) {
      expect(await (await get(path, { cookie: open })).text()).not.toMatch(SECRET_WORDS);
      expect(await (await get(path, { cookie: secret })).text()).toMatch(SECRET_WORDS);
    }
  });
});

describe('a token', () => {
  it('lets a program in as far as its right, and no further', async () => {
    const { get, addPerson, door } = await startClosedPortal();
    const account = await addPerson('noc');
    const bearer = ({ secret }: { secret: string }) => ({ authorization: `Bearer ${secret}` });
    const metrics = bearer(await addToken(door, { account, name: 'Prometheus', right: 'see-metrics' }));
    const reads = bearer(await addToken(door, { account, name: 'Trang ngoài', right: 'see' }));
    expect((await get('/metrics', metrics)).status).toBe(200);
    expect((await get('/api/v1/devices', metrics)).status).toBe(403);
    expect((await get('/api/v1/devices', reads)).status).toBe(200);
    expect((await get('/metrics', reads)).status).toBe(403);
  });

  it.each(['Bearer', 'Bearer x', `Bearer camwatch_${'A'.repeat(43)}`, 'Basic YTpi'])(
    'as %j is none, also where anybody may read',
    async (authorization) => {
      const { get } = await startClosedPortal();
      const answer = await get('/api/v1/devices', { authorization });
      expect(answer.status).toBe(401);
    },
  );
});
