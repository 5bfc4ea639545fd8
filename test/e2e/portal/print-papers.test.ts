import { test } from 'vitest';
import { useBrowser } from '#test/support/browser.ts';
import { expectAllOnPaper, PAPER } from '#test/support/on-paper.ts';
import { claimedCity } from '../../integration/portal/papers/claimed-city.ts';
import { plannedCity } from '../../integration/portal/papers/planned-city.ts';
import { reportedCity } from '../../integration/portal/papers/reported-city.ts';
import { disputedCity, enter } from './disputed-city.ts';

const openPage = useBrowser();

/** Each page on sheets of A4, in the language that has the longer words. */
async function printAll(url: string, account: string, paths: readonly string[]) {
  const page = await openPage(PAPER);
  await enter(page, { url, account, next: '/account' });
  await expectAllOnPaper(page, paths, (path) => page.goto(`${url}${path}`));
}

test('contracts, claims, statements, works, proofs, the calendar and the account are whole on paper', async () => {
  const city = await disputedCity();
  const { month, statement } = city;
  await printAll(city.portal.url, city.accountOf('dost'), [
    ...['/contracts', month, '/claims', '/claims/new', '/claims/new?contract=keeper'],
    ...['/statements', statement, `${statement}/explain/device:cam-1`, '/works', '/verify', '/verify/record'],
    ...['/calendar', '/account'],
  ]);
});

test('a claim that waits, and planned work, are whole on paper', async () => {
  const { portal, person } = await claimedCity();
  const contractor = await person('contractor', 'a');
  const { token } = await contractor.tokens('/works');
  const local = (hours: number) => new Date(Date.now() + (7 + hours) * 3_600_000).toISOString().slice(0, 16);
  const work = { token, contract: 'keeper', what: '', reason: 'Thay tủ nguồn' };
  await contractor.send('/works/announce', { ...work, fromMs: local(30), toMs: local(32) });
  await printAll(portal.url, await portal.addPerson('dost'), [
    '/claims',
    '/claims/1',
    '/works',
    '/calendar',
    '/calendar?theme=dark',
  ]);
});

test('the plan, its forms and registers are whole on paper', async () => {
  const { portal } = await plannedCity();
  await printAll(portal.url, await portal.addPerson('dost'), [
    ...[
      '/plan',
      '/plan/forms',
      '/plan/registers/obstacle',
      '/plan/registers/document',
      '/calendar?month=2025-11',
    ],
  ]);
});

test('reports are whole on paper', async () => {
  const { portal } = await reportedCity();
  await printAll(portal.url, await portal.addPerson('dost'), ['/reports']);
});
