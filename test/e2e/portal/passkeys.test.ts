import { expect, test } from 'vitest';
import { findBarriers } from '#test/support/axe.ts';
import {
  type BrowserPage,
  readText,
  SIZES,
  useBrowser,
  type Viewport,
  widthsOf,
} from '#test/support/browser.ts';
import { PASSWORD, startClosedPortal } from '../../integration/portal/door/sample-door.ts';

const openPage = useBrowser();

const WORDS = {
  vi: {
    add: 'Thêm khoá truy cập',
    create: 'Tạo khoá truy cập',
    use: 'Dùng khoá truy cập',
    remove: 'Xoá',
    gone: 'Xoá khoá này',
    none: 'Chưa có khoá nào.',
    logIn: 'Đăng nhập',
    logOut: 'Đăng xuất',
    cancelled: 'Chưa xong: đã huỷ',
    known: 'Thiết bị này đã giữ một khoá',
    unable: 'Trang này chưa có tên miền với TLS',
  },
  en: {
    add: 'Add a passkey',
    create: 'Create the passkey',
    use: 'Use a passkey',
    remove: 'Remove',
    gone: 'Remove this passkey',
    none: 'None yet.',
    logIn: 'Log in',
    logOut: 'Log out',
    cancelled: 'Not done: it was cancelled',
    known: 'This device has a passkey',
    unable: 'This page has no name with TLS',
  },
} as const;
type Language = keyof typeof WORDS;

/** A telephone with a fingerprint, as Chromium plays one; it answers as long as it is told to. */
async function addAuthenticator(page: BrowserPage) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true },
      ...{ hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
    },
  });
  const forget = async () => {
    await cdp.send('WebAuthn.clearCredentials', { authenticatorId });
  };
  return { forget };
}

/** Somebody at the form of the log-in, by the name of this machine. */
async function startAtDoor(language: Language, size: Viewport) {
  const portal = await startClosedPortal();
  const url = portal.url.replace('127.0.0.1', 'localhost');
  const account = await portal.addPerson('noc');
  const page = await openPage(size);
  const authenticator = await addAuthenticator(page);
  const words = WORDS[language];
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const logIn = async (at = url) => {
    await page.goto(`${at}/login?lang=${language}&next=/account?lang=${language}`);
    await page.locator('[name=account]').fill(account);
    await page.locator('[name=password]').fill(PASSWORD);
    await button(words.logIn).click();
  };
  /** On one's account: as far as the browser's part. */
  const begin = async () => {
    await page.locator('form[action*=begin] [name=password]').fill(PASSWORD);
    await button(words.add).click();
    await page.locator('[name=name]').fill('Điện thoại của An');
  };
  const expectWell = async () => {
    expect(await findBarriers(page)).toEqual([]);
    expect(await widthsOf(page)).toEqual([size.width, size.width]);
  };
  return { ...portal, ...authenticator, url, account, page, words, button, logIn, begin, expectWell };
}

test.each([
  ['vi', SIZES.telephone],
  ['en', SIZES.laptop],
] as const)('in %s, a passkey is made, lets in, and is removed', async (language, size) => {
  const { page, words, button, logIn, begin, expectWell, door, account } = await startAtDoor(language, size);

  await logIn();
  expect(await readText(page)).toContain(words.none);
  await expectWell();
  await begin();
  await expectWell();
  await button(words.create).click();
  await page.locator('.passkeys strong', { hasText: 'Điện thoại của An' }).waitFor();
  await expectWell();

  await button(words.logOut).click();
  await page.locator('[name=account]').waitFor();
  await logIn();
  await expectWell();
  expect(door.store.sessions.listOf(account, door.clock.nowMs)).toHaveLength(0);
  await button(words.use).click();
  await page.locator('.passkeys').waitFor();
  expect(door.store.passkeys.listOf(account)).toMatchObject([{ usedMs: door.clock.nowMs }]);

  await page.locator('.passkeys summary').click();
  await expectWell();
  await page.locator('.passkeys [name=password]').fill(PASSWORD);
  await page.locator('.passkeys button').click();
  await page.getByText(words.none).waitFor();
  expect(page.errors).toEqual([]);
});

test.each(['vi', 'en'] as const)(
  'in %s, what the browser refuses is said, and sends nothing',
  async (language) => {
    const { page, words, button, logIn, begin, expectWell, forget, door, account } = await startAtDoor(
      language,
      SIZES.telephone,
    );
    await logIn();
    await begin();
    await button(words.create).click();
    await page.locator('.passkeys').waitFor();

    await begin();
    await button(words.create).click();
    await page.getByText(words.known).waitFor();
    await expectWell();
    expect(door.store.passkeys.listOf(account)).toHaveLength(1);

    await forget();
    await logIn();
    await button(words.use).click();
    await page.getByText(words.cancelled).waitFor();
    await expectWell();
    expect(await button(words.use).isEnabled()).toBe(true);
  },
);

test.each(['vi', 'en'] as const)(
  'in %s, an address in figures says where passkeys work',
  async (language) => {
    const { page, words, logIn, expectWell, url } = await startAtDoor(language, SIZES.telephone);

    await logIn(url.replace('localhost', '127.0.0.1'));

    await page.getByText(words.unable).waitFor();
    await page.locator(`a[href="${url}/login"]`).waitFor();
    await expectWell();
  },
);
