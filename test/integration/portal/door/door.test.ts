import { Secret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { addAccount } from '#accounts/actions/add-account.ts';
import { disableAccount } from '#accounts/actions/keep-accounts.ts';
import { SESSION_MS } from '#accounts/actions/log-in.ts';
import { MOST_FAILURES } from '#accounts/lock-out.ts';
import { PASSWORD, startClosedPortal } from './sample-door.ts';

describe('log-in', () => {
  it('is where people are sent who are not in, and brings them to where they were going', async () => {
    const { get, post, addPerson } = await startClosedPortal();
    const sent = await get('/devices?state=down');
    expect(sent.status).toBe(303);
    const location = sent.headers.get('location') ?? '';
    expect(location).toBe('/login?next=%2Fdevices%3Fstate%3Ddown');
    const page = await get(location);
    expect(await page.text()).toContain('value="/devices?state=down"');
    const account = await addPerson('noc');
    const form = { account, password: PASSWORD, code: '', next: '/devices?state=down' };
    const entered = await post('/login', form);
    expect([entered.status, entered.headers.get('location')]).toEqual([303, '/devices?state=down']);
    const cookie = entered.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(
      /^__Host-camwatch=[\w-]{43}; Path=\/; Max-Age=604800; Secure; HttpOnly; SameSite=Strict$/,
    );
    const list = await get('/devices?state=down', { cookie: cookie.split(';')[0] ?? '' });
    expect(list.status).toBe(200);
    expect(await list.text()).toContain('href="/account?lang=vi"');
  });

  it.each(['//elsewhere.example', 'https://elsewhere.example', '/\\elsewhere.example', '/a\r\nb', 'x'])(
    'never leads elsewhere, as by %j',
    async (next) => {
      const { post, addPerson } = await startClosedPortal();
      const entered = await post('/login', { account: await addPerson('noc'), password: PASSWORD, next });
      expect(entered.headers.get('location')).toBe('/');
    },
  );

  it('says what is wrong in the language of the page, keeps the account, and shows no password again', async () => {
    const { post } = await startClosedPortal();
    const form = { account: '<b>an</b>', password: 'hunter2-hunter2', next: '/' };
    const refused = await post('/login?lang=en', form);
    const text = await refused.text();
    expect(refused.status).toBe(401);
    expect(text).toContain('role="alert"');
    expect(text).toContain('account, password or code are not right');
    expect(text).toContain('&lt;b&gt;an&lt;/b&gt;');
    expect(text).not.toContain('hunter2');
    expect(await (await post('/login', form)).text()).toContain('mật khẩu hoặc mã không đúng');
  });

  it('is shut after some failures, and says for how long', async () => {
    const { post, addPerson } = await startClosedPortal();
    const account = await addPerson('noc');
    for (let count = 0; count < MOST_FAILURES.pair; count++)
      await post('/login', { account, password: 'no' });
    const locked = await post('/login?lang=en', { account, password: PASSWORD });
    expect(locked.status).toBe(429);
    expect(await locked.text()).toContain('try again in 15 min');
  });

  it.each([
    ['from another site', { 'sec-fetch-site': 'cross-site' }],
    ['from a neighbour', { 'sec-fetch-site': 'same-site' }],
    ['typed into the address', { 'sec-fetch-site': 'none' }],
  ])('takes no form %s', async (_what, headers) => {
    const { post, addPerson } = await startClosedPortal();
    const answer = await post('/login', { account: await addPerson('noc'), password: PASSWORD }, headers);
    expect(answer.status).toBe(403);
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  it.each([
    ['JSON', 'application/json', '{}'],
    ['a file', 'multipart/form-data; boundary=x', '--x--'],
    ['more than a form has', 'application/x-www-form-urlencoded', `account=${'a'.repeat(9_000)}`],
  ])('takes no %s', async (_what, type, body) => {
    const { url } = await startClosedPortal();
    const answer = await fetch(`${url}/login`, {
      method: 'POST',
      body,
      headers: { 'content-type': type, 'sec-fetch-site': 'same-origin' },
    }).then(
      ({ status }) => status,
      () => 'cut',
    );
    expect([400, 413, 'cut']).toContain(answer);
  });
});

describe('a session', () => {
  it('ends by its form alone, and lets nobody in from then on', async () => {
    const { get, post, addPerson, enter } = await startClosedPortal();
    const cookie = await enter(await addPerson('noc'));
    const page = await (await get('/account', { cookie })).text();
    const token = /name="token" value="([\w-]+)"/.exec(page)?.[1] ?? '';
    expect((await post('/logout', { token: 'x'.repeat(token.length) }, { cookie })).status).toBe(403);
    expect((await get('/', { cookie })).status).toBe(200);
    const out = await post('/logout', { token }, { cookie });
    expect(out.headers.get('set-cookie')).toContain('Max-Age=0');
    expect((await get('/', { cookie })).status).toBe(303);
  });

  it('of its own is ended from another one, and nobody else’s', async () => {
    const { get, post, addPerson, enter, door } = await startClosedPortal();
    const [mine, other] = [await addPerson('noc'), await addPerson('auditor')];
    const [first, second, third] = [await enter(mine), await enter(mine), await enter(other)];
    const page = await (await get('/account', { cookie: second })).text();
    const token = /name="token" value="([\w-]+)"/.exec(page)?.[1] ?? '';
    const own = /name="session" value="(\w+)"/.exec(page)?.[1] ?? '';
    const [foreign] = door.store.sessions.listOf(other, door.clock.nowMs);
    for (const session of [own, foreign?.id ?? ''])
      await post('/account/sessions/end', { token, session }, { cookie: second });
    expect((await get('/', { cookie: first })).status).toBe(303);
    expect((await get('/', { cookie: third })).status).toBe(200);
  });

  it.each([
    ['of nobody', '__Host-camwatch=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
    ['under another name', (cookie: string) => cookie.replace('__Host-', '')],
    ['with a letter more', (cookie: string) => `${cookie}A`],
    ['in another case', (cookie: string) => cookie.replace(/=(.*)/, (text) => text.toLowerCase())],
  ])('%s is none', async (_what, spoil) => {
    const { get, addPerson, enter } = await startClosedPortal();
    const cookie = await enter(await addPerson('noc'));
    const spoilt = typeof spoil === 'string' ? spoil : spoil(cookie);
    expect((await get('/', { cookie: spoilt })).status).toBe(303);
    expect((await get('/api/v1/summary', { cookie: spoilt })).status).toBe(401);
  });

  it('that is over, or whose account is shut, is none', async () => {
    const { get, addPerson, enter, door } = await startClosedPortal();
    await addPerson('admin');
    const account = await addPerson('noc');
    const shut = await enter(account);
    await disableAccount(door, account);
    expect((await get('/', { cookie: shut })).status).toBe(303);
    const cookie = await enter(await addPerson('auditor'));
    door.clock.nowMs += SESSION_MS;
    expect((await get('/', { cookie })).status).toBe(303);
  });
});

describe('a link', () => {
  it('sets password and second factor, and both let in', async () => {
    const { get, post, door } = await startClosedPortal();
    const { secret } = await addAccount(door, { account: 'an', role: 'noc', name: 'Nguyễn An' });
    const page = await (await get(`/invitation/${secret}?lang=en`)).text();
    const key = /name="key" value="([A-Z2-7]+)"/.exec(page)?.[1] ?? '';
    expect(page).toContain('href="otpauth://totp/');
    const totp = new TOTP({ secret: Secret.fromBase32(key) });
    const code = totp.generate({ timestamp: door.clock.nowMs });
    const form = { password: 'tám ký tự', repeated: 'tám ký tự', key };
    const differs = await post(`/invitation/${secret}?lang=en`, { ...form, repeated: 'khác', code });
    expect(await differs.text()).toContain('The two passwords differ');
    const wrong = await post(`/invitation/${secret}?lang=en`, { ...form, code: '000000' });
    const again = await wrong.text();
    expect([wrong.status, again.includes(key)]).toEqual([400, true]);
    expect((await post(`/invitation/${secret}`, { ...form, code })).status).toBe(200);
    expect((await get(`/invitation/${secret}`)).status).toBe(404);
    door.clock.nowMs += 30_000;
    const next = totp.generate({ timestamp: door.clock.nowMs });
    expect((await post('/login', { account: 'an', password: form.password, code: next })).status).toBe(303);
    expect(door.audited.filter((text) => text.includes('account-keys'))).toHaveLength(1);
  });
});
