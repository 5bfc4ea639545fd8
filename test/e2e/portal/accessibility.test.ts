import axe from 'axe-core';
import { expect, test } from 'vitest';
import { useBrowser } from '#test/support/browser.ts';
import { startTroubledPortal, TROUBLED_LINE } from '#test/support/troubled-portal.ts';

const LAPTOP = { width: 1_366, height: 768 };

const openPage = useBrowser();

const PATHS = [
  '/',
  '/?district=hoang-mai',
  '/devices',
  '/devices?state=down&district=hoang-mai',
  '/devices/cam-hoang-mai-0003',
  '/devices/nvr-ba-dinh',
  '/devices/sw-ba-dinh',
  '/sites/site-hoang-mai-0',
  '/areas/hoang-mai',
  '/agencies/so-xay-dung',
  '/findings',
  '/health',
  '/links',
  '/recorders',
  '/sites',
  '/links/link-hai-ba-trung',
  '/search?q=lang',
  `/incidents/${encodeURIComponent(TROUBLED_LINE)}`,
  '/nowhere',
];

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** What axe finds against WCAG 2.2 AA and good practice, one line for each place. */
const FOUND = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
  violations.map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.map(({ html, failureSummary }) => ({ html, failureSummary })) })))`;

test.each(PATHS.flatMap((path) => ['dark', 'light'].map((theme) => [path, theme] as const)))(
  '%s in %s can be read, and walked through, by everybody',
  async (path, theme) => {
    const { url } = await startTroubledPortal();
    const page = await openPage();
    await page.open(`${url}${path}${path.includes('?') ? '&' : '?'}theme=${theme}`, LAPTOP);
    await page.evaluate(`${axe.source};0`);

    const found = (await page.evaluate(FOUND)) as readonly Violation[];

    expect(
      found.flatMap(({ id, impact, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${impact} ${id}: ${html}\n${failureSummary}`),
      ),
    ).toEqual([]);
  },
);
