import { expect, test } from 'vitest';
import { findBarriers } from '#test/support/axe.ts';
import { type BrowserPage, SIZES, takePicture, useBrowser, widthsOf } from '#test/support/browser.ts';
import { drafting } from '../../integration/portal/papers/draft-desk.ts';
import { plannedCity } from '../../integration/portal/papers/planned-city.ts';
import { enter, logIn } from './disputed-city.ts';

const openPage = useBrowser();

test.each([
  ['laptop', SIZES.laptop],
  ['telephone', SIZES.telephone],
] as const)(
  'a ward fills in its form on a %s without a mouse, mends what is wrong and hands it in',
  async (name, size) => {
    const { portal } = await plannedCity();
    const page = await openPage(size);
    const account = await portal.addPerson('agency', { organisation: 'ward' });
    await enter(page, { url: portal.url, account, next: '/plan/forms' });
    const seen = async (step: string) => {
      await takePicture(page, `draft-${name}-${step}`);
      expect([step, await findBarriers(page)]).toEqual([step, []]);
      expect([step, await widthsOf(page)]).toEqual([step, [size.width, size.width]]);
    };

    await page.getByRole('link', { name: 'Điền trên trang' }).first().click();
    await page.locator('[data-part=sheets]').waitFor();
    await seen('1-guide');
    await page.locator('.sheet-list a', { hasText: 'Kinh phí' }).click();
    await page.locator('[name="c.0.source"]').focus();
    await page.keyboard.type('Ngân sách thành phố');
    await page.keyboard.press('Tab');
    await page.keyboard.type('2025');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('nhiều');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.name')).toBe('c.1.allocated');
    await page.keyboard.type('12.000.000');
    await page.keyboard.press('Control+s');
    await page.getByText('Đã lưu.').waitFor();
    await seen('2-wrong');
    expect(await page.locator('[aria-invalid]').count()).toBe(2);

    await page.locator('.told.problem a', { hasText: 'E4' }).click();
    await page.locator('[name="c.0.allocated"]').fill('1.500.000.000');
    await page.locator('[name="c.1.allocated"]').fill('');
    await page.getByRole('button', { name: 'Lưu và soát lại' }).click();
    await page.getByText('Không có chỗ sai.').waitFor();
    await seen('3-check');
    await page.getByRole('button', { name: 'Gửi biểu mẫu' }).click();
    await page.getByText('Đã ghi sổ biểu mẫu của').waitFor();
    await seen('4-receipt');
    await page.goBack();
    await page.goBack();
    await page.goto(`${portal.url}/plan/forms/2025/ward/fill?sheet=obstacles`);
    await seen('5-obstacles');
    expect(page.errors).toEqual([]);
  },
  120_000,
);

test('a session that ends in the middle of a sheet loses nothing of it, and whoever leaves with it unsaved is asked', async () => {
  const { portal } = await plannedCity();
  const page = await openPage();
  const account = await portal.addPerson('agency', { organisation: 'ward' });
  await enter(page, { url: portal.url, account, next: '/plan/forms/2025/ward/fill?sheet=documents' });
  await page.locator('[name="c.0.number"]').fill('12/UBND');
  const asked = page.waitForEvent('dialog');
  const reloaded = page.evaluate('location.reload()');
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await reloaded;

  const { sessions } = portal.door.store;
  for (const { id } of sessions.listOf(account, portal.door.clock.nowMs)) sessions.end({ id });
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  const notice = page.locator('.out-notice');
  await notice.waitFor();
  expect(await page.locator('[name="c.0.number"]').inputValue()).toBe('12/UBND');
  const [door] = await Promise.all([page.waitForEvent('popup'), notice.locator('a').click()]);
  await logIn(door as BrowserPage, account);
  await door.waitForURL((at) => at.pathname !== '/login');
  await door.close();
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await page.getByText('Đã lưu.').waitFor();
  expect(await page.locator('[name="c.0.number"]').inputValue()).toBe('12/UBND');
});

test('the second of two who change one cell sees both, and what they wrote last stands', async () => {
  const { portal } = await plannedCity();
  const account = await portal.addPerson('agency', { organisation: 'ward' });
  const office = await portal.addPerson('dost');
  const [mine, theirs] = [await openPage(), await openPage(SIZES.telephone)];
  const at = '/plan/forms/2025/ward/fill?sheet=documents';
  await enter(mine, { url: portal.url, account, next: at });
  await enter(theirs, { url: portal.url, account: office, next: at });
  const number = '[name="c.0.number"]';
  await mine.locator(number).fill('1/UBND');
  await theirs.locator(number).fill('2/SKHCN');
  await theirs.locator('[name="c.1.subject"]').fill('Một dòng khác');
  await mine.getByRole('button', { name: 'Lưu', exact: true }).click();
  await mine.getByText('Đã lưu.').waitFor();
  await theirs.getByRole('button', { name: 'Lưu', exact: true }).click();
  await theirs.getByText(`${account} đã ghi "1/UBND" vào ô này`).waitFor();
  await takePicture(theirs, 'draft-conflict-telephone');
  expect(await findBarriers(theirs)).toEqual([]);
  expect(await theirs.locator(number).inputValue()).toBe('2/SKHCN');
  expect(await theirs.locator('[name="c.1.subject"]').inputValue()).toBe('Một dòng khác');
  await theirs.getByRole('button', { name: 'Lưu', exact: true }).click();
  await theirs.getByText('Đã lưu.').waitFor();
  await mine.goto(`${portal.url}${at}`);
  expect(await mine.locator(number).inputValue()).toBe('2/SKHCN');
});

test('a sheet is printed with what stands in it, row by row, and nothing of it is cut', async () => {
  const { portal, person } = await plannedCity();
  const police = drafting(await person('dost'), 'police');
  const long = 'Camera bị che khuất bởi tán cây, đã đề nghị đơn vị quản lý cây xanh cắt tỉa. '.repeat(5);
  await police.save('devices', { 'cam-1': { in_use: 'Không', state: 'Hoạt động tốt', note: long } });
  const row = { kind: 'Vướng mắc', text: long, owner: long, proposal: long, since: '1/9/2025' };
  await police.save('obstacles', { 'mới 1': row });
  const page = await openPage({ width: 718, height: 1_050 });
  await enter(page, { url: portal.url, account: 'dost.city', next: '/account' });
  await page.emulateMedia({ media: 'print' });
  for (const act of ['fill?sheet=devices', 'fill?sheet=obstacles', 'check']) {
    await page.goto(`${portal.url}${police.path}/${act}`);
    await takePicture(page, `draft-paper-${act.replace('fill?sheet=', '')}`);
    const cut = `[...document.querySelectorAll('main *')].filter((one) => one.checkVisibility() && !one.matches('bdi, span') && one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== 'visible' || (one.matches('textarea') && one.checkVisibility() && one.scrollHeight > one.clientHeight + 1)).map((one) => one.outerHTML.slice(0, 80))`;
    expect([act, await page.evaluate(cut)]).toEqual([act, []]);
    expect(await widthsOf(page)).toEqual([718, 718]);
  }
});
