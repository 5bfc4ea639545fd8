import { describe, expect, test } from 'vitest';
import { erasePerson } from '#accounts/actions/keep-accounts.ts';
import { textOf } from '#test/support/page-text.ts';
import { startSamplePortal } from '#test/support/sample-portal.ts';
import { startClosedPortal } from './sample-door.ts';

async function start() {
  const portal = await startClosedPortal();
  const account = await portal.addPerson('noc');
  const cookie = await portal.enter(account);
  const read = async (path: string, as = cookie) => await (await portal.get(path, { cookie: as })).text();
  const tokenOf = async (as = cookie) =>
    / name="token" value="([^"]+)"/.exec(await read('/devices', as))?.[1] ?? '';
  const send = async (act: string, form: Record<string, string>, as = cookie) =>
    await portal.post(`/views/${act}`, { token: await tokenOf(as), ...form }, { cookie: as });
  const idOf = async (name: string) =>
    portal.door.store.savedViews.listOf(account).find((view) => view.name === name)?.id ?? '';
  return { ...portal, account, cookie, read, send, idOf };
}

const PATH = '/devices?state=down&area=lang';

describe('a list', () => {
  test('is saved under the name of its filters in one click, and stands on every list and the start page', async () => {
    const { read, send } = await start();
    const page = await read(PATH);
    const name = /<input name="name" [^>]*value="([^"]+)"/.exec(page)?.[1] ?? '';
    const path =
      /<input type="hidden" name="path" value="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';

    expect(name).toBe('Thiết bị: mất, Phường Láng');
    const answer = await send('save', { name, path, back: path });

    expect([answer.status, answer.headers.get('location')]).toEqual([303, PATH]);
    for (const other of ['/', '/incidents', '/links', '/sites', '/recorders', '/findings', PATH])
      expect(await read(other)).toContain(
        `<a href="/devices?state=down&amp;area=lang"><bdi>${name}</bdi></a>`,
      );
    expect(await read('/?lang=en')).toContain('<a href="/devices?state=down&amp;area=lang&amp;lang=en">');
  });

  test('is kept without its language and its place within the list', async () => {
    const { send, door, account } = await start();
    await send('save', { name: 'Đêm', path: '/devices?lang=en&theme=dark&cursor=abc&state=down', back: '/' });

    expect(door.store.savedViews.listOf(account).map(({ path }) => path)).toEqual(['/devices?state=down']);
  });

  test('of incidents is named by what was chosen', async () => {
    const { read } = await start();

    expect(await read('/incidents?severity=critical&lang=en')).toContain('value="Incidents: critical"');
  });

  test('of the same name takes its place', async () => {
    const { send, door, account } = await start();
    await send('save', { name: 'Đêm', path: '/devices', back: '/' });
    await send('save', { name: ' Đêm ', path: '/links', back: '/' });

    expect(door.store.savedViews.listOf(account)).toMatchObject([{ name: 'Đêm', path: '/links' }]);
  });

  test('is renamed and removed by its person, and by nobody else', async () => {
    const { send, idOf, read, enter, addPerson } = await start();
    await send('save', { name: 'Đêm', path: PATH, back: '/' });
    const other = await enter(await addPerson('admin'));
    const id = await idOf('Đêm');

    await send('rename', { id, name: 'Của tôi', back: '/' }, other);
    await send('remove', { id, back: '/' }, other);
    expect(textOf(await read('/links', other))).not.toContain('Đêm');
    expect(textOf(await read('/links'))).toContain('Đêm');

    await send('rename', { id, name: 'Ca đêm', back: '/' });
    expect(textOf(await read('/links'))).toContain('Ca đêm');
    await send('remove', { id, back: '/' });
    expect(textOf(await read('/links'))).not.toContain('Ca đêm');
  });

  test('has a name that harms no page', async () => {
    const { send, read } = await start();
    const name = '"><script>x</script><template data-views="y">';
    await send('save', { name, path: PATH, back: '/' });

    const page = await read('/links');
    expect(page).not.toContain('<script>x');
    expect(page).toContain('&quot;&gt;&lt;script&gt;x&lt;/script&gt;');
  });
});

test.each([
  ['save', { name: '', path: PATH }],
  ['save', { name: 'x'.repeat(81), path: PATH }],
  ['save', { name: 'a\u0000b', path: PATH }],
  ['save', { name: 'x', path: '//evil.example/devices' }],
  ['save', { name: 'x', path: 'https://evil.example/' }],
  ['save', { name: 'x', path: '/logout' }],
  ['save', { name: 'x', path: '/devices/../users' }],
  ['save', { name: 'x', path: `/devices?area=${'x'.repeat(500)}` }],
] as const)('%s of %j is refused, and nothing is kept', async (act, form) => {
  const { send, door, account } = await start();

  const answer = await send(act, { ...form, back: '/' });

  expect(answer.status).toBe(400);
  expect(door.store.savedViews.listOf(account)).toEqual([]);
});

test('there are at most thirty', async () => {
  const { send, door, account } = await start();
  for (let count = 0; count < 30; count++)
    door.store.savedViews.save({ id: `v${count}`, account, name: `n${count}`, path: '/links' });

  const answer = await send('save', { name: 'one more', path: PATH, back: '/' });

  expect(answer.status).toBe(400);
  expect(await answer.text()).toContain('30');
});

test('a way back that leads elsewhere is not gone', async () => {
  const { send } = await start();
  const answer = await send('save', { name: 'x', path: PATH, back: '//evil.example' });

  expect(answer.headers.get('location')).toBe('/');
});

test('a form of another page is refused', async () => {
  const { post, cookie, door, account } = await start();
  const forged = await post('/views/save', { name: 'x', path: PATH, token: 'x' }, { cookie });
  const elsewhere = await post(
    '/views/save',
    { name: 'x', path: PATH },
    { cookie, 'sec-fetch-site': 'cross-site' },
  );

  expect([forged.status, elsewhere.status]).toEqual([403, 403]);
  expect(door.store.savedViews.listOf(account)).toEqual([]);
});

test('whoever reads without an account is not offered it, and cannot', async () => {
  const { get, url } = await startSamplePortal();

  expect(await (await get('/devices')).text()).not.toMatch(/data-views|\/views\/save/);
  const answer = await fetch(`${url}/views/save`, {
    method: 'POST',
    body: new URLSearchParams({ name: 'x' }),
  });
  expect(answer.status).toBe(404);
});

test('what a person saved goes with the person', async () => {
  const { send, door, account, addPerson } = await start();
  await addPerson('admin');
  await send('save', { name: 'Đêm', path: PATH, back: '/' });

  await erasePerson(door, account);

  expect(door.store.savedViews.listOf(account)).toEqual([]);
});
