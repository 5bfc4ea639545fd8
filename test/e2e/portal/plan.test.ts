import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { findBarriers } from '#test/support/axe.ts';
import { SIZES, takePicture, useBrowser, type Viewport, widthsOf } from '#test/support/browser.ts';
import { fillForm, write } from '#test/support/fill-form.ts';
import { PASSWORD, type startClosedPortal } from '../../integration/portal/door/sample-door.ts';
import { plannedCity } from '../../integration/portal/papers/planned-city.ts';
import { reportedCity } from '../../integration/portal/papers/reported-city.ts';

const openPage = useBrowser();

type Portal = Awaited<ReturnType<typeof startClosedPortal>>;

async function enterAs(portal: Portal, account: string, size: Viewport) {
  const page = await openPage(size);
  await page.goto(`${portal.url}/login`);
  await page.evaluate(
    `fetch('/login', { method: 'POST', body: new URLSearchParams(${JSON.stringify({ account, password: PASSWORD })}) }).then(() => 0)`,
  );
  return page;
}

test.each([
  ['laptop', SIZES.laptop],
  ['telephone', SIZES.telephone],
] as const)(
  'a unit hands in its form on a %s: what is wrong stands by its cell, and mended it is taken',
  async (name, size) => {
    const { portal, formOf } = await plannedCity();
    const page = await enterAs(portal, await portal.addPerson('agency', { organisation: 'ward' }), size);
    const good = await readFile(formOf('ward'));
    const wrong = await fillForm(good, (workbook) =>
      write(workbook, 'Kinh phí', { A4: 'Ngân sách', D4: 'nhiều', E4: '=1+1', F4: '12,345' }),
    );
    const file = page.locator('input[type=file]');
    const hand = async (buffer: Buffer) => {
      await file.setInputFiles({
        name: 'biểu của phường.xlsx',
        mimeType: 'application/octet-stream',
        buffer,
      });
      await page.getByRole('button', { name: 'Gửi' }).click();
    };

    await page.goto(`${portal.url}/plan/forms`);
    await hand(wrong);
    await page.locator('.form-flaws').waitFor();
    await takePicture(page, `plan-form-wrong-${name}`);
    expect(await findBarriers(page)).toEqual([]);
    expect(await page.locator('.form-flaws').textContent()).toContain('D4');

    await hand(good);
    await page.getByText('Đã ghi sổ biểu mẫu').waitFor();
    await page.goto(`${portal.url}/plan/forms`);
    await takePicture(page, `plan-forms-${name}`);
    expect(await widthsOf(page)).toEqual([size.width, size.width]);
    expect(page.errors.filter((error) => !error.includes('409'))).toEqual([]);
  },
);

test.each([
  ['laptop', SIZES.laptop],
  ['telephone', SIZES.telephone],
] as const)(
  'DOST looks at the plan and has a report made on a %s, which the page follows by itself',
  async (name, size) => {
    const { portal } = await reportedCity();
    const page = await enterAs(portal, await portal.addPerson('dost'), size);

    await page.goto(`${portal.url}/plan`);
    await takePicture(page, `plan-${name}`);
    expect(await findBarriers(page)).toEqual([]);
    expect(await widthsOf(page)).toEqual([size.width, size.width]);
    await page.goto(`${portal.url}/plan/forms`);
    await takePicture(page, `plan-forms-dost-${name}`);
    expect(await widthsOf(page)).toEqual([size.width, size.width]);

    await page.goto(`${portal.url}/plan/registers/document`);
    await page.locator('.register details summary').first().click();
    await takePicture(page, `plan-register-${name}`);
    expect(await findBarriers(page)).toEqual([]);
    expect(await widthsOf(page)).toEqual([size.width, size.width]);

    await page.goto(`${portal.url}/reports`);
    await page.locator('select[name=kind]').selectOption('month');
    await page.locator('input[name=month]').fill('2025-10');
    await page.getByRole('button', { name: 'Lập báo cáo' }).click();
    await page.getByText('đang lập').waitFor();
    await takePicture(page, `reports-running-${name}`);
    const docx = page.locator('a[href$=".docx"]');
    await docx.waitFor({ timeout: 60_000 });
    await page.locator('li', { has: docx }).getByRole('button', { name: 'Kiểm tra' }).click();
    await page.getByText('kiểm tra: đúng').waitFor({ timeout: 60_000 });
    await takePicture(page, `reports-${name}`);
    expect(await findBarriers(page)).toEqual([]);
    expect(await widthsOf(page)).toEqual([size.width, size.width]);
    expect(page.errors).toEqual([]);
  },
  180_000,
);
