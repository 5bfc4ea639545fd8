import { describe, expect, it } from 'vitest';
import { TRANSACTION_MS } from '#accounts/openid/transaction.ts';
import { fieldOf, PASSWORD, SUBJECT, startOpenidPortal } from './sample-openid.ts';

/** Somebody whose issuer has just named whoever is there. */
async function startAsked(claims: Readonly<Record<string, unknown>> = {}, subject = SUBJECT) {
  const started = await startOpenidPortal();
  const { issuer, openBrowser, addPerson, enter } = started;
  const account = await addPerson('noc');
  const browser = openBrowser(await enter(account));
  issuer.logInAs(subject);
  issuer.faults.claims = claims;
  const answer = await browser.comeBack(issuer.authorize(await browser.beginBinding()));
  return { ...started, account, browser, answer, page: await answer.text() };
}

describe('whom an account is bound to', () => {
  it('is asked of the issuer anew, whoever is logged in there', async () => {
    const { openBrowser, addPerson, enter } = await startOpenidPortal();
    const address = await openBrowser(await enter(await addPerson('noc'))).beginBinding();
    const { prompt, max_age } = Object.fromEntries(new URL(address).searchParams);
    expect([prompt, max_age]).toEqual(['login', '0']);
  });

  it('is chosen at the log-in, but where the issuer says that it lets nobody choose', async () => {
    const { issuer, openBrowser } = await startOpenidPortal();
    issuer.faults.metadata = { prompt_values_supported: ['none', 'login'] };
    expect(new URL(await openBrowser().begin()).searchParams.get('prompt')).toBeNull();
  });

  it('is nobody who was logged in there long before', async () => {
    const before = Math.floor(Date.UTC(2026, 10, 30) / 1_000) - 60;
    const { answer, page, door, account } = await startAsked({ auth_time: before });
    expect(answer.status).toBe(401);
    expect(page).toContain('took whoever was logged in there before');
    expect(door.store.identities.of(account)).toBeUndefined();
  });

  it('is somebody who has just logged in there', async () => {
    const now = Math.floor(Date.UTC(2026, 10, 30) / 1_000);
    expect((await startAsked({ auth_time: now })).page).toContain('Is this you?');
  });

  it('is shown with what the issuer calls them, as text, and bound to nothing before they say yes', async () => {
    const name = '<script>alert(1)</script>';
    const { page, door, account } = await startAsked({ name, email: 'an@example.org' });
    expect(page).not.toContain(name);
    expect(page).toContain('&lt;script&gt;alert(1)');
    for (const told of ['an@example.org', SUBJECT, 'SSO Hà Nội', account]) expect(page).toContain(told);
    expect(door.store.identities.of(account)).toBeUndefined();
    expect(door.audited.join()).not.toContain('openid');
  });

  it('is confirmed once', async () => {
    const { page, browser, door, account } = await startAsked();
    expect((await browser.confirm(page)).status).toBe(303);
    expect(door.store.identities.of(account)).toMatchObject({ subject: SUBJECT });
    door.store.identities.unbind(account);
    expect((await browser.confirm(page)).status).toBe(401);
    expect(door.store.identities.of(account)).toBeUndefined();
  });

  it.each([
    ['somebody else', { subject: 'another' }],
    ['nobody', { subject: '' }],
    ['what was made up', { secret: 'x'.repeat(43) }],
  ])('is not made %s by the form', async (_whom, more) => {
    const { page, browser, door, account } = await startAsked();
    expect((await browser.confirm(page, more)).status).toBe(401);
    expect(door.store.identities.of(account)).toBeUndefined();
  });

  it('is confirmed in the session that began, within ten minutes', async () => {
    const { page, openBrowser, enter, door, account, browser } = await startAsked();
    const other = openBrowser(await enter(account));
    const token = fieldOf(await (await other.get('/account')).text(), 'token');
    expect((await other.confirm(page, { token })).status).toBe(401);
    door.clock.nowMs += TRANSACTION_MS;
    expect((await browser.confirm(page)).status).toBe(401);
    expect(door.store.identities.of(account)).toBeUndefined();
  });

  it('is told on the page of the account and to administrators, of long names the beginning', async () => {
    const subject = 'x'.repeat(255);
    const { browser, page, openBrowser, addPerson, enter } = await startAsked({}, subject);
    await browser.confirm(page);
    const own = await (await browser.get('/account?lang=en')).text();
    expect(own).toContain(`${'x'.repeat(79)}…`);
    const admin = openBrowser(await enter(await addPerson('admin')));
    const users = await (await admin.get('/users?lang=en')).text();
    expect(users).toContain(`${'x'.repeat(39)}…`);
    expect(own + users).not.toContain(subject);
  });
});

describe('the sessions of an account', () => {
  /** Whoever entered by the issuer, and the account's own browser, in which another is about to be bound. */
  async function startBoth() {
    const started = await startOpenidPortal();
    const { issuer, openBrowser, addBound, enter } = started;
    const account = await addBound();
    const own = openBrowser(await enter(account));
    const other = openBrowser();
    issuer.logInAs(SUBJECT);
    await other.comeBack(issuer.authorize(await other.begin()));
    expect((await other.get('/devices')).status).toBe(200);
    const token = fieldOf(await (await own.get('/account')).text(), 'token');
    const statuses = async () => [(await own.get('/devices')).status, (await other.get('/devices')).status];
    return { ...started, account, own, other, token, statuses };
  }

  it('end with what bound it to an issuer, but for the one in which it is unbound', async () => {
    const { own, token, statuses } = await startBoth();
    await own.post('/account/openid/unbind', { token, password: PASSWORD });
    expect(await statuses()).toEqual([200, 303]);
  });

  it('end where an administrator unbinds it', async () => {
    const { openBrowser, enter, addPerson, account, statuses } = await startBoth();
    const admin = openBrowser(await enter(await addPerson('admin')));
    const token = fieldOf(await (await admin.get('/users')).text(), 'token');
    await admin.post('/users/unbind', { token, account });
    expect(await statuses()).toEqual([303, 303]);
    expect((await admin.get('/users')).status).toBe(200);
  });

  it.each([
    ['another', 'another', [200, 303]],
    ['the same', SUBJECT, [200, 200]],
  ])('after %s is bound in the place of who was', async (_whom, subject, expected) => {
    const { issuer, own, statuses } = await startBoth();
    issuer.logInAs(subject);
    const page = await own.comeBack(issuer.authorize(await own.beginBinding()));
    expect((await own.confirm(await page.text())).status).toBe(303);
    expect(await statuses()).toEqual(expected);
  });
});
