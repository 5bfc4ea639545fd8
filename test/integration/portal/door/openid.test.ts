import { describe, expect, it } from 'vitest';
import { disableAccount } from '#accounts/actions/keep-accounts.ts';
import { UNUSED_MS } from '#accounts/actions/log-in.ts';
import { bindIdentity, unbindIdentity } from '#accounts/actions/openid.ts';
import { MOST_FAILURES } from '#accounts/lock-out.ts';
import { createOpenidClient } from '#accounts/openid/openid-client.ts';
import {
  beginTransaction,
  checksOf,
  renderTransaction,
  TRANSACTION_MS,
} from '#accounts/openid/transaction.ts';
import { createSecret } from '#core/domain/secret.ts';
import { CLIENT } from '#test/support/openid-issuer.ts';
import { startClosedPortal } from './sample-door.ts';
import { onwardOf, PASSWORD, SUBJECT, startOpenidPortal } from './sample-openid.ts';

describe('log-in by an issuer', () => {
  it('brings whoever is bound to where they were going, with a session like any other', async () => {
    const { issuer, openBrowser, addBound, door, get, url } = await startOpenidPortal();
    const account = await addBound();
    const page = await (await get('/login?next=%2Fdevices%3Fstate%3Ddown&lang=en')).text();
    const [, href = ''] = /class="button" href="([^"]+)"/.exec(page) ?? [];
    expect(href).toBe(`${url}/login/openid?lang=en&amp;next=%2Fdevices%3Fstate%3Ddown`);
    expect(page).toContain('Log in by SSO Hà Nội');
    const browser = openBrowser();
    issuer.logInAs(SUBJECT);

    const address = await browser.begin('/devices?state=down');
    const entered = await browser.comeBack(issuer.authorize(address));

    expect([entered.status, entered.headers.get('location')]).toEqual([303, '/devices?state=down']);
    expect([...browser.jar.keys()]).toEqual(['__Host-camwatch']);
    expect((await browser.get('/devices?state=down')).status).toBe(200);
    expect(door.store.sessions.listOf(account, door.clock.nowMs)).toHaveLength(1);
    expect(door.audited.at(-1)).toBe(`{"action":"openid-log-in","account":"${account}"}`);
    expect(issuer.asked).toEqual(['/.well-known/openid-configuration', '/token', '/keys']);
  });

  it('asks for a code by PKCE, and sends people back to the address of the settings whatever their request says', async () => {
    const { issuer, get, url } = await startOpenidPortal();
    const answer = await get('/login/openid?next=//elsewhere.example', {
      'x-forwarded-host': 'elsewhere.example',
      'x-forwarded-proto': 'https',
    });

    const asks = new URL(answer.headers.get('location') ?? '');
    expect(`${asks.origin}${asks.pathname}`).toBe(`${issuer.url}/authorize`);
    const { state, nonce, code_challenge, ...others } = Object.fromEntries(asks.searchParams);
    expect(others).toEqual({
      ...{ client_id: 'camwatch', response_type: 'code', scope: 'openid', code_challenge_method: 'S256' },
      ...{ redirect_uri: `${url}/login/openid/callback`, ui_locales: 'vi', prompt: 'select_account' },
    });
    expect(new Set([state, nonce, code_challenge]).size).toBe(3);
    expect(answer.headers.get('set-cookie')).toMatch(
      /^__Host-camwatch-openid=[\w.-]+; Path=\/; Max-Age=600; Secure; HttpOnly; SameSite=Strict$/,
    );
  });

  it('is asked for by a button beside the password, and only where the settings name an issuer', async () => {
    const { get, settings } = await startOpenidPortal();
    expect(await (await get('/login')).text()).toContain('Đăng nhập bằng SSO Hà Nội');
    Object.assign(settings, { label: undefined });
    expect(await (await get('/login')).text()).toContain('Đăng nhập bằng tài khoản của cơ quan');
    const { get: without } = await startClosedPortal();
    expect(await (await without('/login')).text()).not.toContain('/login/openid');
    for (const path of ['/login/openid', '/login/openid/callback', '/login/openid/finish'])
      expect((await without(path)).status).toBe(303);
  });

  it.each([
    ['nobody', SUBJECT, 'unbound', `"${SUBJECT}"`],
    ['somebody else', 'an@example.org', 'unbound', '"an@example.org"'],
  ])(
    'lets in nobody who is bound to %s, and tells them their own name there',
    async (_who, subject, why, told) => {
      const { issuer, openBrowser, addPerson, door } = await startOpenidPortal();
      await addPerson('noc');
      const browser = openBrowser();
      issuer.logInAs(subject);

      const refused = await browser.comeBack(issuer.authorize(await browser.begin()));

      const text = await refused.text();
      expect(refused.status).toBe(401);
      expect(text).toContain('no account is bound to this log-in');
      expect(text).toContain(told.replaceAll('"', '&quot;'));
      expect(text).toContain('name="password"');
      expect(browser.jar.size).toBe(0);
      expect(door.audited.at(-1)).toBe(`{"action":"openid-refuse","why":"${why}"}`);
      expect(door.audited.join()).not.toContain(subject);
    },
  );

  it.each([
    ['an e-mail address', { email: 'an@example.org', email_verified: true }],
    ['a name', { preferred_username: 'noc.city', name: 'noc.city' }],
  ])('goes by no %s that the issuer says', async (_what, claims) => {
    const { issuer, openBrowser, addPerson, door } = await startOpenidPortal();
    const account = await addPerson('noc');
    door.store.accounts.setPerson({ account, name: 'An', email: 'an@example.org' });
    issuer.logInAs('another');
    issuer.faults.claims = claims;
    const browser = openBrowser();
    expect((await browser.comeBack(issuer.authorize(await browser.begin()))).status).toBe(401);
  });

  it.each([
    ['shut', (door: Parameters<typeof disableAccount>[0], account: string) => disableAccount(door, account)],
    [
      'unused for 45 days',
      (door: { clock: { nowMs: number } }) => {
        door.clock.nowMs += UNUSED_MS;
      },
    ],
    [
      'forgotten',
      (door: Parameters<typeof unbindIdentity>[0], account: string) => unbindIdentity(door, account),
    ],
  ] as const)('lets nobody in with an account that is %s', async (what, spoil) => {
    const { issuer, openBrowser, addBound, addPerson, door } = await startOpenidPortal();
    await addPerson('admin');
    const account = await addBound();
    await spoil(door, account);
    issuer.logInAs(SUBJECT);
    const browser = openBrowser();

    const refused = await browser.comeBack(issuer.authorize(await browser.begin()));

    expect(refused.status).toBe(401);
    expect(await refused.text()).toContain(
      what === 'forgotten' ? 'no account is bound' : `the account ${account} is shut`,
    );
    expect(browser.jar.size).toBe(0);
  });
});

describe('what comes back from an issuer', () => {
  it.each([
    [
      'a forged state',
      (back: URL) => back.searchParams.set('state', 'x'.repeat(43)),
      'not begun in this browser',
    ],
    ['no state', (back: URL) => back.searchParams.delete('state'), 'not begun in this browser'],
    ['no code', (back: URL) => back.searchParams.delete('code'), 'is not right'],
    ['another code', (back: URL) => back.searchParams.set('code', 'x'), 'is not right'],
    [
      'another issuer',
      (back: URL) => back.searchParams.set('iss', 'https://elsewhere.example'),
      'is not right',
    ],
    ['no issuer, though it promised one', (back: URL) => back.searchParams.delete('iss'), 'is not right'],
    ['a refusal', (back: URL) => back.searchParams.set('error', 'access_denied'), 'did not let you in'],
  ])('with %s lets nobody in', async (_what, spoil, told) => {
    const { issuer, openBrowser, addBound } = await startOpenidPortal();
    await addBound();
    issuer.logInAs(SUBJECT);
    const browser = openBrowser();
    const back = issuer.authorize(await browser.begin());
    spoil(back);

    const refused = await browser.comeBack(back);

    expect(refused.status).toBe(401);
    expect(await refused.text()).toContain(told);
    expect(browser.jar.size).toBe(0);
  });

  it.each([
    ['of another audience', { aud: 'another' }],
    ['of many audiences, for another', { aud: ['camwatch', 'another'], azp: 'another' }],
    ['of another issuer', { iss: 'https://elsewhere.example' }],
    ['that is over', { exp: Math.floor(Date.UTC(2026, 10, 30) / 1_000) - 60 }],
    ['that begins later', { nbf: Math.floor(Date.UTC(2026, 10, 30) / 1_000) + 60 }],
    ['without an end', { exp: undefined }],
    ['with another nonce', { nonce: 'x'.repeat(43) }],
    ['without a nonce', { nonce: undefined }],
    ['of nobody', { sub: undefined }],
    ['of somebody with a line break', { sub: `${SUBJECT}\n` }],
  ])('with a token %s lets nobody in', async (_what, claims) => {
    const { issuer, openBrowser, addBound } = await startOpenidPortal();
    await addBound();
    issuer.logInAs(SUBJECT);
    issuer.faults.claims = claims;
    const browser = openBrowser();

    const refused = await browser.comeBack(issuer.authorize(await browser.begin()));

    expect(refused.status).toBe(401);
    expect(await refused.text()).toContain(
      'what the log-in service of the organisation answered is not right',
    );
    expect(browser.jar.size).toBe(0);
  });

  it('may be off by half a minute, as clocks are', async () => {
    const { issuer, openBrowser, addBound } = await startOpenidPortal();
    await addBound();
    issuer.logInAs(SUBJECT);
    issuer.faults.claims = { exp: Math.floor(Date.UTC(2026, 10, 30) / 1_000) - 20 };
    const browser = openBrowser();
    expect((await browser.comeBack(issuer.authorize(await browser.begin()))).status).toBe(303);
  });

  it('signed with a key that the issuer does not publish lets nobody in', async () => {
    const { issuer, openBrowser, addBound } = await startOpenidPortal();
    await addBound();
    issuer.logInAs(SUBJECT);
    issuer.faults.isForeignKey = true;
    const browser = openBrowser();
    expect((await browser.comeBack(issuer.authorize(await browser.begin()))).status).toBe(401);
  });

  it('is of one browser: a code that was got in another is worth nothing, also where the issuer checks no PKCE', async () => {
    const { issuer, openBrowser, addBound } = await startOpenidPortal();
    await addBound();
    issuer.logInAs(SUBJECT);
    const [mine, other] = [openBrowser(), openBrowser()];
    const stolen = issuer.authorize(await mine.begin());
    const own = issuer.authorize(await other.begin());
    stolen.searchParams.set('state', own.searchParams.get('state') ?? '');

    expect((await other.comeBack(stolen)).status).toBe(401);
    const again = issuer.authorize(await other.begin());
    const alsoStolen = issuer.authorize(await mine.begin());
    alsoStolen.searchParams.set('state', again.searchParams.get('state') ?? '');
    issuer.faults.takesAll = true;
    // The nonce is that of the browser that began.
    expect((await other.comeBack(alsoStolen)).status).toBe(401);
  });

  it('is taken once, though issuer and browser would take it again', async () => {
    const { issuer, openBrowser, addBound, door } = await startOpenidPortal();
    const account = await addBound();
    issuer.logInAs(SUBJECT);
    issuer.faults.takesAll = true;
    const browser = openBrowser();
    const back = issuer.authorize(await browser.begin());
    const kept = browser.cookie();
    expect((await browser.comeBack(back)).status).toBe(303);

    const again = openBrowser(kept);
    const replayed = await again.comeBack(back);

    expect(replayed.status).toBe(401);
    expect(await replayed.text()).toContain('this log-in was used before');
    expect(door.store.sessions.listOf(account, door.clock.nowMs)).toHaveLength(1);
  });

  it('after ten minutes is over, and one that says it lasts longer is none', async () => {
    const { issuer, openBrowser, addBound, door } = await startOpenidPortal();
    await addBound();
    issuer.logInAs(SUBJECT);
    const browser = openBrowser();
    const back = issuer.authorize(await browser.begin());
    door.clock.nowMs += TRANSACTION_MS;
    expect(await (await browser.comeBack(back)).text()).toContain('đã quá mười phút');

    const longer = openBrowser();
    const late = issuer.authorize(await longer.begin());
    const [name = '', value = ''] = [...longer.jar].flat();
    const ends = door.clock.nowMs + TRANSACTION_MS;
    longer.jar.set(name, value.replace(String(ends), String(ends + TRANSACTION_MS - 1)));
    door.clock.nowMs += TRANSACTION_MS;
    expect((await longer.comeBack(late)).status).toBe(401);
  });

  it('to a browser that never began is told where to begin', async () => {
    const { openBrowser, url } = await startOpenidPortal();
    const answer = await openBrowser().get('/login/openid/finish?code=x&state=y');
    expect(answer.status).toBe(401);
    expect(await answer.text()).toContain(`bắt đầu lại tại ${url}/login`);
  });

  it('leads on by a page that carries nothing but what it knows, as text', async () => {
    const { get } = await startOpenidPortal();
    const hostile = '"><script>alert(1)</script>';
    const page = await (
      await get(
        `/login/openid/callback?${new URLSearchParams({ code: hostile, other: 'x', state: "';url=//e" })}`,
      )
    ).text();
    expect(page).not.toContain('<script>alert');
    const onward = new URL(onwardOf(page), 'http://camwatch.invalid');
    expect(onward.origin).toBe('http://camwatch.invalid');
    expect(Object.fromEntries(onward.searchParams)).toEqual({ code: hostile, state: "';url=//e" });
  });

  it('in vain too often shuts this way for its network, and leaves the password alone', async () => {
    const { issuer, openBrowser, addBound, post } = await startOpenidPortal();
    const account = await addBound();
    issuer.logInAs('nobody');
    const browser = openBrowser();
    for (let count = 0; count < MOST_FAILURES.network; count++)
      expect((await browser.comeBack(issuer.authorize(await browser.begin()))).status).toBe(401);
    issuer.logInAs(SUBJECT);
    const asked = issuer.asked.length;

    const locked = await browser.comeBack(issuer.authorize(await browser.begin()));

    expect(locked.status).toBe(429);
    expect(await locked.text()).toContain('try again in 15 min');
    expect(issuer.asked.length).toBe(asked);
    expect((await post('/login', { account, password: PASSWORD })).status).toBe(303);
  });

  it('is not let in where the ledger does not take it', async () => {
    const { issuer, openBrowser, addBound, door } = await startOpenidPortal();
    const account = await addBound();
    issuer.logInAs(SUBJECT);
    const { ActRefused } = await import('#portal/door/act-refused.ts');
    Object.assign(door, {
      audit: () => Promise.reject(new ActRefused('LEDGER_BUSY', { en: 'the ledger is busy', vi: 'bận' })),
    });
    const browser = openBrowser();
    const answer = await browser.comeBack(issuer.authorize(await browser.begin()));
    expect([answer.status, door.store.sessions.listOf(account, door.clock.nowMs)]).toEqual([503, []]);
    expect(await answer.text()).toContain('the ledger is busy');
  });
});

describe('binding', () => {
  const tokenOf = (page: string) => /name="token" value="([\w-]+)"/.exec(page)?.[1] ?? '';

  it('is done by whoever is in, from the page of their account, and undone there', async () => {
    const { issuer, openBrowser, addPerson, enter, door } = await startOpenidPortal();
    const account = await addPerson('noc');
    const browser = openBrowser(await enter(account));
    issuer.logInAs(SUBJECT);
    const page = await (await browser.get('/account?lang=en')).text();
    expect(page).toContain('Bind it once');

    const begun = await browser.post('/account/openid/bind?lang=en', {
      token: tokenOf(page),
      password: PASSWORD,
    });
    const asked = await browser.comeBack(issuer.authorize(onwardOf(await begun.text())));
    expect(door.store.identities.of(account)).toBeUndefined();
    const bound = await browser.confirm(await asked.text());

    expect([bound.status, bound.headers.get('location')]).toEqual([303, '/account?lang=en']);
    expect(door.store.identities.of(account)).toMatchObject({ subject: SUBJECT });
    expect(door.audited.at(-1)).toBe(`{"action":"openid-bind","account":"${account}"}`);
    expect(await (await browser.get('/account?lang=en')).text()).toContain(
      `whoever logs in there as ${SUBJECT} enters`,
    );
    const other = openBrowser();
    expect((await other.comeBack(issuer.authorize(await other.begin()))).status).toBe(303);

    await browser.post('/account/openid/unbind', { token: tokenOf(page), password: PASSWORD });

    expect(door.store.identities.of(account)).toBeUndefined();
    expect(door.audited.at(-1)).toBe(`{"action":"openid-unbind","account":"${account}"}`);
    expect((await other.comeBack(issuer.authorize(await other.begin()))).status).toBe(401);
  });

  it('is done for the password alone, also by whoever makes up what the form would have begun', async () => {
    const { issuer, openBrowser, addPerson, enter, door, settings, url } = await startOpenidPortal();
    const account = await addPerson('noc');
    const browser = openBrowser(await enter(account));
    issuer.logInAs(SUBJECT);
    const token = tokenOf(await (await browser.get('/account')).text());
    for (const path of ['bind', 'unbind']) {
      const refused = await browser.post(`/account/openid/${path}?lang=en`, { token, password: 'no' });
      expect([refused.status, await refused.text()]).toEqual([
        401,
        expect.stringContaining('the one of this account'),
      ]);
    }
    const [session] = door.store.sessions.listOf(account, door.clock.nowMs);
    const given = { purpose: 'bind', language: 'en', next: '/account' } as const;
    const made = beginTransaction(given, door.clock.nowMs);
    browser.jar.set('__Host-camwatch-openid', renderTransaction(made));
    const address = await createOpenidClient({
      secret: async () => createSecret(CLIENT.secret),
      nowMs: door.nowMs,
    }).addressOf(settings, {
      ...{ ...checksOf(made, session?.id), ...made, from: 'test' },
      ...{ redirectUri: `${url}/login/openid/callback`, language: 'en' },
    });

    const refused = await browser.comeBack(issuer.authorize(address));

    expect([refused.status, await refused.text()]).toEqual([
      401,
      expect.stringContaining('begun with the password'),
    ]);
    expect(door.store.identities.of(account)).toBeUndefined();
    expect(door.audited.join()).not.toContain('openid');
  });

  it('of what another account is bound to is refused, on the page of the account', async () => {
    const { issuer, openBrowser, addPerson, addBound, enter, door } = await startOpenidPortal();
    await addBound('admin');
    const account = await addPerson('noc');
    const browser = openBrowser(await enter(account));
    issuer.logInAs(SUBJECT);
    const token = tokenOf(await (await browser.get('/account')).text());

    const begun = await browser.post('/account/openid/bind?lang=en', { token, password: PASSWORD });
    const refused = await browser.comeBack(issuer.authorize(onwardOf(await begun.text())));

    expect(refused.status).toBe(409);
    const text = await refused.text();
    expect(text).toContain('bound to another account');
    expect(text).toContain('Sessions');
    expect(door.store.identities.of(account)).toBeUndefined();
  });

  it('is begun by a form of ours alone, and ended in the session that began it', async () => {
    const { issuer, openBrowser, addPerson, enter, door } = await startOpenidPortal();
    const [first, second] = [await addPerson('noc'), await addPerson('admin')];
    const browser = openBrowser(await enter(first));
    issuer.logInAs(SUBJECT);
    expect((await browser.post('/account/openid/bind', { token: 'x' })).status).toBe(403);
    const token = tokenOf(await (await browser.get('/account')).text());
    const begun = await browser.post('/account/openid/bind', { token, password: PASSWORD });
    const back = issuer.authorize(onwardOf(await begun.text()));
    browser.jar.set('__Host-camwatch', (await enter(second)).split('=')[1] ?? '');

    expect((await browser.comeBack(back)).status).toBe(401);

    expect([first, second].map(door.store.identities.of)).toEqual([undefined, undefined]);
  });

  it('cannot be made of a log-in, nor a log-in of it', async () => {
    const { issuer, openBrowser, addPerson, enter, door } = await startOpenidPortal();
    const account = await addPerson('noc');
    const browser = openBrowser(await enter(account));
    issuer.logInAs(SUBJECT);
    const back = issuer.authorize(await browser.begin());
    const value = browser.jar.get('__Host-camwatch-openid') ?? '';
    browser.jar.set('__Host-camwatch-openid', value.replace('login.', 'bind.'));

    expect((await browser.comeBack(back)).status).toBe(401);
    expect(door.store.identities.of(account)).toBeUndefined();
  });

  it('ends where an account is invited anew, or its person is forgotten', async () => {
    const { addBound, addPerson, door, enter, post, get } = await startOpenidPortal();
    const admin = await addPerson('admin');
    const account = await addBound();
    const cookie = await enter(admin);
    const page = await (await get('/users?lang=en', { cookie })).text();
    expect(page).toContain('action="/users/unbind?lang=en"');
    await post('/users/invite', { token: tokenOf(page), account }, { cookie });
    expect(door.store.identities.of(account)).toBeUndefined();

    const identity = { issuer: 'https://a.example/', subject: 'x' };
    await bindIdentity(door, { account, ...identity });
    await post('/users/unbind', { token: tokenOf(page), account }, { cookie });
    expect(door.store.identities.of(account)).toBeUndefined();

    await bindIdentity(door, { account, ...identity });
    await post('/users/erase', { token: tokenOf(page), account }, { cookie });
    expect(door.store.identities.accountOf(identity)).toBeUndefined();
  });
});
