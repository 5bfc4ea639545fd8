import { expect, test } from 'vitest';
import { findBarriers } from '#test/support/axe.ts';
import { SIZES, takePicture, useBrowser } from '#test/support/browser.ts';
import { drafting } from '../../integration/portal/papers/draft-desk.ts';
import { plannedCity } from '../../integration/portal/papers/planned-city.ts';
import { reportedCity } from '../../integration/portal/papers/reported-city.ts';
import { disputedCity, enter } from './disputed-city.ts';

const openPage = useBrowser();
const LOOKS = (['vi', 'en'] as const).flatMap((language) =>
  (['laptop', 'telephone'] as const).map((size) => ({ language, size })),
);
type Look = (typeof LOOKS)[number];

/** Each page is read by everybody, is no wider than its window, and leaves it to what it is about. */
async function walk(url: string, account: string, paths: readonly string[], { language, size }: Look) {
  const page = await openPage(SIZES[size]);
  await enter(page, { url, account, next: '/account' });
  for (const [place, path] of paths.entries()) {
    await page.goto(`${url}${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
    await takePicture(page, `${language}-${size}-${path.split(/[/?]/)[1]}-${place}`);
    expect([path, await findBarriers(page)]).toEqual([path, []]);
    const [wide, high] = await page.evaluate<[number, number]>(
      `[document.documentElement.scrollWidth - document.documentElement.clientWidth, document.querySelector('header.top').offsetHeight]`,
    );
    expect([path, wide, high < (size === 'laptop' ? 90 : 120) || high]).toEqual([path, 0, true]);
  }
  expect(page.errors).toEqual([]);
}

test.each(LOOKS)('contracts, claims, statements and works in $language on a $size', async (look) => {
  const city = await disputedCity();
  const { month, statement } = city;
  const paths = [
    ...['/contracts', month, '/claims', '/claims/new', '/claims/new?contract=keeper'],
    ...['/statements', statement, `${statement}/explain/device:cam-1`, '/works'],
    ...['/verify', '/verify/record', '/calendar'],
  ];
  await walk(city.portal.url, city.accountOf('dost'), paths, look);
});

test.each(LOOKS)('the plan and its forms in $language on a $size', async (look) => {
  const { portal } = await plannedCity();
  await walk(
    portal.url,
    await portal.addPerson('dost'),
    ['/plan', '/plan/forms', '/plan/registers/obstacle'],
    look,
  );
});

test.each(LOOKS)('a form that is filled in on the page in $language on a $size', async (look) => {
  const { portal, person } = await plannedCity();
  const office = await person('dost');
  const police = drafting(office, 'police');
  await police.save('devices', { 'cam-1': { in_use: 'Không', state: 'Hoạt động tốt', since: 'hôm qua' } });
  await police.save('handovers', { 'mới 1': { thing: 'cam-9', to: 'không rõ' } });
  await police.save('funding', { 'mới 1': { source: 'Ngân sách', allocated: '2500' } });
  const ward = drafting(office, 'ward');
  await ward.save('documents', { 'mới 1': { number: '1', date: '1/9/2025', subject: 'Rà soát' } });
  await ward.handIn();
  const sheets = ['devices', 'tasks', 'funding', 'next-tasks', 'opinions', 'handovers'];
  await walk(
    portal.url,
    'dost.city',
    [
      `${police.path}/fill`,
      ...sheets.map((sheet) => `${police.path}/fill?sheet=${sheet}`),
      ...[`${police.path}/check`, `${ward.path}/check`, `${ward.path}/receipt`],
    ],
    look,
  );
});

test.each(LOOKS)('reports in $language on a $size', async (look) => {
  const { portal } = await reportedCity();
  await walk(portal.url, await portal.addPerson('dost'), ['/reports'], look);
});
