import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { addAccount } from '#accounts/actions/add-account.ts';
import { MOST_FAILURES } from '#accounts/lock-out.ts';
import { createAuthenticator } from '#test/support/software-authenticator.ts';
import { PASSWORD, startClosedPortal } from './sample-door.ts';

type Form = Record<string, string>;

/** The portal as a browser on this machine has it: by its name. */
async function startAtName() {
  const portal = await startClosedPortal();
  const url = portal.url.replace('127.0.0.1', 'localhost');
  const get = (path: string, headers: Form = {}) => fetch(url + path, { headers, redirect: 'manual' });
  const post = (path: string, form: Form, headers: Form = {}) =>
    fetch(url + path, {
      ...{ method: 'POST', body: new URLSearchParams(form), redirect: 'manual' },
      headers: { 'sec-fetch-site': 'same-origin', ...headers },
    });
  const tokenOf = async (cookie: string) =>
    /name="token" value="([\w-]+)"/.exec(await (await get('/account', { cookie })).text())?.[1] ?? '';
  const enter = async (account: string) => {
    const cookie = await portal.enter(account);
    return { cookie, token: await tokenOf(cookie) };
  };
  /** Adds a passkey as the pages do. */
  const addKey = async ({ cookie, token }: Form, name = 'Điện thoại') => {
    const page = await (
      await post(
        '/account/passkeys/begin',
        { token: token ?? '', password: PASSWORD },
        { cookie: cookie ?? '' },
      )
    ).text();
    const key = createAuthenticator(url);
    const form = { token: token ?? '', name, answer: key.create(optionsOf(page)) };
    const added = await post('/account/passkeys/add?lang=en', form, { cookie: cookie ?? '' });
    return { key, added };
  };
  return { ...portal, url, get, post, tokenOf, enter, addKey };
}

const plain = (text: string) => text.replaceAll('&quot;', '"').replaceAll('&amp;', '&');
const optionsOf = (page: string): string => plain(/data-options="([^"]*)"/.exec(page)?.[1] ?? '');
const fieldOf = (page: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '';

describe('a passkey', () => {
  it('is added on one’s account, asked for after the password, and removed', async () => {
    const { get, post, addPerson, enter, addKey, door } = await startAtName();
    const account = await addPerson('noc');
    const me = await enter(account);
    const { key, added } = await addKey(me, '<img src=x onerror=alert(1)>');
    expect([added.status, added.headers.get('location')]).toEqual([303, '/account?lang=en']);
    const listed = await (await get('/account?lang=en', me)).text();
    expect(listed).toContain('<strong>&lt;img src=x onerror=alert(1)&gt;</strong>');

    const asked = await post('/login?lang=en', { account, password: PASSWORD, next: '/devices' });
    expect([asked.status, asked.headers.get('set-cookie')]).toEqual([200, null]);
    const page = await asked.text();
    expect(page).toContain('Use a passkey');
    expect(page).not.toContain('code of the telephone');
    const form = { secret: fieldOf(page, 'secret'), next: fieldOf(page, 'next') };
    const entered = await post('/login/second', { ...form, answer: key.get(optionsOf(page)) });
    expect([entered.status, entered.headers.get('location')]).toEqual([303, '/devices']);
    const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect((await get('/devices', { cookie })).status).toBe(200);

    const passkey = fieldOf(listed, 'passkey');
    const wrong = await post('/account/passkeys/remove?lang=en', { ...me, passkey, password: 'no' }, me);
    expect([wrong.status, (await wrong.text()).includes('expected the one of this account')]).toEqual([
      400,
      true,
    ]);
    const removed = await post('/account/passkeys/remove', { ...me, passkey, password: PASSWORD }, me);
    expect(removed.status).toBe(303);
    expect(door.store.passkeys.listOf(account)).toEqual([]);
    expect((await post('/login', { account, password: PASSWORD })).status).toBe(303);
  });

  it('that is wrong is refused in the language of the page, and shuts the door after some', async () => {
    const { post, addPerson, enter, addKey } = await startAtName();
    const account = await addPerson('noc');
    const { key } = await addKey(await enter(account));
    for (let count = 0; count < MOST_FAILURES.pair; count++) {
      const page = await (await post('/login', { account, password: PASSWORD })).text();
      const answer = key.get(optionsOf(page), { origin: 'https://evil.example' });
      const refused = await post('/login/second', { secret: fieldOf(page, 'secret'), answer });
      expect(refused.status).toBe(401);
      expect(await refused.text()).toContain('nhận được khoá của &quot;https://evil.example&quot;');
    }
    expect((await post('/login', { account, password: PASSWORD })).status).toBe(429);
  });

  it('is made with the first password, which may then be short', async () => {
    const { post, url, door, get } = await startAtName();
    const { secret } = await addAccount(door, { account: 'an', role: 'noc', name: 'Nguyễn An' });
    const form = { password: 'tám ký tự', repeated: 'tám ký tự', code: '', with: 'passkey' };
    expect(await (await get(`/invitation/${secret}`)).text()).toContain('Lưu và tạo khoá truy cập');
    const page = await (await post(`/invitation/${secret}`, form)).text();
    expect(page).not.toContain('tám ký tự');
    const key = createAuthenticator(url);
    const answer = key.create(optionsOf(page));
    const path = `/invitation/${secret}/passkey`;
    expect((await post(path, { name: '', answer })).status).toBe(400);
    const again = await (await post(`/invitation/${secret}`, form)).text();
    expect((await post(path, { name: 'Khoá USB', answer: key.create(optionsOf(again)) })).status).toBe(200);
    expect((await post(path, { name: 'x', answer })).status).toBe(404);
    const second = await (await post('/login', { account: 'an', password: form.password })).text();
    const sent = { secret: fieldOf(second, 'secret'), answer: key.get(optionsOf(second)) };
    expect((await post('/login/second', sent)).status).toBe(303);
  });

  it('is not offered where a browser would refuse it, and its page says where', async () => {
    const portal = await startAtName();
    const { addPerson, enter, addKey, url } = portal;
    const account = await addPerson('noc');
    const me = await enter(account);
    await addKey(me);
    const inFigures = (path: string, form: Form, headers: Form = {}) =>
      fetch(url.replace('localhost', '127.0.0.1') + path, {
        ...{ method: 'POST', body: new URLSearchParams(form), redirect: 'manual' },
        headers: { 'sec-fetch-site': 'same-origin', ...headers },
      });
    const begun = await inFigures('/account/passkeys/begin?lang=en', { ...me, password: PASSWORD }, me);
    expect(begun.status).toBe(400);
    expect(await begun.text()).toContain(`On the machine of camwatch itself, open: ${url}`);
    const asked = await (await inFigures('/login?lang=en', { account, password: PASSWORD })).text();
    expect(asked).toContain(`<a href="${url}/login">${url}</a>`);
    expect(asked).not.toContain('data-passkey');
  });
});

describe('a form of passkeys', () => {
  const PATHS = ['/account/passkeys/begin', '/account/passkeys/add', '/account/passkeys/remove'];

  it.each(PATHS)('%s is taken from its own page and session alone', async (path) => {
    const { post, addPerson, enter, door } = await startAtName();
    const [me, other] = [await enter(await addPerson('noc')), await enter(await addPerson('auditor'))];
    const form = { password: PASSWORD, answer: '{}', name: 'x', passkey: 'x' };
    expect((await post(path, { ...form, token: other.token }, me)).status).toBe(403);
    expect((await post(path, { ...form, ...me }, { ...me, 'sec-fetch-site': 'cross-site' })).status).toBe(
      403,
    );
    const nobody = await post(path, form);
    expect([nobody.status, nobody.headers.get('location')]).toEqual([303, '/login']);
    expect(door.store.passkeys.listOf('noc.city')).toEqual([]);
  });

  it('of another site is not taken at the second step', async () => {
    const { post } = await startAtName();
    const answer = await post('/login/second', { secret: 'x' }, { 'sec-fetch-site': 'cross-site' });
    expect(answer.status).toBe(403);
  });

  it.each([
    ['larger than any passkey answers', 'a'.repeat(25_000), 413],
    ['no answer at all', '<script>', 401],
  ])('%s is refused', async (_what, answer, status) => {
    const { post, addPerson, enter, addKey } = await startAtName();
    const account = await addPerson('noc');
    await addKey(await enter(account));
    const page = await (await post('/login', { account, password: PASSWORD })).text();
    expect((await post('/login/second', { secret: fieldOf(page, 'secret'), answer })).status).toBe(status);
  });

  it('runs the one script that the policy of its page has by hash', async () => {
    const { post, addPerson, enter } = await startAtName();
    const me = await enter(await addPerson('noc'));
    const answer = await post('/account/passkeys/begin', { ...me, password: PASSWORD }, me);
    const policy = answer.headers.get('content-security-policy') ?? '';
    const scripts = [...(await answer.text()).matchAll(/<script>(.*?)<\/script>/gs)].map(
      ([, text = '']) => text,
    );
    expect(scripts).toHaveLength(1);
    const hash = createHash('sha256')
      .update(scripts[0] ?? '')
      .digest('base64');
    expect(policy).toContain(`'sha256-${hash}'`);
    expect(policy).not.toContain('unsafe');
  });
});
