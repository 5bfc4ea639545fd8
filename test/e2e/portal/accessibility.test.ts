import { expect, test } from 'vitest';
import { findBarriers } from '#test/support/axe.ts';
import { takePicture, useBrowser } from '#test/support/browser.ts';
import { sampleCluster } from '#test/support/sample-cluster.ts';
import { SAMPLE_NOW_MS } from '#test/support/sample-live.ts';
import { startSamplePortal } from '#test/support/sample-portal.ts';
import { startTroubledPortal, TROUBLED_LINE } from '#test/support/troubled-portal.ts';

const openPage = useBrowser();

const PATHS = [
  '/',
  '/?district=hoang-mai',
  '/devices',
  '/devices?state=down&district=hoang-mai',
  '/devices/cam-hoang-mai-0003',
  '/devices/nvr-ba-dinh',
  '/devices/nvr-ba-dinh/charts?span=month',
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
  '/links/link-hai-ba-trung/charts',
  '/search?q=lang',
  `/incidents/${encodeURIComponent(TROUBLED_LINE)}`,
  '/nowhere',
];

test.each(PATHS.flatMap((path) => ['dark', 'light'].map((theme) => [path, theme] as const)))(
  '%s in %s can be read, and walked through, by everybody',
  async (path, theme) => {
    const { url } = await startTroubledPortal();
    const page = await openPage();

    await page.goto(`${url}${path}${path.includes('?') ? '&' : '?'}theme=${theme}`);

    expect(await findBarriers(page)).toEqual([]);
  },
);

test.each(['dark', 'light'])(
  'the machines of a city on a bad day in %s can be read by everybody',
  async (theme) => {
    const { url } = await startSamplePortal({ cluster: () => sampleCluster(SAMPLE_NOW_MS) });
    const page = await openPage();

    await page.goto(`${url}/cluster?theme=${theme}`);

    expect(await findBarriers(page)).toEqual([]);
    await takePicture(page, `cluster-${theme}`);
  },
);
