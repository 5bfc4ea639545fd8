import { expect, test } from 'vitest';
import { sampleCluster } from '#test/support/sample-cluster.ts';
import { SAMPLE_NOW_MS } from '#test/support/sample-live.ts';
import { startSamplePortal } from '#test/support/sample-portal.ts';

async function page(lang: 'vi' | 'en'): Promise<string> {
  const { get } = await startSamplePortal({ cluster: () => sampleCluster(SAMPLE_NOW_MS) });
  const response = await get(`/cluster?lang=${lang}`);
  expect(response.status).toBe(200);
  return await response.text();
}

test('what needs somebody stands first, with a mark and a word', async () => {
  const text = await page('vi');

  expect(text.indexOf('dong-da-1')).toBeLessThan(text.indexOf('ba-dinh-1'));
  expect(text).toMatch(/is-down"[^>]*>.{0,80}<\/svg><bdi>im lặng 3 giờ/);
  expect(text).toMatch(/is-degraded"[^>]*>.{0,80}<\/svg><bdi>gửi chậm 38 phút/);
  expect(text).toContain('312/1.272 thiết bị không ai quan sát');
});

test('an empty cell bears no name where cells stand below one another', async () => {
  const text = await page('en');

  expect(text).not.toMatch(/data-label="[^"]*"><bdi><\/bdi>/);
  expect(text).toContain('data-label="trouble"');
});
