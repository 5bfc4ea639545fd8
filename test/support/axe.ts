import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe finds against WCAG 2.2 AA and good practice, one line for each place. */
export async function findBarriers(page: Page): Promise<readonly string[]> {
  await page.evaluate(`${axe.source};0`);
  return await page.evaluate(FOUND);
}

const FOUND = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
  violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ html, failureSummary }) => impact + ' ' + id + ': ' + html + '\\n' + failureSummary)))`;
