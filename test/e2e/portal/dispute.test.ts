import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { findBarriers } from '#test/support/axe.ts';
import { type BrowserPage, readText, takePicture, useBrowser } from '#test/support/browser.ts';
import { disputedCity, enter } from './disputed-city.ts';
import { isNarrow, partOf, reads, WALKS } from './walk.ts';

const VERIFIER = new URL('../../../verifier/verify.mjs', import.meta.url).pathname;
const WORDS = {
  vi: {
    claimed: /chờ quyết định/,
    asked: /Viễn thông B: đã hỏi, hạn trả lời/,
    accepted: /chấp thuận một phần/,
    mustRestate: 'đã phát hành: phải điều chỉnh sau khi quyết định',
    restated: /đã điều chỉnh/i,
    why: 'Vì sao?',
    clause: /điều \d/,
    meanwhile: /đã có người xử lý/,
  },
  en: {
    claimed: /waits for decision/,
    asked: /Viễn thông B: asked, may answer until/,
    accepted: /accepted in part/,
    mustRestate: 'is issued: it must be restated after the decision',
    restated: /restated/i,
    why: 'Why?',
    clause: /clause \d/,
    meanwhile: /somebody/,
  },
} as const;
const ANSWER = 'Đường truyền vẫn chạy trên ắc quy, kèm nhật ký.';
const REASON = 'EVN xác nhận mất điện một giờ rưỡi.';
const openPage = useBrowser();

type Language = (typeof WALKS)[number]['language'];

const withLanguage = (path: string, language: Language) =>
  `${path}${path.includes('?') ? '&' : '?'}lang=${language}`;

test.each(WALKS)(
  'half an outage is disputed in $language, on a $size: claimed, heard, decided, restated, and proven to the last figure',
  async ({ language, size, view }) => {
    const words = WORDS[language];
    const city = await disputedCity();
    const people = {
      contractor: await city.addPerson('contractor', 'a'),
      line: await city.addPerson('contractor', 'b'),
      agency: await city.addPerson('agency', 'x'),
      office: city.accountOf('dost'),
      auditor: await city.addPerson('auditor'),
    };
    let step = 0;
    const look = async (page: BrowserPage, name: string) => {
      step++;
      await takePicture(page, `${language}-${size}-${String(step).padStart(2, '0')}-${name}`);
      await isNarrow(page);
      expect(await findBarriers(page)).toEqual([]);
    };
    const open = async (account: string, path: string) => {
      const page = await openPage(view);
      await enter(page, { url: city.portal.url, account, next: withLanguage(path, language) });
      return page;
    };

    // The contractor finds what costs most, and claims half of it in three clicks.
    const contractor = await open(people.contractor, city.month);
    const worst = partOf(contractor, 'month-worst').locator('tbody tr').first();
    expect(await worst.textContent()).toMatch(/cam-1.*10[.,]000/);
    await look(contractor, 'month');
    await worst.locator('a[href*="/claims/new"]').click();
    await contractor.waitForURL((at) => at.pathname === '/claims/new');
    expect(await contractor.locator('[name=entity]:checked').getAttribute('value')).toBe('device:cam-1');
    await look(contractor, 'new-claim');
    await contractor.locator('[name=toMs]').fill(city.local(2));
    await contractor.locator('[name=cause]').selectOption('power-cut');
    await contractor.locator('[name=evidence]').fill('EVN thông báo mất điện số 118');
    await contractor.locator('[name=against]').selectOption('contractor:b');
    await contractor.locator('[name=file]').setInputFiles({
      name: 'thông báo EVN.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('EVN 118'),
    });
    await look(contractor, 'new-claim-filled');
    await contractor.locator('main form button').last().click();
    await contractor.waitForURL((at) => at.pathname === '/claims/1');
    await reads(contractor, words.claimed);
    await look(contractor, 'claim');

    // Whom it blames is asked, and answers with a paper.
    const agency = await open(people.agency, '/claims');
    await look(agency, 'claims');
    await agency.locator('main a[href*="/claims/1"]').first().click();
    await agency.waitForURL((at) => at.pathname === '/claims/1');
    await agency
      .locator('form[action*="/ask"]', { has: agency.locator('[value="contractor:b"]') })
      .locator('button')
      .click();
    await reads(agency, words.asked);
    await look(agency, 'asked');
    const line = await open(people.line, '/claims/1');
    await line.locator('[name=says]').fill(ANSWER);
    await line
      .locator('[name=file]')
      .setInputFiles({ name: 'nhật ký.txt', mimeType: 'text/plain', buffer: Buffer.from('ắc quy') });
    await line.locator('form[action*="/answer"] button').click();
    await reads(line, ANSWER);
    await look(line, 'answered');

    // Three quarters of what was claimed are accepted, with the figures seen first.
    const office = await open(people.office, '/claims/1');
    await reads(office, ANSWER);
    const decide = partOf(office, 'claim-decide');
    await decide.locator('[name=toMs]').fill(city.local(1.5));
    await decide.locator('[name=reason]').fill(REASON);
    await look(office, 'decide');
    await decide.locator('[value=accepted]').click();
    const effects = partOf(office, 'effects');
    await effects.waitFor();
    await reads(office, words.mustRestate);
    await look(office, 'preview');
    const figures = await effects
      .locator('tbody tr')
      .evaluateAll((rows) =>
        rows.map((row) => [...row.querySelectorAll('td.number')].map((cell) => cell.textContent ?? '')),
      );
    const changes = figures.filter((cells) => cells.length === 2);
    const [[, share = ''] = [], , [, excused = ''] = [], [moneyBefore = '', money = ''] = []] = changes;
    expect([moneyBefore, money].map((text) => text.replaceAll(/\D/g, ''))).toEqual(['20000', '10000']);
    await partOf(office, 'confirm').locator('button').first().click();
    await office.waitForURL((at) => at.pathname === '/claims/1');
    await reads(office, words.accepted);
    await look(office, 'decided');

    // What was issued is restated, by the figures that the preview told.
    await office.goto(city.portal.url + withLanguage(city.statement, language));
    await look(office, 'issued');
    const restate = partOf(office, 'statement-restate');
    await restate.locator('summary').click();
    await restate.locator('[name=reason]').fill('Quyết định về đề nghị số 1');
    await restate.locator('button').click();
    await partOf(office, 'statement-preview').waitFor();
    expect(await partOf(office, 'statement-money').textContent()).toContain(money);
    await look(office, 'restate-preview');
    await partOf(office, 'statement-preview').locator('button').first().click();
    await partOf(office, 'statement-sealed').waitFor();
    await reads(office, words.restated);
    await look(office, 'restated');

    // The contractor reads just these figures, in its statement and its month.
    await contractor.goto(city.portal.url + withLanguage(city.month, language));
    await expect.poll(async () => await partOf(contractor, 'month').textContent()).toContain(money);
    const month = (await partOf(contractor, 'month').textContent()) ?? '';
    expect(month).toContain(share);
    expect(await partOf(contractor, 'month-time').textContent()).toContain(excused);
    await look(contractor, 'month-after');
    await partOf(contractor, 'month-statement').locator('a').first().click();
    await contractor.waitForURL((at) => at.pathname === city.statement);
    expect(await partOf(contractor, 'statement-money').textContent()).toContain(money);
    expect(await partOf(contractor, 'statement-part').first().textContent()).toContain(share);

    // An auditor goes from the printed figure to its clause, rows and evidence.
    const auditor = await open(people.auditor, '/statements');
    await look(auditor, 'statements');
    await auditor.locator(`main a[href*="${city.statement}"]`).first().click();
    await auditor.waitForURL((at) => at.pathname === city.statement);
    const charged = partOf(auditor, 'statement-lines').locator('tbody tr');
    expect(await charged.count()).toBe(1);
    expect(await charged.textContent()).toContain(money);
    await charged.getByRole('link', { name: words.why }).click();
    await auditor.waitForURL((at) => at.pathname.endsWith('/explain/device%3Acam-2'));
    const why = await readText(auditor);
    for (const told of [words.clause, /change:\d+/, money]) expect(why).toMatch(told);
    await look(auditor, 'explain');
    await auditor.goto(city.portal.url + withLanguage(`${city.statement}/explain/device:cam-1`, language));
    expect(await partOf(auditor, 'explain-decisions').locator('a[href*="/claims/1"]').count()).toBe(1);
    await look(auditor, 'explain-claimed');

    // And takes home what proves it without us.
    await auditor.goto(city.portal.url + withLanguage(city.statement, language));
    const fingerprint = /[0-9a-f]{64}/.exec(
      (await partOf(auditor, 'statement').locator('dl').textContent())?.split(/khóa|key/i).at(-1) ?? '',
    );
    const [sealed] = await Promise.all([
      auditor.waitForEvent('download'),
      auditor.locator('.takes a[href*=".json"]').click(),
    ]);
    const file = join(city.folder, 'restated.json');
    await sealed.saveAs(file);
    await auditor.goto(city.portal.url + withLanguage('/verify', language));
    const [taken] = await Promise.all([
      auditor.waitForEvent('download'),
      auditor.locator('a[href*="ledger.jsonl.gz"]').click(),
    ]);
    const ledger = join(city.folder, 'taken.jsonl');
    writeFileSync(ledger, gunzipSync(readFileSync(await taken.path())));
    const told = execFileSync(
      process.execPath,
      [VERIFIER, file, ledger, '--fingerprint', `${fingerprint}`, '--json'],
      { encoding: 'utf8' },
    );
    expect(JSON.parse(told)).toMatchObject({ verdict: 'green' });
    expect([contractor, agency, line, office, auditor].flatMap(({ errors }) => errors)).toEqual([]);
  },
);
