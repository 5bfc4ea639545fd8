import { createOpenidClient } from '#accounts/openid/openid-client.ts';
import { createSecret } from '#core/domain/secret.ts';
import { CLIENT, startOpenidIssuer } from '#test/support/openid-issuer.ts';
import { sampleFleet } from '#test/support/sample-fleet.ts';
import { PASSWORD, startClosedPortal } from './sample-door.ts';

export const SUBJECT = '7f0c1d8e-5a55';

/** A portal where people log in by an issuer that is there for this test, and a browser that keeps cookies. */
export async function startOpenidPortal(
  more: { deadlineMs?: number; issuer?: string; hosts?: string[] } = {},
) {
  const clock = { nowMs: () => Date.now() };
  const issuer = await startOpenidIssuer(() => clock.nowMs());
  const fleet = sampleFleet({ camerasPerArea: 2 });
  const alerts = { pageUrl: '' };
  const settings = {
    issuer: new URL(more.issuer ?? issuer.url).href,
    ...{ clientId: CLIENT.id, clientSecret: 'env:OPENID', label: 'SSO Hà Nội' },
    ...{ scopes: ['openid'], hosts: more.hosts ?? [] },
  };
  const shown = { ...fleet, settings: { ...fleet.settings, alerts, accounts: { openid: settings } } };
  const secrets = { current: CLIENT.secret as string | undefined };
  const openid = createOpenidClient({
    nowMs: () => clock.nowMs(),
    secret: async (reference) => {
      if (secrets.current === undefined) throw new Error(`${reference}: expected a value, got none`);
      return createSecret(secrets.current);
    },
    ...(more.deadlineMs !== undefined && { deadlineMs: more.deadlineMs }),
  });
  const portal = await startClosedPortal(shown, { openid });
  // As the door of these tests has it.
  clock.nowMs = () => portal.door.clock.nowMs;
  alerts.pageUrl = `${portal.url}/`;

  /** Cookies as a browser keeps them: those of one name in the place of each other, and none that is over. */
  function openBrowser(first = '') {
    const jar = new Map<string, string>();
    const take = (header: string) => {
      const [pair = '', ...attributes] = header.split('; ');
      const [name = '', value = ''] = pair.split('=');
      if (attributes.includes('Max-Age=0')) jar.delete(name);
      else jar.set(name, value);
    };
    if (first !== '') take(first);
    const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const keep = (answer: Response) => {
      for (const header of answer.headers.getSetCookie()) take(header);
      return answer;
    };
    const get = async (path: string) => keep(await portal.get(path, { cookie: cookie() }));
    const post = async (path: string, form: Record<string, string>) =>
      keep(await portal.post(path, form, { cookie: cookie() }));
    /** To the issuer. */
    const begin = async (next = '/', lang = 'en') =>
      (await get(`/login/openid?${new URLSearchParams({ next, lang })}`)).headers.get('location') ?? '';
    /** By the page that leads on. */
    const comeBack = async (back: URL) => {
      const page = await (await portal.get(back.pathname + back.search)).text();
      return await get(onwardOf(page));
    };
    /** From the page of the account to the issuer. */
    const beginBinding = async () => {
      const token = fieldOf(await (await get('/account')).text(), 'token');
      const begun = await post('/account/openid/bind?lang=en', { token, password: PASSWORD });
      return onwardOf(await begun.text());
    };
    /** What the page asks, as it is asked. */
    const confirm = async (page: string, more: Record<string, string> = {}) => {
      const names = ['token', 'secret', 'subject'];
      const fields = Object.fromEntries(names.map((name) => [name, fieldOf(page, name)]));
      return await post('/account/openid/confirm?lang=en', { ...fields, ...more });
    };
    return { jar, cookie, get, post, begin, comeBack, beginBinding, confirm };
  }

  /** Somebody with a password whom the issuer knows. */
  async function addBound(role: 'noc' | 'admin' = 'noc', subject = SUBJECT) {
    const account = await portal.addPerson(role);
    portal.door.store.identities.bind(account, { issuer: settings.issuer, subject }, 0);
    return account;
  }

  return { ...portal, issuer, openBrowser, addBound, secrets, settings, alerts };
}

/** Where a page leads on to by itself. */
export function onwardOf(page: string): string {
  const [, address = ''] = /http-equiv="refresh" content="0; url=([^"]+)"/.exec(page) ?? [];
  return address.replaceAll('&amp;', '&');
}

/** What a form carries. */
export const fieldOf = (page: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '';

export { PASSWORD };
