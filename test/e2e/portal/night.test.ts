import axe from 'axe-core';
import { expect, test, vi } from 'vitest';
import { addAccount } from '#accounts/actions/add-account.ts';
import { actingNight } from '#test/support/acting-night.ts';
import { type BrowserPage, useBrowser } from '#test/support/browser.ts';
import { openIncidentSource, sampleIncidentLedger } from '#test/support/portal-incidents.ts';
import { sampleFleet } from '#test/support/sample-fleet.ts';
import { SAMPLE_NOW_MS } from '#test/support/sample-live.ts';
import { TROUBLED_LINE } from '#test/support/troubled-portal.ts';
import { PASSWORD, startClosedPortal } from '../../integration/portal/door/sample-door.ts';

const SIZES = {
  wall: { width: 1_920, height: 1_080 },
  laptop: { width: 1_366, height: 768 },
  telephone: { width: 390, height: 844 },
} as const;
const PATH = `/incidents/${encodeURIComponent(TROUBLED_LINE)}`;
const HOUR_MS = 3_600_000;
const WARD_PATH = `/incidents/${encodeURIComponent(`devices:area:hoan-kiem@${SAMPLE_NOW_MS - 2 * HOUR_MS}`)}`;
const CAMERA_PATH = `/incidents/${encodeURIComponent(`device:cam-lang-0003@${SAMPLE_NOW_MS - 50 * HOUR_MS}`)}`;
const KEY_J = "document.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true }))";
/** Every size in both languages. */
const NIGHTS = Object.entries(SIZES).flatMap(([size, view]) =>
  (['vi', 'en'] as const).map((language) => ({
    size,
    view,
    language,
    query: language === 'vi' ? '' : '?lang=en',
  })),
);
const WORDS = {
  vi: {
    take: 'Tôi nhận xử lý',
    willTake: 'sẽ tiếp nhận 2 sự cố',
    taken: 'Đã tiếp nhận 2 trong 2 sự cố',
    handed: /Người dost\.city.*đang giữ.*chưa xác nhận/,
    asleep: 'hoãn đến 18:44',
    inShift: [/Người dost\.city.*chưa xác nhận.*6 giờ gọi lại/, /hoãn đến 18:44; Chờ cấp điện/],
  },
  en: {
    take: 'I take it',
    willTake: 'acknowledges these 2',
    taken: '2 of 2 acknowledged',
    handed: /Người dost\.city.*has it.*not accepted yet/,
    asleep: 'snoozed until 18:44',
    inShift: [/Người dost\.city.*not accepted yet.*6 giờ gọi lại/, /snoozed until 18:44; Chờ cấp điện/],
  },
} as const;
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

test.each(NIGHTS)(
  'woken by a message, on a $size in $language: logged in, the incident taken, a note written, and out',
  async ({ view: size, language, query }) => {
    const { url, addPerson, acts } = await startNight();
    const account = await addPerson('noc');
    const page = await openPage();

    await page.open(`${url}${PATH}${query}`, size);
    await isAt(page, '/login');
    expect(await page.evaluate(WIDE)).toBe(false);
    await page.evaluate(
      `${fill('account', account)}; ${fill('password', PASSWORD)}; ${press('.door button')}`,
    );
    await isAt(page, PATH);
    expect(await page.evaluate(TEXT)).toContain(WORDS[language].take);
    expect(await page.evaluate(WIDE)).toBe(false);
    await page.evaluate(press('[formaction*="/acknowledge"]'));
    await vi.waitFor(() => expect(acts).toHaveLength(1), { timeout: 10_000, interval: 50 });
    await vi.waitFor(
      async () =>
        expect(await page.evaluate('document.querySelector("form[aria-busy]") === null')).toBe(true),
      { timeout: 10_000, interval: 50 },
    );
    await page.evaluate(`${fill('text', 'Đã gọi nhà mạng.')}; ${press('.acts .second')}`);
    await vi.waitFor(() => expect(acts).toHaveLength(2), { timeout: 10_000, interval: 50 });
    expect(acts).toMatchObject([
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

test.each(NIGHTS)(
  'the end of a night, on a $size in $language: all that is mine taken, one handed over, one snoozed, and the shift with it',
  async ({ view: size, language, query }) => {
    const words = WORDS[language];
    const night = await actingNight();
    const { url, addPerson } = await startClosedPortal(sampleFleet(), {
      incidents: night.incidents,
      act: night.act,
    });
    const account = await addPerson('noc');
    const next = await addPerson('dost');
    const page = await openPage();
    const reads = async (text: string | RegExp) =>
      await vi.waitFor(async () => expect(await page.evaluate(TEXT)).toMatch(text), {
        timeout: 10_000,
        interval: 50,
      });

    await page.open(`${url}/login?next=${encodeURIComponent(`/incidents${query}`)}`, size);
    await page.evaluate(
      `${fill('account', account)}; ${fill('password', PASSWORD)}; ${press('.door button')}`,
    );
    await isAt(page, '/incidents');
    expect(await page.evaluate(WIDE)).toBe(false);
    await page.evaluate(press('.offer'));
    await isAt(page, '/incidents/take-all');
    await reads(words.willTake);
    await page.evaluate(press('.acts button'));
    await isAt(page, '/incidents/taken');
    await reads(words.taken);

    await page.open(`${url}/incidents${query}`, size);
    await page.evaluate(KEY_J);
    expect(await page.evaluate('document.activeElement.className')).toBe('row-link');
    await page.evaluate(`${KEY_J}; document.activeElement.click()`);
    await isAt(page, WARD_PATH);
    const details = (kind: string) => `.acts details[data-key="${kind}"]`;
    await page.evaluate(
      `${press(`${details('hand-over')} summary`)}; document.querySelector('[name=to]').value = ${JSON.stringify(next)}; document.querySelector('${details('hand-over')} textarea').value = 'Nhà mạng đang sửa, 6 giờ gọi lại.'; ${press(`${details('hand-over')} button`)}`,
    );
    await reads(words.handed);
    expect(await page.evaluate(WIDE)).toBe(false);
    await page.evaluate(KEY_J);
    await isAt(page, CAMERA_PATH);
    await page.evaluate(
      `document.querySelector('[name=hours]').value = '8'; document.querySelector('${details('snooze')} textarea').value = 'Chờ cấp điện sáng mai'; ${press(`${details('snooze')} button`)}`,
    );
    await reads(words.asleep);

    await page.open(`${url}/shift${query}`, size);
    expect(await page.evaluate(WIDE)).toBe(false);
    const handOver = String(await page.evaluate('document.querySelector(".hand-over textarea").value'));
    for (const told of words.inShift) expect(handOver).toMatch(told);
    expect(page.errors).toEqual([]);
  },
);

test.each([
  '/login',
  '/account',
  '/users',
  '/audit',
  'invitation',
  PATH,
  '/incidents',
  '/incidents/take-all',
  '/incidents/taken',
  '/shift',
])('axe finds nothing at the door: %s', async (path) => {
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
});
