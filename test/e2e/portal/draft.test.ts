import { expect, test } from 'vitest';
import { findBarriers } from '#test/support/axe.ts';
import { SIZES, takePicture, useBrowser, widthsOf } from '#test/support/browser.ts';
import { plannedCity } from '../../integration/portal/papers/planned-city.ts';
import { enter } from './disputed-city.ts';

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
    await page.getByRole('button', { name: 'Lưu và kiểm tra' }).click();
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
