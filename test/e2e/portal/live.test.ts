import type { Express } from 'express';
import { expect, onTestFinished, test, vi } from 'vitest';
import { deviceEntity } from '#core/domain/state.ts';
import { openDecisions } from '#ledger/sqlite/writing/open-decisions.ts';
import { startPortal } from '#portal/server/start-portal.ts';
import { type BrowserPage, useBrowser } from '#test/support/browser.ts';
import { openIncidentSource, sampleIncidentLedger } from '#test/support/portal-incidents.ts';
import { SAMPLE_NOW_MS } from '#test/support/sample-live.ts';
import { TROUBLED_LINE } from '#test/support/troubled-portal.ts';
import { PASSWORD, startClosedPortal } from '../../integration/portal/door/sample-door.ts';

const openPage = useBrowser();
const LAPTOP = { width: 1_366, height: 768 };
const PATH = `/incidents/${encodeURIComponent(TROUBLED_LINE)}`;
const NOTE = 'Đã gọi nhà mạng, đang';
const TYPED = `document.querySelector('[name=text]').value`;
const isShown = (notice: string) => `getComputedStyle(document.querySelector('.${notice}-notice')).display`;
const write = (text: string) => `{
  const area = document.querySelector('[name=text]');
  area.value = ${JSON.stringify(text)};
  area.focus();
}`;

async function startAgain(app: Express, url: string) {
  const again = await startPortal(app, { host: '127.0.0.1', port: Number(new URL(url).port) });
  onTestFinished(() => again.close());
}

/** The city of a night whose clock goes on, and somebody of the duty desk on the page of an incident. */
async function startNight(afterAct: () => Promise<void> = async () => undefined) {
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
  const page = await openPage();
  await page.open(`${portal.url}/login`, LAPTOP);
  await logIn(page, account);
  await page.open(portal.url + PATH, LAPTOP);
  return { ...portal, account, acts, page, path };
}

const logIn = async (page: BrowserPage, account: string) =>
  await page.evaluate(
    `fetch('/login', { method: 'POST', body: new URLSearchParams(${JSON.stringify({ account, password: PASSWORD })}) }).then(() => 0)`,
  );

const eventually = async (page: BrowserPage, expression: string, value: unknown, timeout = 15_000) =>
  await vi.waitFor(async () => expect(await page.evaluate(expression)).toBe(value), {
    timeout,
    interval: 50,
  });

test('what somebody writes, where they stand and what they opened survives a change, which shows within two seconds', async () => {
  const { live, page, url } = await startNight();
  await page.open(url + PATH, { width: 390, height: 500 });
  await page.evaluate(`{
    ${write(NOTE)}
    document.querySelector('[name=text]').setSelectionRange(3, 6);
    document.querySelector('[data-part=members] .scroll').mine = 'same';
    scrollTo(0, 200);
  }`);
  const shown = `document.querySelector('[data-part=members] a[href*="cam-hoang-mai-0001"]').closest('tr').querySelector('.state').textContent`;
  await eventually(page, 'navigator.locks.query().then(({ held }) => held.length)', 1);
  const before = await page.evaluate(shown);

  const changedMs = performance.now();
  live.set(deviceEntity('cam-hoang-mai-0001'), { state: 'up' });
  await vi.waitFor(async () => expect(await page.evaluate(shown)).not.toBe(before), {
    timeout: 10_000,
    interval: 20,
  });

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
  await page.open(`${url}/devices?state=down`, LAPTOP);
  const last = `[...document.querySelectorAll('main tbody tr a')].at(-1)`;
  await page.evaluate(`{
    getSelection().selectAllChildren(document.querySelector('h1 a'));
    ${last}.focus();
  }`);
  const [href, rows] = [
    await page.evaluate('document.activeElement.href'),
    Number(await page.evaluate(`document.querySelectorAll('main tbody tr').length`)),
  ];

  live.set(deviceEntity('cam-ba-dinh-0001'), { state: 'down', reason: 'timeout' });

  await eventually(page, `document.querySelectorAll('main tbody tr').length`, rows + 1);
  expect(await page.evaluate('document.activeElement.href')).toBe(href);
  expect(await page.evaluate('getSelection().toString()')).not.toBe('');
});

test('after camwatch was away the page goes on with what was typed, having said since when it was old', async () => {
  const { app, close, page, url } = await startNight();
  await page.evaluate(write(NOTE));
  await close();
  await eventually(page, isShown('old'), 'block');
  expect(await page.evaluate(`document.querySelector('.old-notice time').textContent`)).toMatch(
    /\d{2}:\d{2}/,
  );

  await startAgain(app, url);

  await eventually(page, isShown('old'), 'none', 40_000);
  expect(await page.evaluate(TYPED)).toBe(NOTE);
});

test('with a session that was ended nothing that was typed is lost: it is sent after the next log-in', async () => {
  const { account, acts, door, page } = await startNight();
  await page.evaluate(write(NOTE));

  for (const { id } of door.store.sessions.listOf(account, door.clock.nowMs)) door.store.sessions.end({ id });
  await eventually(page, isShown('out'), 'block');
  await page.evaluate(`document.querySelector('.acts .second').click()`);
  await logIn(page, account);
  await eventually(page, isShown('out'), 'none');
  expect(await page.evaluate(TYPED)).toBe(NOTE);
  await page.evaluate(`document.querySelector('.acts .second').click()`);

  await vi.waitFor(() => expect(acts).toMatchObject([{ kind: 'note', text: NOTE }]), { timeout: 5_000 });
});

test('with a session that was ended a page on which nothing is typed goes to the door', async () => {
  const { account, door, page } = await startNight();

  for (const { id } of door.store.sessions.listOf(account, door.clock.nowMs)) door.store.sessions.end({ id });

  await eventually(page, 'location.pathname + location.search', `/login?next=${encodeURIComponent(PATH)}`);
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
  await page.evaluate(write(NOTE));
  await page.evaluate(`document.querySelector('.acts .second').click()`);
  await eventually(page, isShown('unsent'), 'block');
  await startAgain(app, url);
  const shown = await (await get(PATH, { cookie: await enter(account) })).text();
  await eventually(page, isShown('old'), 'none', 40_000);
  expect(await page.evaluate(TYPED)).toBe(NOTE);

  await page.evaluate(`document.querySelector('.acts .second').click()`);

  await eventually(page, isShown('sent'), 'block');
  expect(await page.evaluate(TYPED)).toBe('');
  const [first, second] = acts;
  expect(second).toEqual(first);
  expect(Number(/name="after" value="(\d+)"/.exec(shown)?.[1])).toBeGreaterThan(first?.afterSeq ?? 0);
});

test('a hidden page has no stream and asks for nothing', async () => {
  const { page } = await startNight();
  await eventually(page, 'navigator.locks.query().then(({ held }) => held.length)', 1);
  const asked = `performance.getEntriesByType('resource').length`;
  await page.evaluate(`{
    Object.defineProperty(document, 'hidden', { get: () => true, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }`);
  await eventually(page, 'navigator.locks.query().then(({ held }) => held.length)', 0);
  const before = await page.evaluate(asked);
  await page.evaluate(`new Promise((done) => setTimeout(done, 6000)).then(() => 0)`);
  expect(await page.evaluate(asked)).toBe(before);
});
