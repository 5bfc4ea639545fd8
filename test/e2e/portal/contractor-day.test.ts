import { expect, test } from 'vitest';
import { localInput } from '#core/time/local-input.ts';
import { hours } from '#core/time/units.ts';
import { findBarriers } from '#test/support/axe.ts';
import { readText, takePicture, useBrowser } from '#test/support/browser.ts';
import { contractorCity } from './contractor-city.ts';
import { enter } from './disputed-city.ts';
import { isNarrow, partOf, reads, WALKS } from './walk.ts';

const WORDS = {
  vi: {
    answerWithin: /Hạn tiếp nhận\s+còn \d+ phút/i,
    acknowledged: /đã tiếp nhận.*đúng hạn/i,
    over: /-5,\d+ giờ/,
    provisional: 'tạm tính',
    forecast: 'Dự báo cuối kỳ',
    late: 'muộn, không được loại trừ',
    inTime: 'đúng hạn, được loại trừ',
    agreed: /Nhà thầu A đã đồng ý với dự thảo này lúc .*\(tài khoản contractor\.a\)/,
  },
  en: {
    answerWithin: /To acknowledge\s+\d+ min left/i,
    acknowledged: /acknowledged.*in time/i,
    over: /-5\.\d+ h/,
    provisional: 'provisional',
    forecast: 'Forecast for the end',
    late: 'late, not excused',
    inTime: 'in time, excused',
    agreed: /Nhà thầu A agreed to this draft at .*\(account contractor\.a\)/,
  },
} as const;
const openPage = useBrowser();

test.each(WALKS)(
  'a day of the contractor in $language, on a $size: clocks, budget, a claim, planned work, a draft objected to and agreed to',
  async ({ language, size, view }) => {
    const words = WORDS[language];
    const city = await contractorCity();
    const office = await city.person('dost');
    await city.portal.addPerson('contractor', { organisation: 'a' });
    const month = new Date(city.downMs + hours(7)).toISOString().slice(0, 7);
    const at = (path: string) => `${path}${path.includes('?') ? '&' : '?'}lang=${language}`;
    const page = await openPage(view);
    let step = 0;
    const look = async (name: string) => {
      step++;
      await takePicture(page, `contractor-${language}-${size}-${String(step).padStart(2, '0')}-${name}`);
      await isNarrow(page);
      expect(await findBarriers(page)).toEqual([]);
    };
    const go = async (path: string) => await page.goto(city.portal.url + at(path));
    const local = (hoursOn: number) =>
      localInput(Math.floor(city.nowMs / 60_000) * 60_000 + hours(hoursOn), 'Asia/Ho_Chi_Minh');

    // In the morning: what is lost, and how long there is to answer.
    await enter(page, { url: city.portal.url, account: 'contractor.a', next: at('/') });
    await look('home');
    await go('/incidents');
    await reads(page, words.answerWithin);
    await look('incidents');
    await page.locator('a.row-link').first().click();
    await page.waitForURL((to) => to.pathname.startsWith('/incidents/'));
    await reads(page, words.answerWithin);
    await look('incident');
    await page.locator('button[formaction*=acknowledge]').first().click();
    await reads(page, 'Người contractor.a (Nhà thầu A)');
    city.catchUp();
    await page.reload();
    await reads(page, words.acknowledged);
    await look('acknowledged');

    // What the month looks like, as far as it is known.
    await go('/contracts');
    await look('contracts');
    await page.locator('[data-part=contracts] a[href*="/contracts/keeper"]').first().click();
    await page.waitForURL((to) => to.pathname === '/contracts/keeper');
    await reads(page, words.provisional);
    await reads(page, words.forecast);
    await look('month');
    await go(`/contracts/keeper?period=${month}`);
    await reads(page, words.over);
    await look('month-before');

    // Two cameras were lost by one power cut: claimed together, in three clicks.
    await partOf(page, 'month-worst').locator('a[href*="/claims/new"]').first().click();
    await page.waitForURL((to) => to.pathname === '/claims/new');
    await page
      .locator('details', { has: page.locator('[name=alongside]') })
      .locator('summary')
      .click();
    await page.locator('[name=alongside]').check();
    await page.locator('[name=cause]').selectOption('power-cut');
    await page.locator('[name=evidence]').fill('EVN thông báo mất điện số 118');
    await page.locator('[name=file]').setInputFiles([
      { name: 'thông báo EVN.pdf', mimeType: 'application/pdf', buffer: Buffer.from('EVN 118') },
      { name: 'ảnh tủ điện.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('jpg') },
    ]);
    await look('new-claim');
    await page.locator('main form button').last().click();
    await page.waitForURL((to) => to.pathname === '/claims/1');
    for (const told of ['cam-1', 'cam-2', 'thông báo EVN.pdf', 'ảnh tủ điện.jpg']) await reads(page, told);
    await look('claim');

    // Work that is announced too late is told so before anything is recorded.
    const announce = async (from: number, to: number) => {
      await go('/works');
      await page.locator('[name=what]').fill('cam-1');
      await page.locator('[name=fromMs]').fill(local(from));
      await page.locator('[name=toMs]').fill(local(to));
      await page.locator('[data-part=announce] [name=reason]').fill('Thay nguồn cho camera');
      await page.locator('[data-part=announce] button').click();
      await partOf(page, 'work-preview').waitFor();
    };
    await announce(2, 4);
    expect(await readText(page)).not.toContain('cam-2');
    await reads(page, words.late);
    await look('work-late');
    await announce(72, 74);
    await reads(page, words.inTime);
    await look('work-in-time');
    await partOf(page, 'work-preview').locator('button').first().click();
    await page.waitForURL((to) => to.pathname === '/works');
    await reads(page, 'Thay nguồn cho camera');
    await look('works');

    // The draft of the month before is taken, objected to, and then agreed to.
    const statement = `/statements/keeper/${month}`;
    const sealed = { ...(await office.tokens(statement)), step: 'draft' };
    expect((await office.send(`${statement}/seal`, sealed)).status).toBe(303);
    await go('/statements');
    await look('statements');
    await page.locator(`main a[href*="${statement}"]`).first().click();
    await page.waitForURL((to) => to.pathname === statement);
    await look('draft');
    const [taken] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('.takes a[href*=".pdf"]').click(),
    ]);
    expect(taken.suggestedFilename()).toMatch(/\.pdf$/);
    const objection = partOf(page, 'statement-object');
    await objection.locator('[name=line]').first().check();
    await objection.locator('[name=why]').fill('Mất điện, đã gửi đề nghị số 1');
    await objection.locator('button').click();
    await partOf(page, 'statement-objections').waitFor();
    await look('objected');
    const agreeing = partOf(page, 'statement-agree');
    await agreeing.locator('[name=agreed]').check();
    await agreeing.locator('button').click();
    await reads(page, words.agreed);
    expect(await partOf(page, 'statement-object').count()).toBe(0);
    await look('agreed');

    // DOST issues it at once, by that agreement.
    const issued = { ...(await office.tokens(statement)), step: 'issue' };
    expect((await office.send(`${statement}/seal`, issued)).status).toBe(303);
    await go(statement);
    await reads(page, 'contractor.a');
    await look('issued');
    expect(page.errors).toEqual([]);
  },
);
