import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isBound, ROLES } from '#accounts/roles.ts';
import { OPERATIONS } from '#portal/api/openapi/operations.ts';
import { startSamplePortal } from '#test/support/sample-portal.ts';
import { startTroubledPortal } from '#test/support/troubled-portal.ts';
import { problemsOf } from '#test/support/watch-answers.ts';
import { startClosedPortal } from '../door/sample-door.ts';

/** Whatever is registered for programs. */
function routesOf(app: { readonly router: { readonly stack: readonly object[] } }): string[] {
  return app.router.stack.flatMap((layer) => {
    const { route } = layer as { route?: { path: string } };
    return route && /^\/(api\/|healthz|readyz|metrics)/.test(route.path) ? [route.path] : [];
  });
}

test('describes every route for programs, and no other', async () => {
  const { app } = await startSamplePortal();
  expect(OPERATIONS.map(({ path }) => path).toSorted()).toEqual(routesOf(app).toSorted());
});

test('is served as it is in the documents', async () => {
  const { get } = await startSamplePortal();
  const served = await (await get('/api/v1/openapi.json')).json();
  expect(served).toEqual(JSON.parse(readFileSync('docs/openapi.json', 'utf8')));
});

test('names every parameter that is taken, each by its values', async () => {
  const { get } = await startSamplePortal();
  for (const { path, parameters = {} } of OPERATIONS.filter(({ answer }) => answer !== 'text/plain')) {
    const answer = await get(`${path.replace(':id', 'cam-ba-dinh-0001')}?surely-not=1`);
    const { error } = (await answer.json()) as { error: { message: string } };
    const names = Object.keys(parameters);
    expect(error.message).toContain(
      names.length > 0 ? `expected one of ${names.join(', ')}` : 'expected none',
    );
  }
});

test('asks for the right that each route needs, of every role', async () => {
  const { get, addPerson, enter } = await startClosedPortal();
  for (const role of ROLES) {
    const bound = isBound(role) ? { organisation: 'so-xay-dung' } : {};
    const cookie = await enter(await addPerson(role, bound));
    for (const { path, right } of OPERATIONS) {
      const { status } = await get(path.replace(':id', 'x'), { cookie });
      const isShut = right === 'see-metrics' && ['dost', 'agency', 'contractor'].includes(role);
      expect([role, path, status === 403]).toEqual([role, path, isShut]);
    }
  }
});

test('an answer that is not as described is found', () => {
  const problem = (url: string, status: number, body: object) =>
    problemsOf(
      { url, method: 'GET' },
      { statusCode: status, getHeader: () => 'application/json; charset=utf-8' },
      JSON.stringify(body),
    );
  const at = { iso: '2026-11-30T00:00:00+07:00', ms: 1 };
  expect(problem('/healthz', 200, { alive: true, at })).toEqual([]);
  expect(problem('/healthz', 200, { alive: true, at, more: 1 })).toHaveLength(1);
  expect(problem('/healthz', 200, { alive: true })).toHaveLength(1);
  expect(problem('/healthz', 202, { alive: true, at })).toHaveLength(1);
  const refusal = (code: string) => ({ error: { code, message: '' } });
  expect(problem('/api/v1/devices/x', 404, refusal('PORTAL_NOT_FOUND'))).toEqual([]);
  expect(problem('/api/v1/devices/x', 404, refusal('PORTAL_LOGIN'))).toHaveLength(1);
  expect(problem('/api/v1/devices', 404, refusal('PORTAL_NOT_FOUND'))).toHaveLength(1);
});

test('holds for a city that has some of everything', async () => {
  const { get } = await startTroubledPortal();
  for (const { path } of OPERATIONS.filter((one) => !one.path.includes(':')))
    expect([path, (await get(path)).status]).toEqual([path, 200]);
  for (const list of ['devices', 'links', 'incidents']) {
    const { items } = (await (await get(`/api/v1/${list}?limit=500`)).json()) as { items: { id: string }[] };
    expect(items.length).toBeGreaterThan(0);
    for (const { id } of items.slice(0, 20))
      expect((await get(`/api/v1/${list}/${encodeURIComponent(id)}`)).status).toBe(200);
  }
  for (const format of ['csv', 'xlsx'])
    for (const { path } of OPERATIONS.filter(({ hasFiles }) => hasFiles)) {
      const answer = await get(`${path}?format=${format}`);
      expect([path, answer.status, (await answer.arrayBuffer()).byteLength > 100]).toEqual([path, 200, true]);
    }
});
