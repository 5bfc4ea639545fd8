import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { prepareCharts } from '#documents/charts/chart-font.ts';
import { drawAvailabilityByMonth } from '#reports/charts/availability-by-month.ts';
import { drawDistrictCartogram } from '#reports/charts/district-cartogram.ts';
import { drawDowntimeByCause } from '#reports/charts/downtime-by-cause.ts';

beforeAll(() => prepareCharts());

const MONTHS = [
  { label: '12/2024', goodMs: 9_873, countedMs: 10_000 },
  { label: '01/2025', goodMs: 0, countedMs: 0 },
];

describe('charts', () => {
  test('the same figures give the same bytes', () => {
    const [first, second] = [drawAvailabilityByMonth(MONTHS), drawAvailabilityByMonth(MONTHS)];

    expect(Buffer.from(first.png).equals(Buffer.from(second.png))).toBe(true);
    expect(first.widthMm).toBe(155);
  });

  test('a month without figures is told, and is no zero', () => {
    expect(drawAvailabilityByMonth(MONTHS).alt.replaceAll('\u00a0', ' ')).toBe(
      'Biểu đồ đường: độ khả dụng theo tháng. 12/2024: 98,73 %; 01/2025: chưa đo được.',
    );
  });

  test('causes stand in the order of their size, those of no time are left out', () => {
    const { alt } = drawDowntimeByCause([
      { name: 'Đường truyền', ms: 3_600_000 },
      { name: 'Nguồn điện', ms: 0 },
      { name: 'Thiết bị', ms: 10_800_000 },
    ]);

    expect(alt.replaceAll('\u00a0', ' ')).toBe(
      'Biểu đồ cột: thời gian gián đoạn theo nguyên nhân. Thiết bị: 3,0 giờ (75,0 %); Đường truyền: 1,0 giờ (25,0 %).',
    );
  });

  test('nothing at all can be drawn', () => {
    for (const chart of [drawAvailabilityByMonth([]), drawDowntimeByCause([]), drawDistrictCartogram([])])
      expect(chart.png.length).toBeGreaterThan(100);
  });

  test('a font that is missing or broken is named', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'camwatch-font-'));
    onTestFinished(() => rm(dir, { recursive: true }));
    const missing = pathToFileURL(`${join(dir, 'nowhere')}/`);
    await expect(prepareCharts(missing)).rejects.toThrow(/^font file \w+\/Tinos_\w+\.ttf of the package/);

    for (const name of ['400Regular', '700Bold', '400Regular_Italic', '700Bold_Italic']) {
      await mkdir(join(dir, name));
      await writeFile(join(dir, name, `Tinos_${name}.ttf`), 'no font');
    }
    await expect(prepareCharts(pathToFileURL(`${dir}/`))).rejects.toThrow(
      'charts: expected the font files of Tinos, got files that are no fonts; "npm ci" installs them',
    );
  });
});
