import { expect, test } from 'vitest';
import { startSamplePortal } from '#test/support/sample-portal.ts';
import { PASSWORD, startClosedPortal } from '../door/sample-door.ts';

type Headers = Record<string, string>;

const ENGLISH = '__Host-camwatch-language=en';
const languageOf = async (answer: Response) => /<html lang="(..)"/.exec(await answer.text())?.[1];

const start = async () => {
  const { url, live } = await startSamplePortal();
  const get = (path: string, headers: Headers = {}) => fetch(url + path, { headers, redirect: 'manual' });
  return { get, live };
};

test('a language and a theme that were asked for are kept, without anything of the person', async () => {
  const { get } = await start();

  const english = await get('/devices?lang=en');
  const dark = await get('/?lang=en&theme=dark', { cookie: ENGLISH });

  const kept = 'Path=/; Max-Age=31536000; Secure; HttpOnly; SameSite=Lax';
  expect(english.headers.getSetCookie()).toEqual([`__Host-camwatch-language=en; ${kept}`]);
  expect(dark.headers.getSetCookie()).toEqual([`__Host-camwatch-theme=dark; ${kept}`]);
});

test.each<[string, string, Headers, string]>([
  ['the settings', '/', {}, 'vi'],
  ['the settings, for a browser of neither', '/', { 'accept-language': 'fr, de;q=0.5' }, 'vi'],
  ['the browser', '/', { 'accept-language': 'fr, en-GB;q=0.9, vi;q=0.8' }, 'en'],
  ['the browser, which refuses one', '/', { 'accept-language': 'en;q=0, vi;q=0.1' }, 'vi'],
  ['what was kept', '/incidents', { 'accept-language': 'vi', cookie: `a=b; ${ENGLISH}` }, 'en'],
  ['what was asked for', '/?lang=vi', { cookie: ENGLISH }, 'vi'],
  ['the settings, where what was kept is none', '/', { cookie: '__Host-camwatch-language=xx' }, 'vi'],
  ['an open page, as it is', '/', { cookie: ENGLISH, 'accept-language': 'vi', 'camwatch-page': 'a' }, 'vi'],
  ['what was kept, on a page that is not there', '/nowhere', { cookie: ENGLISH }, 'en'],
])('a page has the language of %s', async (_by, path, headers, expected) => {
  const { get } = await start();

  expect(await languageOf(await get(path, headers))).toBe(expected);
});

test('one page is answered to two people in two languages, and neither from what the other was sent', async () => {
  const { get } = await start();
  const renew = (headers: Headers) => get('/', { 'camwatch-page': 'a', ...headers });

  const [vi, en] = [await renew({}), await renew({ 'accept-language': 'en' })];
  const tag = vi.headers.get('etag') ?? '';

  expect([await languageOf(vi), await languageOf(en)]).toEqual(['vi', 'en']);
  expect((await renew({ 'if-none-match': tag })).status).toBe(304);
  expect((await renew({ 'if-none-match': tag, 'accept-language': 'en' })).status).toBe(200);
  expect(en.headers.get('vary')).toBe('Cookie, Accept-Language');
});

test('a page that renews itself and a program keep nothing', async () => {
  const { get } = await start();

  expect((await get('/?lang=en', { 'camwatch-page': 'a' })).headers.getSetCookie()).toEqual([]);
  expect((await get('/api/v1/summary', { cookie: ENGLISH })).headers.get('vary')).toBeNull();
  expect((await get('/api/v1/summary?lang=en')).status).toBe(400);
});

test('the switch is told, also back to the language of the settings', async () => {
  const { get } = await start();

  const page = await (await get('/devices', { cookie: ENGLISH })).text();

  expect(page).toContain('<a href="/devices?lang=vi" lang="vi">Tiếng Việt</a>');
});

test('the language is kept over the door, in and out', async () => {
  const { get, post, addPerson } = await startClosedPortal();
  const account = await addPerson('noc');

  const door = await get(String((await get('/devices', { cookie: ENGLISH })).headers.get('location')), {
    cookie: ENGLISH,
  });
  const entered = await post('/login', { account, password: PASSWORD, next: '/devices' });
  const [session] = entered.headers.getSetCookie()[0]?.split(';') ?? [];
  const cookie = `${session}; ${ENGLISH}`;
  const page = await get(String(entered.headers.get('location')), { cookie });
  const own = await (await get('/account', { cookie })).text();
  const token = /name="token" value="([^"]+)"/.exec(own)?.[1] ?? '';
  const out = await post('/logout', { token }, { cookie });

  expect([await languageOf(door), await languageOf(page), await languageOf(out)]).toEqual(['en', 'en', 'en']);
  expect(own).toContain('<html lang="en"');
});
