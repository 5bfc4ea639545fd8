import axe from 'axe-core';
import { expect, test } from 'vitest';
import { useBrowser } from '#test/support/browser.ts';
import { openIncidentSource, sampleIncidentLedger } from '#test/support/portal-incidents.ts';
import {
  measuredFleet,
  sampleLearnt,
  scriptMeasurements,
  WITNESSED_OUTAGE,
} from '#test/support/sample-learnt.ts';
import { SAMPLE_NOW_MS } from '#test/support/sample-live.ts';
import { startSamplePortal } from '#test/support/sample-portal.ts';
import { scriptTroubles } from '#test/support/sample-troubles.ts';

const LAPTOP = { width: 1_366, height: 768 };
const LINE = `link:link-hoang-mai@${SAMPLE_NOW_MS - 3_600_000}`;

const openPage = useBrowser();
const shown = measuredFleet();

const PATHS = [
  '/',
  '/?district=hoang-mai',
  '/devices',
  '/devices?state=down&district=hoang-mai',
  '/devices/cam-hoang-mai-0003',
  '/devices/nvr-ba-dinh',
  '/devices/sw-ba-dinh',
  '/findings',
  '/links',
  '/links/link-hai-ba-trung',
  '/search?q=lang',
  `/incidents/${encodeURIComponent(LINE)}`,
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
    const { url } = await startSamplePortal({
      shown,
      learnt: sampleLearnt(),
      outages: () => [WITNESSED_OUTAGE],
      incidents: openIncidentSource(sampleIncidentLedger()),
      prepare: (live) => {
        scriptTroubles(live, shown.inventory);
        scriptMeasurements(live, shown);
      },
    });
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
