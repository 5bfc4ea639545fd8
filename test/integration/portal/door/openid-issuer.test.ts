import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { describe, expect, it } from 'vitest';
import { openidKey } from '#accounts/lock-out.ts';
import { MOST_ANSWER_BYTES } from '#accounts/openid/issuer-fetch.ts';
import { createOpenidClient } from '#accounts/openid/openid-client.ts';
import { createSecret } from '#core/domain/secret.ts';
import { nextPort } from '#test/support/next-port.ts';
import { CLIENT } from '#test/support/openid-issuer.ts';
import { PASSWORD, SUBJECT, startOpenidPortal } from './sample-openid.ts';

type Answer = NonNullable<Awaited<ReturnType<typeof startOpenidPortal>>['issuer']['faults']['answer']>;

const CONFIGURATION = '/.well-known/openid-configuration';

describe('an issuer', () => {
  it('that is not there is told of at the log-in page, where the password goes on', async () => {
    const port = nextPort();
    const { get, post, addBound } = await startOpenidPortal({ issuer: `http://127.0.0.1:${port}` });
    const account = await addBound();

    const answer = await get('/login/openid?lang=en&next=%2Fdevices');

    expect(answer.status).toBe(503);
    expect(answer.headers.getSetCookie().join()).not.toContain('openid');
    const page = await answer.text();
    expect(page).toContain('Not logged in: the log-in service of the organisation cannot be reached');
    expect(page).toContain('name="next" value="/devices"');
    expect((await post('/login', { account, password: PASSWORD })).status).toBe(303);
  });

  it.each([CONFIGURATION, '/token', '/keys'])('that never answers %s keeps nobody waiting', async (path) => {
    const { issuer, openBrowser, addBound } = await startOpenidPortal({ deadlineMs: 300 });
    await addBound();
    issuer.logInAs(SUBJECT);
    const late: Answer = ({ url }) => url === path;
    const browser = openBrowser();
    if (path !== CONFIGURATION) {
      const back = issuer.authorize(await browser.begin());
      issuer.faults.answer = late;
      const answer = await browser.comeBack(back);
      expect([answer.status, await answer.text()]).toEqual([
        503,
        expect.stringContaining('does not answer in time'),
      ]);
      return;
    }
    issuer.faults.answer = late;
    const answer = await browser.get('/login/openid?lang=en');
    expect([answer.status, await answer.text()]).toEqual([
      503,
      expect.stringContaining('does not answer in time'),
    ]);
  });

  it.each([
    [
      'begins an answer and never ends it',
      (response: Parameters<Answer>[1]) => void response.write('{"issuer":'),
    ],
    ['drips', (response: Parameters<Answer>[1]) => void drip(response)],
  ])('that %s keeps nobody waiting', async (_what, spoil) => {
    const { issuer, get } = await startOpenidPortal({ deadlineMs: 300 });
    issuer.faults.answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      spoil(response);
      return true;
    };
    const answer = await get('/login/openid?lang=en');
    expect([answer.status, await answer.text()]).toEqual([
      503,
      expect.stringContaining('does not answer in time'),
    ]);
  });

  it.each([CONFIGURATION, '/token', '/keys'])('whose answer to %s has no end is cut off', async (path) => {
    const { issuer, openBrowser, addBound } = await startOpenidPortal();
    await addBound();
    issuer.logInAs(SUBJECT);
    let sent = 0;
    const spaces = function* () {
      for (;;) {
        sent += 65_536;
        yield Buffer.alloc(65_536, ' ');
      }
    };
    const endless: Answer = ({ url }, response) => {
      if (url !== path) return false;
      response.writeHead(200, { 'content-type': 'application/json' });
      pipeline(spaces, response).catch(() => undefined);
      return true;
    };
    const browser = openBrowser();
    if (path === CONFIGURATION) issuer.faults.answer = endless;
    const begun = await browser.get('/login/openid?lang=en');
    if (path === CONFIGURATION) expect(begun.status).toBe(401);
    else {
      const back = issuer.authorize(begun.headers.get('location') ?? '');
      issuer.faults.answer = endless;
      expect((await browser.comeBack(back)).status).toBe(401);
    }
    // What lies in the buffers of both ends is sent as well.
    expect(sent).toBeLessThan(MOST_ANSWER_BYTES + 20_000_000);
  });

  it.each([
    ['a token endpoint elsewhere', { token_endpoint: 'https://elsewhere.example/token' }],
    ['a token endpoint on an open line', { token_endpoint: 'http://10.0.0.1/token' }],
    ['keys on this machine that are not its own', { jwks_uri: 'http://127.0.0.1:1/keys' }],
    ['keys in a file', { jwks_uri: 'file:///etc/passwd' }],
    ['keys with a user', { jwks_uri: 'http://a:b@127.0.0.1/keys' }],
    ['a page elsewhere', { authorization_endpoint: 'https://elsewhere.example/' }],
    ['a page that is a script', { authorization_endpoint: 'javascript:alert(1)' }],
  ])('that names %s is asked nothing, and nobody is sent there', async (_what, metadata) => {
    const { issuer, get } = await startOpenidPortal();
    issuer.faults.metadata = metadata;

    const answer = await get('/login/openid?lang=en');

    expect([answer.status, answer.headers.get('location')]).toEqual([503, null]);
    expect(await answer.text()).toContain('is not set up right');
    expect(issuer.asked).toEqual([CONFIGURATION]);
  });

  it('may have endpoints at hosts that the settings name, by HTTPS', async () => {
    const { issuer, get } = await startOpenidPortal({ hosts: ['login.example.org'] });
    issuer.faults.metadata = { authorization_endpoint: 'https://login.example.org/authorize?tenant=x' };
    const { headers } = await get('/login/openid');
    expect(headers.get('location')).toMatch(
      /^https:\/\/login\.example\.org\/authorize\?tenant=x&redirect_uri=/,
    );
  });

  it.each([
    ['another', { issuer: 'https://elsewhere.example' }],
    ['any of its tenants', { issuer: 'http://127.0.0.1/{tenantid}/' }],
    ['none', { issuer: undefined }],
  ])('that calls itself %s is not believed', async (_what, metadata) => {
    const { issuer, get } = await startOpenidPortal();
    issuer.faults.metadata = metadata;
    expect((await get('/login/openid')).status).toBe(401);
  });

  it.each([
    ['leads elsewhere', 302, { location: 'https://elsewhere.example/' }, '', 401],
    ['is broken', 500, { 'content-type': 'text/html' }, '<h1>', 503],
    ['answers HTML', 200, { 'content-type': 'text/html' }, '<h1>', 401],
    ['answers nonsense', 200, { 'content-type': 'application/json' }, '[', 401],
    ['answers nothing', 204, {}, '', 401],
  ])('that %s lets nobody in', async (_what, status, headers, body, expected) => {
    const { issuer, get } = await startOpenidPortal();
    issuer.faults.answer = (_request, response) => {
      response.writeHead(status, headers as Record<string, string>).end(body);
      return true;
    };
    expect((await get('/login/openid')).status).toBe(expected);
    expect(issuer.asked).toEqual([CONFIGURATION]);
  });

  it('is asked once, however many begin', async () => {
    const { issuer, get } = await startOpenidPortal();
    const answers = await Promise.all(Array.from({ length: 15 }, () => get('/login/openid')));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 15 }, () => 303));
    expect(issuer.asked).toEqual([CONFIGURATION]);
  });

  it('that is slow takes up no more than twenty', async () => {
    const { issuer, get } = await startOpenidPortal({ deadlineMs: 500 });
    issuer.faults.answer = () => true;
    const answers = await Promise.all(Array.from({ length: 25 }, () => get('/login/openid?lang=en')));
    const pages = await Promise.all(answers.map((answer) => answer.text()));
    expect(pages.filter((page) => page.includes('too many are logging in'))).toHaveLength(5);
    expect(pages.filter((page) => page.includes('does not answer in time'))).toHaveLength(20);
  });

  it('is not to blame for a secret that is not where the settings say, of which nobody is told more', async () => {
    const { secrets, get } = await startOpenidPortal();
    secrets.current = undefined;
    const answer = await get('/login/openid?lang=en');
    const page = await answer.text();
    expect(answer.status).toBe(503);
    expect(page).toContain('is not set up right');
    expect(page).not.toContain('env:OPENID');
  });

  it('that knows camwatch by another secret lets nobody in', async () => {
    const { issuer, secrets, openBrowser, addBound } = await startOpenidPortal();
    await addBound();
    issuer.logInAs(SUBJECT);
    const browser = openBrowser();
    const back = issuer.authorize(await browser.begin());
    secrets.current = 'another';
    expect((await browser.comeBack(back)).status).toBe(401);
  });
});

describe('an issuer that is slow', () => {
  const BEGUN = {
    state: 's',
    nonce: 'n',
    verifier: 'v'.repeat(43),
    purpose: 'login',
    endsMs: 0,
    redirectUri: 'http://127.0.0.1/',
    language: 'en',
  } as const;

  /** Answers nothing at the token endpoint before it is let. */
  async function startSlow(deadlineMs: number) {
    const started = await startOpenidPortal({ deadlineMs });
    const { issuer, settings } = started;
    const client = createOpenidClient({
      secret: async () => createSecret(CLIENT.secret),
      nowMs: Date.now,
      deadlineMs,
    });
    await client.addressOf(settings, { ...BEGUN, from: 'first' });
    issuer.faults.answer = ({ url }) => url === '/token';
    const back = new URL(`${BEGUN.redirectUri}?code=x&state=s&iss=${encodeURIComponent(issuer.url)}`);
    const finish = (from: string) =>
      client.identityOf(settings, back, { ...BEGUN, from }).then(
        () => 'known',
        ({ failure }) => failure,
      );
    return { ...started, client, finish };
  }

  it('is waited for by four of a network and by twenty in all, and nobody who begins', async () => {
    const { client, finish, settings } = await startSlow(500);
    const ofOne = Array.from({ length: 10 }, () => finish('one'));
    const ofOthers = Array.from({ length: 20 }, (_, count) => finish(`other-${count}`));

    const address = await client.addressOf(settings, { ...BEGUN, from: 'one' });

    expect(address).toContain('/authorize?');
    const count = async (list: Promise<string>[]) =>
      Object.groupBy(await Promise.all(list), (failure) => failure);
    expect(await count(ofOne)).toMatchObject({ late: { length: 4 }, busy: { length: 6 } });
    expect(await count(ofOthers)).toMatchObject({ late: { length: 16 }, busy: { length: 4 } });
  });

  it.each([
    ['does not answer', 'late', () => true, 1],
    [
      'fails',
      'failing',
      (_request: unknown, response: Parameters<Answer>[1]): boolean => {
        response.writeHead(500).end();
        return true;
      },
      1,
    ],
    [
      'breaks off',
      'unreachable',
      (_request: unknown, response: Parameters<Answer>[1]): boolean => {
        response.destroy();
        return true;
      },
      0,
    ],
  ] as const)(
    'or %s is asked once for one that has begun, and counted (%s)',
    async (_what, _why, answer, count) => {
      const { issuer, openBrowser, door } = await startOpenidPortal({ deadlineMs: 300 });
      const browser = openBrowser();
      const back = issuer.authorize(await browser.begin());
      const kept = browser.cookie();
      issuer.faults.answer = (request, response) => request.url === '/token' && answer(request, response);

      expect((await browser.comeBack(back)).status).toBe(503);
      const { key } = openidKey('127.0.0.1');
      expect(door.store.failures.find(key)?.count).toBe(count);
      const again = await openBrowser(kept).comeBack(back);

      expect([again.status, await again.text()]).toEqual([401, expect.stringContaining('used before')]);
      expect(issuer.asked.filter((path) => path === '/token')).toHaveLength(1);
    },
  );
});

async function drip(response: Parameters<Answer>[1]): Promise<void> {
  const timer = setInterval(() => response.write(' '), 20);
  await once(response, 'close');
  clearInterval(timer);
}
