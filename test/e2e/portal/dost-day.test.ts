import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findBarriers } from '#test/support/axe.ts';
import { type BrowserPage, takePicture, useBrowser } from '#test/support/browser.ts';
import { convertByOffice } from '#test/support/office.ts';
import { pdfText } from '#test/support/pdf-reader.ts';
import { startScriptedMail } from '#test/support/scripted-mail.ts';
import { tempFolder } from '#test/support/temp-ledger.ts';
import { claimedCity } from '../../integration/portal/papers/claimed-city.ts';
import { reportedCity } from '../../integration/portal/papers/reported-city.ts';
import { mailedFleet } from '../../integration/portal/papers/urged-city.ts';
import { enter } from './disputed-city.ts';
import { isNarrow, partOf, reads, WALKS } from './walk.ts';

const WORDS = {
  vi: {
    toDecide: 'Hạn quyết định đề nghị loại trừ số 1',
    accepted: /chấp thuận/,
    issued: /đã phát hành/i,
    letters: /4 đơn vị cần công văn đôn đốc/,
    moved: /đang triển khai.*80 %/s,
    preview: 'Xem trước công văn',
    sent: /1\/2 đơn vị\..*chưa gửi: đơn vị chưa có địa chỉ/s,
    before: 'không gửi lại: hôm nay đã gửi',
    make: 'Lập báo cáo',
    verify: 'Kiểm tra',
    good: 'kiểm tra: đúng',
    nothing: 'Không có việc nào đang chờ.',
  },
  en: {
    toDecide: 'Claim 1 is to be decided',
    accepted: /accepted/,
    issued: /issued/i,
    letters: /4 units to be urged/,
    moved: /in progress.*80 %/s,
    preview: 'Look at the letters',
    sent: /1 of 2 units\..*not sent: the unit has no address/s,
    before: 'not sent again: one went today',
    make: 'Make the report',
    verify: 'Verify',
    good: 'verified: good',
    nothing: 'Nothing is waiting.',
  },
} as const;
type Language = keyof typeof WORDS;
/** After all that is on record of the town, and after the forms of its second year. */
const PAPER_MS = Date.UTC(2026, 10, 30, 5);
const openPage = useBrowser();

const inLanguage = (path: string, language: Language) =>
  `${path}${path.includes('?') ? '&' : '?'}lang=${language}`;

/** Looks at each step of a walk: a picture, nothing wider than the page, no barrier. */
function looker(walk: string) {
  let step = 0;
  return async (page: BrowserPage, name: string) => {
    step++;
    await takePicture(page, `${walk}-${String(step).padStart(2, '0')}-${name}`);
    await isNarrow(page);
    expect(await findBarriers(page)).toEqual([]);
  };
}

test.each(WALKS)(
  'DOST sees what waits, decides a claim and issues a statement in $language, on a $size',
  async ({ language, size, view }) => {
    const words = WORDS[language];
    const city = await claimedCity({ key: join(tempFolder(), 'key.pem') });
    const [office, blamed] = [await city.person('dost'), await city.person('contractor', 'b')];
    await office.send('/claims/1/ask', { ...(await office.tokens('/claims/1')), party: 'contractor:b' });
    const answer = { ...(await blamed.tokens('/claims/1')), says: 'Đường truyền vẫn chạy.' };
    expect((await blamed.sendFiles('/claims/1/answer', answer)).status).toBe(303);
    const look = looker(`dost-morning-${language}-${size}`);
    const page = await openPage(view);

    await enter(page, { url: city.portal.url, account: 'dost.city', next: inLanguage('/', language) });
    const waiting = partOf(page, 'waiting').getByRole('link', { name: words.toDecide });
    await waiting.waitFor();
    await look(page, 'start');
    await waiting.click();
    await page.waitForURL((at) => at.pathname === '/claims/1');
    const decide = partOf(page, 'claim-decide');
    await decide.locator('[name=reason]').fill('EVN xác nhận mất điện.');
    await decide.locator('[value=accepted]').click();
    await partOf(page, 'effects').waitFor();
    await look(page, 'preview');
    await partOf(page, 'confirm').locator('button').first().click();
    await page.waitForURL((at) => at.pathname === '/claims/1');
    await reads(page, words.accepted);
    await look(page, 'decided');

    const period = new Date(city.downMs + 7 * 3_600_000).toISOString().slice(0, 7);
    await page.goto(city.portal.url + inLanguage(`/statements/keeper/${period}`, language));
    await partOf(page, 'statement-draft').locator('button').click();
    await partOf(page, 'statement-preview').waitFor();
    await look(page, 'draft-preview');
    await partOf(page, 'statement-preview').locator('button').first().click();
    const agreed = partOf(page, 'statement-agreed');
    await agreed.locator('summary').click();
    await agreed.locator('[name=file]').setInputFiles({
      ...{ name: 'biên bản.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') },
    });
    await look(page, 'drafted');
    await agreed.locator('form button').click();
    await reads(page, words.issued);
    await look(page, 'issued');

    await page.goto(city.portal.url + inLanguage('/waiting', language));
    await reads(page, words.nothing);
    await look(page, 'nothing-waits');
    expect(page.errors).toEqual([]);
  },
  120_000,
);

test.each(WALKS)(
  'DOST moves a task, enters a paper, sends letters and has reports made in $language, on a $size',
  async ({ language, size, view }) => {
    const words = WORDS[language];
    const mail = await startScriptedMail();
    const city = await reportedCity({
      paperMs: PAPER_MS,
      shown: mailedFleet(['truc'], mail.port),
      edit: (plan) =>
        `${plan.replace('  place: Thành phố mẫu', '  place: Thành phố mẫu\n  agency_symbol: SKHCN\n  drafting_unit: CĐS').replace(/^( {4}- \{ year: 2025.*)$/m, '$1\n    - { year: 2026, from: 2025-11-01, to: 2026-11-01, deadline: 2026-12-30, units_deadline: 2026-11-25 }')}
reminders:
  matrix: [{ id: all, from: so-khcn, to: { kinds: [ward, police, department], except: [so-khcn] } }]
  contacts: { ubnd-phuong-a: [truc] }
`,
    });
    const look = looker(`dost-afternoon-${language}-${size}`);
    const page = await openPage(view);
    const go = async (path: string) => await page.goto(city.portal.url + inLanguage(path, language));

    await enter(page, {
      ...{ url: city.portal.url, account: await city.portal.addPerson('dost') },
      next: inLanguage('/waiting', language),
    });
    await look(page, 'waiting');

    // A task that DOST leads goes on.
    await go('/plan');
    await look(page, 'plan');
    await partOf(page, 'tasks').locator('a[href*="/plan/tasks/II.1"]').first().click();
    await page.waitForURL((at) => at.pathname === '/plan/tasks/II.1');
    const task = partOf(page, 'task-form');
    await task.locator('[name="v.status"]').selectOption('in-progress');
    await task.locator('[name="v.percent"]').fill('80');
    await task.locator('[name="v.note"]').fill('Đang chỉnh lý theo ý kiến các đơn vị.');
    await task.locator('[name=reason]').fill('Trình lại');
    await look(page, 'task');
    await task.locator('form button').click();
    await reads(page, words.moved);
    await look(page, 'task-moved');

    // A paper goes with an entry.
    await go('/plan/registers/obstacle');
    await partOf(page, 'register').locator('summary').click();
    const entry = partOf(page, 'register').locator('form');
    await entry.locator('[name="v.text"]').fill('Thiếu nguồn điện tại nút giao');
    await entry.locator('[name="v.year"]').fill('2026');
    await entry.locator('[name=file]').setInputFiles({
      ...{ name: 'biên bản hiện trường.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 x') },
    });
    await look(page, 'entry');
    await entry.locator('button').click();
    await partOf(page, 'entries').getByRole('cell', { name: 'tại nút giao' }).waitFor();
    const [paper] = await Promise.all([
      page.waitForEvent('download'),
      partOf(page, 'entries').getByRole('link', { name: 'biên bản hiện trường.pdf' }).click(),
    ]);
    expect(readFileSync(await paper.path(), 'utf8')).toBe('%PDF-1.7 x');
    await look(page, 'entered');

    // Letters are read, taken and sent, and not sent twice.
    const readLetters = async () => {
      await page.locator('[name=unit][value=ubnd-phuong-a]').check();
      await page.locator('[name=unit][value=ubnd-xa-b]').check();
      await page.locator('[name=number]').fill('120/SKHCN-CĐS');
      await page.locator('[name=until]').fill('2026-12-10');
      await page.locator('[name=contact]').fill('Chị Lan, 024 3936 0000');
      await page.locator('[name=post]').fill('GIÁM ĐỐC');
      await page.locator('[name=signer]').fill('Nguyễn Văn Mẫu');
      await page.getByRole('button', { name: words.preview }).click();
      await partOf(page, 'letter-preview').waitFor();
      await reads(page, /Số: 120\/SKHCN-CĐS/);
    };
    await go('/plan/letters?year=2026&choose=none');
    await look(page, 'letters');
    await readLetters();
    await look(page, 'letters-preview');
    const [docx] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('.letter-one').first().locator('[value=docx]').click(),
    ]);
    keepPaper(await convertByOffice(readFileSync(await docx.path()), 'docx', 'pdf'), `letter-${language}`);
    const send = async () => await partOf(page, 'letter-send').locator('[value=mail]').click();
    await send();
    await reads(page, words.sent);
    await look(page, 'letters-sent');
    expect(mail.received.map(({ to }) => to)).toEqual([['truc@example.org']]);
    await go('/plan/letters?year=2026&choose=none');
    await readLetters();
    await send();
    await reads(page, words.before);
    expect(mail.received).toHaveLength(1);

    // The reports are made, verified and opened.
    await go('/reports');
    const report = partOf(page, 'make-report');
    const wishes = [
      { kind: 'month', month: '2025-10' },
      { kind: 'agency', year: '2025', agency: 'cong-an' },
      { kind: 'city', year: '2025' },
    ];
    for (const [index, { kind, ...wish }] of wishes.entries()) {
      await report.locator('[name=kind]').selectOption(kind);
      await report.locator('[name=format][value=pdf]').uncheck();
      for (const [name, value] of Object.entries(wish)) {
        const field = report.locator(`[name=${name}]`);
        if (name === 'month') await field.fill(value);
        else await field.selectOption(value);
      }
      await report.getByRole('button', { name: words.make }).click();
      const asked = partOf(page, 'reports').locator('tbody tr');
      await expect.poll(async () => await asked.count(), { timeout: 20_000 }).toBe(index + 1);
      await report.locator('button:not([aria-busy])').waitFor();
    }
    await look(page, 'reports-running');
    const made = page.locator('a[href$=".docx"]');
    await expect.poll(async () => await made.count(), { timeout: 240_000 }).toBe(3);
    const rows = page.locator('li', { has: made });
    await rows.first().getByRole('button', { name: words.verify }).click();
    await reads(page, words.good, 60_000);
    await look(page, 'reports-made');
    for (const [index, text] of ([/thành phố .*năm 2025/i, /Công an/, /tháng 10/i] as const).entries()) {
      const [file] = await Promise.all([page.waitForEvent('download'), made.nth(index).click()]);
      const pdf = await convertByOffice(readFileSync(await file.path()), 'docx', 'pdf');
      expect(pdfText(pdf).replaceAll(/\s+/g, ' ')).toMatch(text);
      keepPaper(pdf, `report-${index}-${language}`);
    }
    expect(page.errors).toEqual([]);
  },
  420_000,
);

/** A paper as an office opens it, for people to look at. */
function keepPaper(pdf: Uint8Array, name: string): void {
  const folder = process.env.CAMWATCH_PICTURES;
  if (folder !== undefined) writeFileSync(join(folder, `${name}.pdf`), pdf);
}
