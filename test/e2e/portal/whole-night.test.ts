import { expect, test } from 'vitest';
import { findBarriers } from '#test/support/axe.ts';
import { type BrowserPage, readText, SIZES, takePicture, useBrowser } from '#test/support/browser.ts';
import { PASSWORD } from '../../integration/portal/door/sample-door.ts';
import { CAMERA, startWholeNight } from './whole-night.ts';

const NIGHTS = (['vi', 'en'] as const).flatMap((language) =>
  Object.entries(SIZES).map(([size, view]) => ({ size, view, language })),
);
const WORDS = {
  vi: {
    opened: /Mất.*Hoàng Mai/i,
    resolved: /Đã khôi phục.*Hoàng Mai/i,
    press: 'Tôi nhận xử lý',
    pressed: /Trực ban đã tiếp nhận lúc .*qua đường dẫn trong thư/,
    acts: /tiếp nhận \(qua đường dẫn trong thư\)\s+Trực ban/i,
    holder: 'đơn vị vận hành đã tiếp nhận',
    byLink: 'qua đường dẫn trong thư',
    note: 'Đã gọi Viễn thông mẫu 1, mã kênh HN-00331-01.',
    handOver: 'Nhà mạng đang nối cáp, 6 giờ gọi lại.',
    handed: /Người dost\.city.*đang giữ.*chưa xác nhận/,
    over: /Tình trạng xử lý\s+đã khôi phục/,
  },
  en: {
    opened: /Lost.*Hoàng Mai/i,
    resolved: /Resolved.*Hoàng Mai/i,
    press: 'I am at it',
    pressed: /Duty desk acknowledged .*by a link in a mail/,
    acts: /acknowledged \(by a link in a mail\)\s+Duty desk/i,
    holder: 'acknowledged by the operator',
    byLink: 'by a link in a mail',
    note: 'Called the carrier, circuit HN-00331-01.',
    handOver: 'The carrier mends the cable, call again at six.',
    handed: /Người dost\.city.*has it.*not accepted yet/,
    over: /State\s+resolved/,
  },
} as const;
const openPage = useBrowser();

async function logIn(page: BrowserPage, account: string): Promise<void> {
  await page.locator('[name=account]').fill(account);
  await page.locator('[name=password]').fill(PASSWORD);
  await page.locator('.door button').click();
}

const reads = async (page: BrowserPage, text: string | RegExp) =>
  await expect.poll(async () => await readText(page)).toMatch(text);

test.each(NIGHTS)(
  'the duty engineer’s night in $language, on a $size: from the mail about a line to its repair',
  async ({ language, size, view }) => {
    const words = WORDS[language];
    const night = await startWholeNight(language);
    const engineer = await night.addPerson('noc');
    const next = await night.addPerson('dost');
    let step = 0;
    const look = async (page: BrowserPage, name: string) => {
      step++;
      await takePicture(page, `${language}-${size}-${String(step).padStart(2, '0')}-${name}`);
      expect(
        await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth'),
      ).toBe(true);
    };

    // Woken: the mail leads to a page with one button.
    await night.cut();
    const mail = await night.mailSaying(words.opened);
    const [link = ''] = /https?:\/\/\S+\/by-mail\/\S+/.exec(mail) ?? [];
    const telephone = await openPage(SIZES.telephone);
    await telephone.goto(link);
    const press = telephone.getByRole('button', { name: words.press });
    expect((await press.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    expect(await telephone.locator('a[href^="tel:"]').getAttribute('href')).toBe('tel:19000006');
    expect(await readText(telephone)).toMatch(/HN-\d+-01/);
    expect(await findBarriers(telephone)).toEqual([]);
    await look(telephone, 'mail-link');
    await press.tap();
    await reads(telephone, words.pressed);
    expect(await press.count()).toBe(0);
    expect(await findBarriers(telephone)).toEqual([]);
    await look(telephone, 'acknowledged');
    const onward = await telephone.locator('a[href^="/login"]').getAttribute('href');

    // At the desk: the page of the incident, behind the door.
    const page = size === 'telephone' ? telephone : await openPage(view);
    await page.goto(new URL(onward ?? '', night.url).href);
    await look(page, 'door');
    await logIn(page, engineer);
    await page.waitForURL(/\/incidents\//);
    const incident = page.url();
    await reads(page, words.acts);
    // What the mail's link took for the desk need not be taken again.
    expect(await page.locator('[formaction*="/acknowledge"]').count()).toBe(0);
    await look(page, 'incident');

    // Why a camera is lost, and whom to call.
    await page.keyboard.press('/');
    await page.keyboard.type('Hoàng Mai 3');
    await page.locator(`.found-now a[href*="/devices/${CAMERA}"]`).click();
    await page.waitForURL((at) => at.pathname === `/devices/${CAMERA}`);
    const cause = page.locator('[data-part=causes]');
    await cause.waitFor();
    const told = await cause.textContent();
    for (const part of [words.holder, 'Viễn thông mẫu 1', /HN-\d+-01/]) expect(told).toMatch(part);
    await look(page, 'camera');
    const call = cause.locator('a[href^="tel:"]');
    expect(await call.getAttribute('href')).toBe('tel:19000006');
    await call.click({ trial: true });
    await page.locator('main a[href*="/incidents/"]').first().click();
    await page.waitForURL((at) => at.pathname === new URL(incident).pathname);

    // What was done is written down, and passed on.
    await page.locator('[name=text]').first().fill(words.note);
    await page.locator('.acts .second').click();
    await reads(page, words.note);
    await look(page, 'noted');
    const handOver = page.locator('.acts details[data-key="hand-over"]');
    await handOver.locator('summary').click();
    await handOver.locator('[name=to]').selectOption(next);
    await handOver.locator('textarea').fill(words.handOver);
    await handOver.locator('button').click();
    await reads(page, words.handed);
    await look(page, 'handed-over');

    // Who comes next finds it in the log of the shift, and takes it.
    const morning = await openPage(view);
    await morning.goto(
      `${night.url}/login?lang=${language}&next=${encodeURIComponent(`/shift?lang=${language}`)}`,
    );
    await logIn(morning, next);
    await morning.waitForURL((at) => at.pathname === '/shift');
    await reads(morning, words.byLink);
    const passedOn = await morning.locator('.hand-over textarea').inputValue();
    expect(passedOn).toMatch(words.handed);
    expect(passedOn).toContain(words.handOver);
    await look(morning, 'shift');
    await morning.locator('main a[href*="/incidents/"]').first().click();
    await morning.waitForURL((at) => at.pathname === new URL(incident).pathname);
    const take = morning.locator('[formaction*="/acknowledge"]');
    await take.click();
    await expect.poll(async () => await readText(morning)).not.toMatch(words.handed);
    await take.waitFor({ state: 'detached' });
    await look(morning, 'taken-over');

    // Mended: open pages say so by themselves, and so does a mail.
    await night.restore();
    await reads(morning, words.over);
    await look(morning, 'restored');
    await reads(page, words.over);
    expect(await night.mailSaying(words.resolved)).not.toContain('/by-mail/');

    // Out, and the door is shut.
    await page.goto(`${night.url}/account?lang=${language}`);
    await look(page, 'account');
    await page.locator('main [action^="/logout"] button').click();
    await page.waitForURL((at) => at.pathname === '/logout');
    await page.goto(incident);
    await page.waitForURL((at) => at.pathname === '/login');
    expect([telephone.errors, page.errors, morning.errors].flat()).toEqual([]);
  },
);
