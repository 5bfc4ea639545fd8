import type { Express } from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { deviceEntity } from '#core/domain/state.ts';
import { openDecisions } from '#ledger/sqlite/writing/open-decisions.ts';
import { ActRefused } from '#portal/door/act-refused.ts';
import { startPortal } from '#portal/server/start-portal.ts';
import { type BrowserPage, SIZES, useBrowser, type Viewport } from '#test/support/browser.ts';
import { newsAbout, writeIncidents } from '#test/support/incident-city.ts';
import { incidentOf, openIncidentSource, sampleIncidentLedger } from '#test/support/portal-incidents.ts';
import { SAMPLE_NOW_MS } from '#test/support/sample-live.ts';
import { TROUBLED_LINE } from '#test/support/troubled-portal.ts';
import { PASSWORD, startClosedPortal } from '../../integration/portal/door/sample-door.ts';

const openPage = useBrowser();
const PATH = `/incidents/${encodeURIComponent(TROUBLED_LINE)}`;
const NOTE = 'Đã gọi nhà mạng, đang';

const noteOf = (page: BrowserPage) => page.locator('[name=text]').first();
const sendNote = (page: BrowserPage) => page.locator('.acts .second').first().click();
const isTold = async (page: BrowserPage, notice: string, state: 'visible' | 'hidden' = 'visible') =>
  await page.locator(`.${notice}-notice`).waitFor({ state });
/** Streams of events that the windows of the browser hold. */
const streamsOf = async (page: BrowserPage) =>
  await page.evaluate('navigator.locks.query().then(({ held }) => held.length)');

async function startAgain(app: Express, url: string) {
  const again = await startPortal(app, { host: '127.0.0.1', port: Number(new URL(url).port) });
  onTestFinished(() => again.close());
}

/** The city of a night whose clock goes on, and somebody of the duty desk on the page of an incident. */
async function startNight(
  afterAct: () => Promise<void> = async () => undefined,
  size: Viewport = SIZES.laptop,
) {
  const acts: {
    readonly kind: string;
    readonly text?: string | undefined;
    readonly afterSeq?: number | undefined;
  }[] = [];
  const path = sampleIncidentLedger();
  const startedMs = performance.now();
  const portal = await startClosedPortal(undefined, {
    incidents: openIncidentSource(path),
    nowMs: () => SAMPLE_NOW_MS + Math.floor(performance.now() - startedMs),
    act: async ({ kind, input: { text, afterSeq } }) => {
      acts.push({ kind, text, afterSeq });
      await afterAct();
    },
  });
  const account = await portal.addPerson('noc');
  const page = await openPage(size);
  await page.goto(`${portal.url}/login`);
  await logIn(page, account);
  await page.goto(portal.url + PATH);
  return { ...portal, account, acts, page, path };
}

/** In another window, as it were: the page itself stays where it is. */
const logIn = async (page: BrowserPage, account: string) =>
  await page.evaluate(
    `fetch('/login', { method: 'POST', body: new URLSearchParams(${JSON.stringify({ account, password: PASSWORD })}) }).then(() => 0)`,
  );

test('what somebody writes, where they stand and what they opened survives a change, which shows within two seconds', async () => {
  const { live, page } = await startNight(undefined, { width: 390, height: 500 });
  await noteOf(page).fill(NOTE);
  await noteOf(page).focus();
  await noteOf(page).evaluate((area: { setSelectionRange: (from: number, to: number) => void }) =>
    area.setSelectionRange(3, 6),
  );
  await page.evaluate(`{
    document.querySelector('[data-part=members] .scroll').mine = 'same';
    scrollTo(0, 200);
  }`);
  const shown = page
    .locator('[data-part=members] tr', { has: page.locator('a[href*="cam-hoang-mai-0001"]') })
    .locator('.state');
  await expect.poll(async () => await streamsOf(page)).toBe(1);
  const before = await shown.textContent();

  const changedMs = performance.now();
  live.set(deviceEntity('cam-hoang-mai-0001'), { state: 'up' });
  await expect.poll(async () => await shown.textContent(), { interval: 20 }).not.toBe(before);

  expect(performance.now() - changedMs).toBeLessThan(2_000);
  expect(
    await page.evaluate(`{
      const { name, value, selectionStart, selectionEnd } = document.activeElement;
      [name, value, selectionStart, selectionEnd, scrollY, document.querySelector('[data-part=members] .scroll').mine].join('|');
    }`),
  ).toBe(`text|${NOTE}|3|6|200|same`);
  expect(page.errors).toEqual([]);
});

test('the focus stays on the row it was on when rows come before it, and selected text stays selected', async () => {
  const { live, url, page } = await startNight();
  await page.goto(`${url}/devices?state=down`);
  await page.evaluate(`getSelection().selectAllChildren(document.querySelector('h1 a'))`);
  const rows = page.locator('main tbody tr');
  await rows.locator('a').last().focus();
  const focus = page.locator(':focus');
  const [href, count] = [await focus.getAttribute('href'), await rows.count()];

  live.set(deviceEntity('cam-ba-dinh-0001'), { state: 'down', reason: 'timeout' });

  await expect.poll(async () => await rows.count()).toBe(count + 1);
  expect(await focus.getAttribute('href')).toBe(href);
  expect(await page.evaluate('getSelection().toString()')).not.toBe('');
});

test('where the row that had the focus is gone, the focus is on the heading of its list and stays there', async () => {
  const { live, url, page } = await startNight();
  await page.goto(`${url}/devices?state=down`);
  const rows = page.locator('main tbody tr');
  const focused = `document.activeElement.tagName + ' ' + document.activeElement.closest('[data-part]')?.dataset.part`;
  await page.locator('main tbody a[href*="cam-hoang-mai-0001"]').focus();
  const before = await rows.count();

  live.set(deviceEntity('cam-hoang-mai-0001'), { state: 'up' });
  await expect.poll(async () => await rows.count()).toBe(before - 1);
  expect(await page.evaluate(focused)).toBe('H2 devices');
  live.set(deviceEntity('cam-hoang-mai-0002'), { state: 'up' });
  await expect.poll(async () => await rows.count()).toBe(before - 2);

  expect(await page.evaluate(focused)).toBe('H2 devices');
});

test('after camwatch was away the page goes on with what was typed, having said since when it was old', async () => {
  const { app, close, page, url } = await startNight();
  await noteOf(page).fill(NOTE);
  await close();
  await isTold(page, 'old');
  expect(await page.locator('.old-notice time').textContent()).toMatch(/\d{2}:\d{2}/);

  await startAgain(app, url);

  await page.locator('.old-notice').waitFor({ state: 'hidden', timeout: 40_000 });
  expect(await noteOf(page).inputValue()).toBe(NOTE);
});

test('with a session that was ended nothing that was typed is lost: it is sent after the next log-in', async () => {
  const { account, acts, door, page } = await startNight();
  await noteOf(page).fill(NOTE);

  for (const { id } of door.store.sessions.listOf(account, door.clock.nowMs)) door.store.sessions.end({ id });
  await isTold(page, 'out');
  await sendNote(page);
  await logIn(page, account);
  await isTold(page, 'out', 'hidden');
  expect(await noteOf(page).inputValue()).toBe(NOTE);
  await sendNote(page);

  await expect.poll(() => acts).toMatchObject([{ kind: 'note', text: NOTE }]);
});

test('with a session that was ended a page on which nothing is typed goes to the door', async () => {
  const { account, door, page, url } = await startNight();

  for (const { id } of door.store.sessions.listOf(account, door.clock.nowMs)) door.store.sessions.end({ id });

  await page.waitForURL(`${url}/login?next=${encodeURIComponent(PATH)}`);
});

test('a form whose answer is lost is kept, and says what its writer had seen when it is sent again', async () => {
  let cut = async () => {};
  const { acts, app, close, get, enter, account, page, path, url } = await startNight(() => cut());
  cut = async () => {
    cut = async () => {};
    const decisions = openDecisions(path, { author: account, nowMs: () => SAMPLE_NOW_MS });
    const body = { atMs: SAMPLE_NOW_MS, party: { kind: 'operator' }, text: NOTE };
    decisions.append('incident_step', { id: TROUBLED_LINE, action: 'noted', body });
    decisions.close();
    await close();
  };
  await noteOf(page).fill(NOTE);
  await sendNote(page);
  await isTold(page, 'unsent');
  await startAgain(app, url);
  const shown = await (await get(PATH, { cookie: await enter(account) })).text();
  await page.locator('.old-notice').waitFor({ state: 'hidden', timeout: 40_000 });
  expect(await noteOf(page).inputValue()).toBe(NOTE);

  await sendNote(page);

  await isTold(page, 'sent');
  expect(await noteOf(page).inputValue()).toBe('');
  const [first, second] = acts;
  expect(second).toEqual(first);
  expect(Number(/name="after" value="(\d+)"/.exec(shown)?.[1])).toBeGreaterThan(first?.afterSeq ?? 0);
});

test('why an act was refused, as its incident ended, stays beside its form until somebody writes on or sends again', async () => {
  let end = () => {};
  const { acts, live, page, path } = await startNight(async () => end());
  end = () => {
    end = () => {};
    const over = { number: 2, kind: 'resolved', atMs: SAMPLE_NOW_MS, left: [] } as const;
    writeIncidents(path, [newsAbout(incidentOf('link:link-hoang-mai'), over)]);
    throw new ActRefused('INCIDENT_REFUSED', { en: 'over', vi: 'đã hết' });
  };
  const refusal = page.locator('.acts [role=alert]');
  const members = page.locator('[data-part=members]');
  const shows = async (state: 'up' | 'down', word: string) => {
    live.set(deviceEntity('cam-hoang-mai-0001'), { state });
    await expect
      .poll(
        async () =>
          await members.locator('tr', { has: page.locator('a[href*="cam-hoang-mai-0001"]') }).textContent(),
      )
      .toContain(word);
  };
  await noteOf(page).fill(NOTE);

  await page.locator('[formaction*="/acknowledge"]').click();
  await refusal.waitFor();
  await shows('up', 'hoạt động');
  await shows('down', 'mất');

  expect(await refusal.textContent()).toContain('Sự cố đã khôi phục: chưa ghi gì');
  expect(await page.locator('.acts .holder').count()).toBe(0);
  expect(await noteOf(page).inputValue()).toBe(NOTE);
  await noteOf(page).press('End');
  await page.keyboard.type(' đến');
  await shows('up', 'hoạt động');
  expect(await refusal.count()).toBe(0);
  await sendNote(page);
  await isTold(page, 'sent');
  expect(acts).toMatchObject([{ kind: 'acknowledge' }, { kind: 'note', text: `${NOTE} đến` }]);
});

test('a button says that its act is under way, is not pressed twice, and is itself again', async () => {
  const { promise: isSlow, resolve: end } = Promise.withResolvers<void>();
  const { acts, live, page } = await startNight(() => isSlow);
  const button = page.locator('[formaction*="/acknowledge"]');
  const told = async () => [await button.textContent(), await button.getAttribute('aria-busy')];
  const members = page.locator('[data-part=members]');

  await button.click();
  await expect.poll(told).toEqual(['Đang gửi…', 'true']);
  live.set(deviceEntity('cam-hoang-mai-0001'), { state: 'up' });
  await expect.poll(async () => await members.textContent()).toContain('hoạt động');
  await button.click();
  expect(await told()).toEqual(['Đang gửi…', 'true']);
  end();

  await expect.poll(told).toEqual(['Tôi nhận xử lý', null]);
  expect(acts).toHaveLength(1);
});

test('a hidden page has no stream and asks for nothing', async () => {
  const { page } = await startNight();
  await expect.poll(async () => await streamsOf(page)).toBe(1);
  const asked = `performance.getEntriesByType('resource').length`;
  await page.evaluate(`{
    Object.defineProperty(document, 'hidden', { get: () => true, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }`);
  await expect.poll(async () => await streamsOf(page)).toBe(0);
  const before = await page.evaluate(asked);
  await page.evaluate(`new Promise((done) => setTimeout(done, 6000)).then(() => 0)`);
  expect(await page.evaluate(asked)).toBe(before);
});
