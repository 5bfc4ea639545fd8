import { describe, expect, test } from 'vitest';
import { findBarriers } from '#test/support/axe.ts';
import { SIZES, useBrowser, widthsOf } from '#test/support/browser.ts';
import { PASSWORD, SUBJECT, startOpenidPortal } from '../../integration/portal/door/sample-openid.ts';

const openPage = useBrowser();

describe.each([
  ['laptop', 'vi', 'Đăng nhập bằng SSO Hà Nội'],
  ['telephone', 'vi', 'Đăng nhập bằng SSO Hà Nội'],
  ['laptop', 'en', 'Log in by SSO Hà Nội'],
  ['telephone', 'en', 'Log in by SSO Hà Nội'],
] as const)('on a %s, in %s', (size, language, button) => {
  test('the issuer, at another site, lets in whoever is bound', async () => {
    const { url, issuer, addBound, door } = await startOpenidPortal();
    const account = await addBound();
    issuer.logInAs(SUBJECT);
    const page = await openPage(SIZES[size]);

    await page.goto(`${url}/login?next=%2Fincidents&lang=${language}`);
    const press = page.getByText(button);
    expect((await press.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    expect(await widthsOf(page)).toEqual([SIZES[size].width, SIZES[size].width]);
    expect(await findBarriers(page)).toEqual([]);
    await press.click();
    await page.getByRole('button', { name: 'SSO' }).click();
    await page.waitForURL(`${url}/incidents`);

    expect(page.errors).toEqual([]);
    expect(door.store.sessions.listOf(account, door.clock.nowMs)).toHaveLength(1);
  });

  test('a person binds their account on its page, and enters by it from then on', async () => {
    const { url, issuer, addPerson, door } = await startOpenidPortal();
    const account = await addPerson('noc');
    issuer.logInAs(SUBJECT);
    const page = await openPage(SIZES[size]);
    await page.goto(`${url}/login?next=%2Faccount&lang=${language}`);
    await page.locator('[name=account]').fill(account);
    await page.locator('[name=password]').fill(PASSWORD);
    await page.locator('.door button').click();
    await page.waitForURL(`${url}/account`);

    await page.goto(`${url}/account?lang=${language}`);
    expect(await widthsOf(page)).toEqual([SIZES[size].width, SIZES[size].width]);
    expect(await findBarriers(page)).toEqual([]);
    const form = page.locator('form[action^="/account/openid/bind"]');
    await form.locator('[name=password]').fill(PASSWORD);
    await form.locator('button').click();
    await page.getByRole('button', { name: 'SSO' }).click();
    const confirm = page.locator('form[action^="/account/openid/confirm"] button');
    await confirm.waitFor();
    expect(await widthsOf(page)).toEqual([SIZES[size].width, SIZES[size].width]);
    expect(await findBarriers(page)).toEqual([]);
    await confirm.click();
    await page.locator('button[formaction^="/account/openid/unbind"]').waitFor();

    expect(page.url()).toBe(`${url}/account?lang=${language}`);
    expect(page.errors).toEqual([]);
    expect(door.store.identities.of(account)).toMatchObject({ subject: SUBJECT });
    await page.locator('form[action^="/logout"] button').click();
    await page.getByText(button).click();
    await page.getByRole('button', { name: 'SSO' }).click();
    await page.waitForURL(`${url}/`);
  });

  test('whoever is bound to nothing, or whose issuer is down, is told so above the password', async () => {
    const { url, issuer } = await startOpenidPortal();
    issuer.logInAs('an.nguyen');
    const page = await openPage(SIZES[size]);
    await page.goto(`${url}/login?lang=${language}`);
    await page.getByText(button).click();
    await page.getByRole('button', { name: 'SSO' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('"an.nguyen"');
    expect(await widthsOf(page)).toEqual([SIZES[size].width, SIZES[size].width]);
    expect(await findBarriers(page)).toEqual([]);
    expect(await page.locator('[name=password]').count()).toBe(1);
  });
});
