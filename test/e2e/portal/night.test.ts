import axe from 'axe-core';
import { expect, test, vi } from 'vitest';
import { addAccount } from '#accounts/actions/add-account.ts';
import { type BrowserPage, useBrowser } from '#test/support/browser.ts';
import { openIncidentSource, sampleIncidentLedger } from '#test/support/portal-incidents.ts';
import { TROUBLED_LINE } from '#test/support/troubled-portal.ts';
import { PASSWORD, startClosedPortal } from '../../integration/portal/door/sample-door.ts';

const SIZES = {
  wall: { width: 1_920, height: 1_080 },
  laptop: { width: 1_366, height: 768 },
  telephone: { width: 390, height: 844 },
} as const;
const PATH = `/incidents/${encodeURIComponent(TROUBLED_LINE)}`;
const openPage = useBrowser();

const fill = (name: string, value: string) =>
  `document.querySelector('[name=${name}]').value = ${JSON.stringify(value)}`;
const press = (selector: string) => `document.querySelector(${JSON.stringify(selector)}).click()`;
const WIDE = 'document.documentElement.scrollWidth > document.documentElement.clientWidth';
const TEXT = 'document.body.innerText';

async function startNight() {
  const acts: object[] = [];
  const portal = await startClosedPortal(undefined, {
    incidents: openIncidentSource(sampleIncidentLedger()),
    act: async ({ kind, input }, by) => void acts.push({ kind, ...input, author: by.author }),
  });
  return { ...portal, acts };
}

const isAt = async (page: BrowserPage, path: string) =>
  await vi.waitFor(
    async () =>
      expect(await page.evaluate('document.readyState + location.pathname')).toBe(`complete${path}`),
    { timeout: 10_000, interval: 50 },
  );

test.each(Object.entries(SIZES))(
  'woken by a message, on a %s: logged in, the incident taken, a note written, and out',
  async (_name, size) => {
    const { url, addPerson, acts } = await startNight();
    const account = await addPerson('noc');
    const page = await openPage();

    await page.open(`${url}${PATH}`, size);
    await isAt(page, '/login');
    expect(await page.evaluate(WIDE)).toBe(false);
    await page.evaluate(
      `${fill('account', account)}; ${fill('password', PASSWORD)}; ${press('.door button')}`,
    );
    await isAt(page, PATH);
    expect(await page.evaluate(TEXT)).toContain('Tôi nhận xử lý');
    expect(await page.evaluate(WIDE)).toBe(false);
    await page.evaluate(press('[formaction$="/acknowledge"]'));
    await vi.waitFor(() => expect(acts).toHaveLength(1), { timeout: 10_000, interval: 50 });
    await isAt(page, PATH);
    await page.evaluate(`${fill('text', 'Đã gọi nhà mạng.')}; ${press('.acts .second')}`);
    await vi.waitFor(() => expect(acts).toHaveLength(2), { timeout: 10_000, interval: 50 });
    expect(acts).toEqual([
      { kind: 'acknowledge', id: TROUBLED_LINE, text: undefined, author: account },
      { kind: 'note', id: TROUBLED_LINE, text: 'Đã gọi nhà mạng.', author: account },
    ]);
    await page.open(`${url}/account`, size);
    expect(await page.evaluate(WIDE)).toBe(false);
    await page.evaluate(press('[action^="/logout"] button'));
    await isAt(page, '/logout');
    await page.open(`${url}${PATH}`, size);
    await isAt(page, '/login');
    expect(page.errors).toEqual([]);
  },
);

test.each(['/login', '/account', '/users', '/audit', 'invitation', PATH])(
  'axe finds nothing at the door: %s',
  async (path) => {
    const { url, door, addPerson } = await startNight();
    const account = await addPerson('admin');
    const page = await openPage();
    const { secret } = await addAccount(door, { account: 'new', role: 'noc', name: 'Người mới' });
    if (path !== '/login') {
      await page.open(`${url}/login`, SIZES.laptop);
      await page.evaluate(
        `${fill('account', account)}; ${fill('password', PASSWORD)}; ${press('.door button')}`,
      );
      await isAt(page, '/');
    }
    await page.open(`${url}${path === 'invitation' ? `/invitation/${secret}` : path}`, SIZES.laptop);
    await page.evaluate(`${axe.source};0`);
    const found = await page.evaluate(
      `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`,
    );
    expect(found).toEqual([]);
  },
);
