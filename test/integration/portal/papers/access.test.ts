import { describe, expect, it } from 'vitest';
import { type Role, rightsOf } from '#accounts/roles.ts';
import { claimedCity } from './claimed-city.ts';

interface Route {
  readonly path: string;
  readonly method: 'GET' | 'POST';
}

/** Whatever is registered about papers: a route that is new is in it by itself. */
const routesOf = (app: { readonly router: { readonly stack: readonly object[] } }): Route[] =>
  app.router.stack.flatMap((layer) => {
    const { route } = layer as { route?: { path: string; methods: Record<string, boolean> } };
    return route &&
      /^\/(contracts|claims|works|statements|plan|reports|verify|calendar(?!\/))\b/.test(route.path)
      ? [{ path: route.path, method: route.methods.get ? 'GET' : 'POST' }]
      : [];
  });

/** Of something that is there. */
const filled = (path: string): string =>
  path
    .replace(':contract', 'keeper')
    .replace(':period', '2026-11')
    .replace(':entity', 'device:cam-1')
    .replace(':sha256', 'f'.repeat(64))
    .replace(':id', path.startsWith('/contracts') ? 'keeper' : '1')
    .replaceAll(/:\w+/g, 'x');

const OUTSIDE: readonly (readonly [Role, string])[] = [
  ['contractor', 'c'],
  ['agency', 'y'],
];
/** The city of these tests has no plan: its pages say so. */
const GOOD = [200, 303, 400, 403, 404, 503];
/** What nobody outside is told of: devices, evidence, parties. */
const INSIDE = /cam-1|cam-2|EVN 118|Sở X|Nhà thầu A/;

describe('every page about contracts, the plan and reports', () => {
  it('is shut to whoever has not logged in', async () => {
    const { portal } = await claimedCity();
    const routes = routesOf(portal.app);
    expect(routes.length).toBeGreaterThan(10);
    for (const { path, method } of routes) {
      const answer =
        method === 'GET' ? await portal.get(filled(path)) : await portal.post(filled(path), { token: 'x' });
      expect([path, [303, 400, 401, 403].includes(answer.status) || answer.status]).toEqual([path, true]);
      if (answer.status === 303) expect(answer.headers.get('location')).toMatch(/^\/login/);
    }
  });

  it('tells whoever is no party nothing, and fails for nobody', async () => {
    const { portal, person } = await claimedCity();
    for (const [role, organisation] of OUTSIDE) {
      const { read } = await person(role, organisation);
      for (const { path } of routesOf(portal.app).filter(({ method }) => method === 'GET')) {
        const { status, text } = await read(filled(path));
        expect([role, path, GOOD.includes(status) || status]).toEqual([role, path, true]);
        expect([role, path, INSIDE.exec(text)?.[0]]).toEqual([role, path, undefined]);
      }
    }
  });

  it.each(['auditor', 'noc', 'admin'] as const)('can be acted on by no %s', async (role) => {
    const { portal, person } = await claimedCity();
    const { send, sendFiles } = await person(role);
    expect(rightsOf(role)).not.toContain('act-on-contracts');
    for (const { path } of routesOf(portal.app).filter(({ method }) => method === 'POST')) {
      const [plain, files] = [
        await send(filled(path), { token: 'x' }),
        await sendFiles(filled(path), { token: 'x' }, []),
      ];
      expect([path, [plain.status, files.status].every((status) => [400, 403].includes(status))]).toEqual([
        path,
        true,
      ]);
    }
  });

  it('takes no form that is not its own', async () => {
    const { portal, person } = await claimedCity();
    const { cookie, tokens } = await person('agency', 'x');
    const { token } = await tokens('/claims/1');
    expect(token).not.toBe('');
    for (const { path } of routesOf(portal.app).filter(({ method }) => method === 'POST')) {
      for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }]) {
        const { status } = await portal.post(filled(path), { token }, { cookie, ...headers });
        expect([path, [400, 403].includes(status) || status]).toEqual([path, true]);
      }
      const { status } = await portal.post(filled(path), { token: `${token}x` }, { cookie });
      expect([path, [400, 403].includes(status) || status]).toEqual([path, true]);
    }
  });
});
