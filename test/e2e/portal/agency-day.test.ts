import { expect, test } from 'vitest';
import { localInput } from '#core/time/local-input.ts';
import { hours } from '#core/time/units.ts';
import { findBarriers } from '#test/support/axe.ts';
import { takePicture, useBrowser } from '#test/support/browser.ts';
import { agencyCity } from './agency-city.ts';
import { enter } from './disputed-city.ts';
import { isNarrow, partOf, reads, WALKS } from './walk.ts';

const WORDS = {
  vi: {
    blind: /Điểm mù\s+.*1.*địa điểm/s,
    ward: 'mất camera duy nhất',
    own: 'camera của đơn vị khác có thể vẫn hoạt động',
    toDo: /Việc cần làm: Đặt lại máy chủ giờ/,
    heard: 'Sở X',
    inTime: 'đúng hạn, được loại trừ',
    would: /Giao 1 thiết bị cho UBND phường Láng/,
    waits: 'chờ bên nhận trả lời',
    waiting: '1 đề nghị bàn giao thiết bị chờ đơn vị trả lời',
    toAnswer: '1 đề nghị chờ đơn vị trả lời',
    agreed: 'hai bên đã đồng ý',
    forms: 'Gửi biểu mẫu',
    running: /đang lập|đang chờ/i,
  },
  en: {
    blind: /Blind spots\s+.*1.*site/s,
    ward: 'its only camera lost',
    own: 'those of another agency may work',
    toDo: /What to do: Set its time server/,
    heard: 'Sở X',
    inTime: 'in time, excused',
    would: /To UBND phường Láng from .* on: 1 device/,
    waits: 'waits for the receiver',
    waiting: '1 hand-over of devices waits for your answer',
    toAnswer: '1 proposal waits for your answer',
    agreed: 'both agree',
    forms: 'Hand in',
    running: /being made|waiting/i,
  },
} as const;
const ANSWER = 'Có mất điện toàn tuyến, kèm sổ trực ban.';
const openPage = useBrowser();

test.each(WALKS)(
  'a day of an agency in $language, on a $size: its loss and blind spots, findings, a claim answered, work, a hand-over, its form and report',
  async ({ language, size, view }) => {
    const words = WORDS[language];
    const city = await agencyCity();
    const { url } = city.portal;
    const [contractor, office] = [await city.person('contractor', 'a'), await city.person('dost')];
    for (const organisation of ['x', 'y']) await city.portal.addPerson('agency', { organisation });
    const at = (path: string) => `${path}${path.includes('?') ? '&' : '?'}lang=${language}`;
    const page = await openPage(view);
    let step = 0;
    const look = async (name: string, on = page) => {
      step++;
      await takePicture(on, `agency-${language}-${size}-${String(step).padStart(2, '0')}-${name}`);
      await isNarrow(on);
      expect(await findBarriers(on)).toEqual([]);
    };
    const go = async (path: string) => await page.goto(url + at(path));

    // In the morning: what of it is lost, and where it sees nothing at all.
    await enter(page, { url, account: 'agency.x', next: at('/') });
    await reads(page, words.blind);
    await look('home');
    await page.locator('.tiles a[href^="/blind-spots"]').click();
    await page.waitForURL((to) => to.pathname === '/blind-spots');
    await reads(page, words.ward);
    await reads(page, words.own);
    await look('blind-spots');
    await page.locator('.blind-spots a[href^="/incidents/"]').first().click();
    await page.waitForURL((to) => to.pathname.startsWith('/incidents/'));
    await look('incident');

    // What is to be seen to, and whom to tell.
    await go('/findings');
    await reads(page, words.toDo);
    await reads(page, 'Nhà thầu A');
    await look('findings');

    // The contractor claims a power cut; the agency says what it knows of it.
    const local = (ofMs: number) => localInput(ofMs, 'Asia/Ho_Chi_Minh');
    const filed = await contractor.sendFiles(
      '/claims/new',
      {
        ...{ token: (await contractor.tokens('/claims/new?contract=keeper&device=cam-1')).token },
        ...{ contract: 'keeper', entity: 'device:cam-1', cause: 'power-cut', evidence: 'EVN 118' },
        ...{ fromMs: local(city.downMs), toMs: local(city.downMs + hours(4)) },
      },
      [],
    );
    expect(filed.status).toBe(303);
    const { token, after } = await office.tokens('/claims/1');
    expect((await office.send('/claims/1/ask', { token, after, party: 'agency:x' })).status).toBe(303);
    await go('/claims');
    await look('claims');
    await page.locator('main a[href*="/claims/1"]').first().click();
    await page.waitForURL((to) => to.pathname === '/claims/1');
    await page.locator('[name=says]').fill(ANSWER);
    await look('claim');
    await page.locator('form[action*="/answer"] button').first().click();
    await reads(page, ANSWER);
    await look('claim-answered');

    // Work of its own is announced in time.
    await go('/works');
    await page.locator('[name=what]').fill('cam-1');
    await page.locator('[name=fromMs]').fill(local(Math.floor(city.nowMs / 60_000) * 60_000 + hours(72)));
    await page.locator('[name=toMs]').fill(local(Math.floor(city.nowMs / 60_000) * 60_000 + hours(74)));
    await page.locator('[data-part=announce] [name=reason]').fill('Di dời cột');
    await page.locator('[data-part=announce] button').click();
    await partOf(page, 'work-preview').waitFor();
    await reads(page, words.inTime);
    await partOf(page, 'work-preview').locator('button').first().click();
    await page.waitForURL((to) => to.pathname === '/works');
    await look('works');

    // A camera goes to the ward: proposed with the minutes, and accepted there.
    await go('/plan/handovers');
    await page.locator('[name=to]').selectOption('y');
    await page.locator('[name=day]').fill(new Date(city.nowMs + hours(24 * 5)).toISOString().slice(0, 10));
    await page.locator('[name=things]').fill('cam-3');
    await page.locator('[name=document]').fill('BB 12/BB-BG');
    await page.locator('[data-part=propose] button').click();
    await partOf(page, 'handover-preview').waitFor();
    await reads(page, words.would);
    await look('handover-preview');
    await page
      .locator('[name=file]')
      .setInputFiles([{ name: 'biên bản.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF') }]);
    await partOf(page, 'handover-preview').locator('button').first().click();
    await reads(page, words.waits);
    await look('handover-proposed');
    const ward = await openPage(view);
    await enter(ward, { url, account: 'agency.y', next: at('/') });
    await reads(ward, words.waiting);
    await ward.goto(url + at('/plan'));
    await reads(ward, words.toAnswer);
    await ward.locator('main a[href^="/plan/handovers"]').click();
    await ward.locator('[data-key^=accept] summary').click();
    await look('handover-to-accept', ward);
    await ward.locator('form[action*="/accept"] button').click();
    await reads(ward, words.agreed);
    await page.reload();
    await reads(page, words.agreed);
    await look('handover-agreed');

    // Its form of the year, and its own report.
    await go('/plan/forms');
    await reads(page, words.forms);
    await look('forms');
    await go('/reports');
    expect(await page.locator('[name=agency]').count()).toBe(0);
    await page.locator('[data-part=make-report] form button').last().click();
    await partOf(page, 'reports').locator('tbody tr').first().waitFor();
    await reads(page, words.running);
    await look('report');
    expect([...page.errors, ...ward.errors]).toEqual([]);
  },
);
