import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type BrowserPage, takePicture, useBrowser } from '#test/support/browser.ts';
import { type DisputedCity, disputedCity, enter, logIn } from './disputed-city.ts';
import { partOf, reads } from './walk.ts';

const ANSWER = 'Đường truyền vẫn chạy trên ắc quy, kèm nhật ký.';
const REASON = 'EVN xác nhận mất điện hai giờ.';
const openPage = useBrowser();

/** Half of an outage is claimed, and the line's contractor blamed and asked. */
async function claimed() {
  const city = await disputedCity();
  const contractor = await city.person('contractor', 'a');
  const { token } = await contractor.tokens('/claims/new?contract=keeper');
  const claim = {
    ...{ token, contract: 'keeper', entity: 'device:cam-1', cause: 'power-cut', against: 'contractor:b' },
    ...{ evidence: 'EVN 118', fromMs: city.local(0), toMs: city.local(2) },
  };
  expect((await contractor.sendFiles('/claims/new', claim, [])).status).toBe(303);
  const agency = await city.person('agency', 'x');
  const ask = { ...(await agency.tokens('/claims/1')), party: 'contractor:b' };
  expect((await agency.send('/claims/1/ask', ask)).status).toBe(303);
  const line = await city.person('contractor', 'b');
  const answer = async (files: readonly File[] = []) =>
    await line.sendFiles('/claims/1/answer', { ...(await line.tokens('/claims/1')), says: ANSWER }, files);
  return { ...city, answer };
}

async function openAs({ portal }: DisputedCity, account: string, next = '/claims/1') {
  const page = await openPage();
  await enter(page, { url: portal.url, account, next });
  return page;
}

function endSessions({ portal: { door } }: DisputedCity, account: string): void {
  for (const { id } of door.store.sessions.listOf(account, door.clock.nowMs)) door.store.sessions.end({ id });
}

/** Logs in where the page says that it must be, in another window. */
async function logInAgain(page: BrowserPage, account: string): Promise<void> {
  const notice = page.locator('.out-notice');
  await notice.waitFor();
  const [door] = await Promise.all([page.waitForEvent('popup'), notice.locator('a').click()]);
  await logIn(door as BrowserPage, account);
  await door.waitForURL((at) => at.pathname !== '/login');
  await door.close();
}

test('a session that ends in the middle of an answer loses none of it, nor its paper', async () => {
  const city = await claimed();
  const page = await openAs(city, 'contractor.b');
  await page.locator('[name=says]').fill(ANSWER);
  await page
    .locator('[name=file]')
    .setInputFiles({ name: 'nhật ký.txt', mimeType: 'text/plain', buffer: Buffer.from('ắc quy') });

  endSessions(city, 'contractor.b');
  const send = page.locator('form[action*="/answer"] button');
  await send.click();
  await logInAgain(page, 'contractor.b');
  // It has looked again, and has what its forms need of the new session.
  await page.locator('.out-notice').waitFor({ state: 'hidden' });
  expect(await page.locator('[name=says]').inputValue()).toBe(ANSWER);
  await takePicture(page, 'trouble-session-answer');
  await send.click();

  await partOf(page, 'claim-hearings').locator('a[download]').waitFor();
  expect(await partOf(page, 'claim-hearings').textContent()).toContain(ANSWER);
});

test('a session that ends in the middle of a decision loses none of it', async () => {
  const city = await claimed();
  await city.answer();
  const page = await openAs(city, 'agency.x');
  await page.locator('[name=toMs]').fill(city.local(1));
  await page.locator('[name=reason]').fill(REASON);

  endSessions(city, 'agency.x');
  await page.locator('[value=accepted]').click();
  await logInAgain(page, 'agency.x');
  expect(await page.locator('[name=reason]').inputValue()).toBe(REASON);
  await takePicture(page, 'trouble-session-decision');
  await page.locator('[value=accepted]').click();

  await partOf(page, 'effects').waitFor();
  expect(await partOf(page, 'preview').textContent()).toContain(REASON);

  // And once more before the last button.
  endSessions(city, 'agency.x');
  const confirm = partOf(page, 'confirm').locator('button').first();
  await confirm.click();
  await logInAgain(page, 'agency.x');
  await confirm.click();
  await partOf(page, 'claim-decision').waitFor();
  expect(await partOf(page, 'claim-decision').textContent()).toContain(REASON);
});

async function preview(page: BrowserPage, verdict: 'accepted' | 'rejected', reason: string) {
  await page.locator('[name=reason]').first().fill(reason);
  await page.locator(`[value=${verdict}]`).click();
  await partOf(page, 'confirm').waitFor();
}

test('two who decide one claim in two windows decide it once: the second reads what the first did', async () => {
  const city = await claimed();
  await city.answer();
  const [agency, office] = [await openAs(city, 'agency.x'), await openAs(city, 'dost.city')];
  await preview(agency, 'accepted', REASON);
  await preview(office, 'rejected', 'Giấy báo không ghi tên phố.');

  await partOf(agency, 'confirm').locator('button').first().click();
  await partOf(agency, 'claim-decision').waitFor();
  await partOf(office, 'confirm').locator('button').first().click();

  await office.getByRole('alert').filter({ hasText: 'đã có người xử lý' }).waitFor();
  await takePicture(office, 'trouble-two-windows');
  expect(await partOf(office, 'claim-decision').textContent()).toContain(REASON);
  expect(await partOf(office, 'confirm').count()).toBe(0);
});

test('after a decision the browser’s button back decides nothing again', async () => {
  const city = await claimed();
  await city.answer();
  const page = await openAs(city, 'agency.x');
  await preview(page, 'accepted', REASON);
  await partOf(page, 'confirm').locator('button').first().click();
  await partOf(page, 'claim-decision').waitFor();

  // The preview was an answer to a form: the browser asks before it sends that again, and so it does.
  await page.goBack().catch(() => undefined);
  // What it shows then cannot be loaded anew while it is put there.
  const isReloaded = async () => await page.reload().then(Boolean, () => false);
  await expect.poll(isReloaded, { timeout: 15_000 }).toBe(true);
  await page.getByRole('alert').waitFor();
  await takePicture(page, 'trouble-back');
  expect(await partOf(page, 'confirm').count()).toBe(0);
  expect(await partOf(page, 'claim-decision').textContent()).toContain(REASON);
  const [header, ...rows] = readFileSync(await city.exportLedger(), 'utf8')
    .trimEnd()
    .split('\n');
  expect(header).toContain('camwatch-ledger-export');
  expect(rows.filter((row) => row.includes(REASON))).toHaveLength(1);
});

test('a file of 100 MB is told of before it is sent, and by the server where it was sent', async () => {
  const city = await claimed();
  const film = join(city.folder, 'phim.mp4');
  writeFileSync(film, '');
  truncateSync(film, 100_000_000);
  const page = await openAs(city, 'contractor.b');
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') sent.push(request.url());
  });
  await page.locator('[name=says]').fill(ANSWER);
  await page.locator('[name=file]').setInputFiles(film);
  const problem = `document.querySelector('[name=file]').validationMessage`;
  expect(await page.evaluate(problem)).toMatch(/phim\.mp4: .*20 MB/);
  await page.locator('form[action*="/answer"] button').click();
  expect(sent).toEqual([]);

  // A browser that does not tell.
  await page.evaluate(`document.querySelector('[name=file]').setCustomValidity('')`);
  await page.locator('form[action*="/answer"] button').click();
  await reads(page, /cần tệp không quá 20 MB/);
  await takePicture(page, 'trouble-large-file');
  expect(await page.locator('[name=says]').inputValue()).toBe(ANSWER);
  expect(sent).toHaveLength(1);
});

test('a paper called ../../x is kept and taken as x', async () => {
  const city = await claimed();
  expect((await city.answer([new File(['nhật ký'], '../../x')])).status).toBe(303);
  const page = await openAs(city, 'agency.x');
  const [taken] = await Promise.all([
    page.waitForEvent('download'),
    partOf(page, 'claim-hearings').locator('a[download]').click(),
  ]);
  expect(taken.suggestedFilename()).toBe('x');
  expect(readFileSync(await taken.path(), 'utf8')).toBe('nhật ký');
});
