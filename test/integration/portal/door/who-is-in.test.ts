import { expect, test } from 'vitest';
import { textOf } from '#test/support/page-text.ts';
import { openIncidentSource, sampleIncidentLedger } from '#test/support/portal-incidents.ts';
import { startSamplePortal } from '#test/support/sample-portal.ts';
import { TROUBLED_LINE } from '#test/support/troubled-portal.ts';
import { openDoor } from '../../accounts/open-door.ts';
import { startClosedPortal } from './sample-door.ts';

const INCIDENT = `/incidents/${encodeURIComponent(TROUBLED_LINE)}`;
const PATHS = [
  ...['/', '/?district=hoang-mai', '/devices', '/devices/cam-lang-0001', '/devices/cam-lang-0001/check'],
  ...['/recorders', '/links', '/links/link-lang', '/sites', '/sites/site-lang-0', '/areas/lang'],
  ...['/agencies/so-xay-dung', '/findings', '/health', '/search?q=lang', '/incidents', INCIDENT, '/shift'],
  ...['/incidents/take-all', '/incidents/taken', '/users', '/audit'],
];
const wayIn = (page: string) => /<a class="is-in"[^>]*>.*?<\/a>/.exec(page)?.[0];

test('every page says who is in and as what, and leads to their account', async () => {
  const { get, enter, addPerson } = await startClosedPortal(undefined, {
    incidents: openIncidentSource(sampleIncidentLedger()),
  });
  const cookie = await enter(await addPerson('admin'));

  for (const path of PATHS) {
    const page = await (await get(path, { cookie })).text();
    expect([path, wayIn(page)]).toEqual([
      path,
      '<a class="is-in" href="/account?lang=vi" title="Tài khoản"><bdi>Người admin.city</bdi> <span>quản trị</span></a>',
    ]);
  }
  const other = await (await get(`${INCIDENT}?lang=en`, { cookie })).text();
  expect(wayIn(other)).toContain('href="/account?lang=en"');
});

const sectionsOf = (page: string) =>
  textOf(/<nav class="sections"[\s\S]*?<\/nav>/.exec(page)?.[0] ?? '').replace(/.*Sổ ca trực/, '');

test.each([
  ['admin', 'Nhật ký kiểm toán Tài khoản'],
  ['auditor', 'Nhật ký kiểm toán'],
  ['noc', ''],
] as const)('the menu leads %s to what their role may see besides', async (role, expected) => {
  const { get, enter, addPerson } = await startClosedPortal();
  const cookie = await enter(await addPerson(role));

  const page = await (await get('/devices', { cookie })).text();

  expect(sectionsOf(page).trim()).toBe(expected);
  expect(page).not.toContain('<template data-rights');
});

test('whoever reads without an account is shown the way in, where there is one', async () => {
  const door = openDoor();
  const open = await startSamplePortal({ accountsAs: (author) => ({ ...door, author }), audits: () => [] });
  const without = await startSamplePortal();

  expect(wayIn(await (await open.get('/incidents')).text())).toBe(
    '<a class="is-in" href="/login?lang=vi">Đăng nhập</a>',
  );
  expect(await (await without.get('/incidents')).text()).not.toMatch(/is-in"|data-who/);
});

test('what a name is made of is nothing but text', async () => {
  const { get, enter, door, addPerson } = await startClosedPortal();
  const account = await addPerson('noc');
  door.store.accounts.setPerson({ account, name: '$& <img src=x> <template data-who></template>' });

  const page = await (await get('/', { cookie: await enter(account) })).text();

  expect(wayIn(page)).toContain('<bdi>$&amp; &lt;img src=x&gt; &lt;template');
});
