import { expect, test } from 'vitest';
import { addAccount } from '#accounts/actions/add-account.ts';
import { actingNight } from '#test/support/acting-night.ts';
import { findBarriers } from '#test/support/axe.ts';
import { type BrowserPage, readText, SIZES, useBrowser } from '#test/support/browser.ts';
import { openIncidentSource, sampleIncidentLedger } from '#test/support/portal-incidents.ts';
import { sampleFleet } from '#test/support/sample-fleet.ts';
import { SAMPLE_NOW_MS } from '#test/support/sample-live.ts';
import { TROUBLED_LINE } from '#test/support/troubled-portal.ts';
import { PASSWORD, startClosedPortal } from '../../integration/portal/door/sample-door.ts';

const PATH = `/incidents/${encodeURIComponent(TROUBLED_LINE)}`;
const HOUR_MS = 3_600_000;
const WARD_PATH = `/incidents/${encodeURIComponent(`devices:area:hoan-kiem@${SAMPLE_NOW_MS - 2 * HOUR_MS}`)}`;
const CAMERA_PATH = `/incidents/${encodeURIComponent(`device:cam-lang-0003@${SAMPLE_NOW_MS - 50 * HOUR_MS}`)}`;
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
    willTake: 'sẽ tiếp nhận 2 sự cố',
    taken: 'Đã tiếp nhận 2 trong 2 sự cố',
    handed: /Người dost\.city.*đang giữ.*chưa xác nhận/,
    asleep: 'hoãn đến 18:44',
    inShift: [/Người dost\.city.*chưa xác nhận.*6 giờ gọi lại/, /hoãn đến 18:44; Chờ cấp điện/],
  },
  en: {
    willTake: 'acknowledges these 2',
    taken: '2 of 2 acknowledged',
    handed: /Người dost\.city.*has it.*not accepted yet/,
    asleep: 'snoozed until 18:44',
    inShift: [/Người dost\.city.*not accepted yet.*6 giờ gọi lại/, /snoozed until 18:44; Chờ cấp điện/],
  },
} as const;
const openPage = useBrowser();

const isNarrow = async (page: BrowserPage) =>
  expect(
    await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth'),
  ).toBe(true);
const isAt = async (page: BrowserPage, path: string) =>
  await page.waitForURL(({ pathname }) => pathname === path);
const reads = async (page: BrowserPage, text: string | RegExp) =>
  await expect.poll(async () => await readText(page)).toMatch(text);

async function logIn(page: BrowserPage, account: string): Promise<void> {
  await page.locator('[name=account]').fill(account);
  await page.locator('[name=password]').fill(PASSWORD);
  await page.locator('.door button').click();
}

async function startNight() {
  const acts: object[] = [];
  const portal = await startClosedPortal(undefined, {
    incidents: openIncidentSource(sampleIncidentLedger()),
    act: async ({ kind, input }, by) => void acts.push({ kind, ...input, author: by.author }),
  });
  return { ...portal, acts };
}

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
    const page = await openPage(size);

    await page.goto(`${url}/login?next=${encodeURIComponent(`/incidents${query}`)}`);
    await logIn(page, account);
    await isAt(page, '/incidents');
    await isNarrow(page);
    await page.locator('.offer').click();
    await isAt(page, '/incidents/take-all');
    await reads(page, words.willTake);
    await page.locator('.acts button').click();
    await isAt(page, '/incidents/taken');
    await reads(page, words.taken);

    await page.goto(`${url}/incidents${query}`);
    await page.keyboard.press('j');
    expect(await page.locator(':focus').getAttribute('class')).toBe('row-link');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await isAt(page, WARD_PATH);
    const handOver = page.locator('.acts details[data-key="hand-over"]');
    await handOver.locator('summary').click();
    await handOver.locator('[name=to]').selectOption(next);
    await handOver.locator('textarea').fill('Nhà mạng đang sửa, 6 giờ gọi lại.');
    await handOver.locator('button').click();
    await reads(page, words.handed);
    await isNarrow(page);
    await page.locator('h1').first().click();
    await page.keyboard.press('j');
    await isAt(page, CAMERA_PATH);
    const snooze = page.locator('.acts details[data-key="snooze"]');
    await snooze.locator('summary').click();
    await snooze.locator('[name=hours]').selectOption('8');
    await snooze.locator('textarea').fill('Chờ cấp điện sáng mai');
    await snooze.locator('button').click();
    await reads(page, words.asleep);

    await page.goto(`${url}/shift${query}`);
    await isNarrow(page);
    const written = await page.locator('.hand-over textarea').inputValue();
    for (const told of words.inShift) expect(written).toMatch(told);
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
    await page.goto(`${url}/login`);
    await logIn(page, account);
    await isAt(page, '/');
  }
  await page.goto(`${url}${path === 'invitation' ? `/invitation/${secret}` : path}`);

  expect(await findBarriers(page)).toEqual([]);
});
