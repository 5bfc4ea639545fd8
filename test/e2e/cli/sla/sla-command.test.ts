import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCamwatch } from '#test/support/camwatch.ts';

const folder = mkdtempSync(join(tmpdir(), 'camwatch-sla-'));
const bare = join(folder, 'bare.sqlite');
const summed = join(folder, 'summed.sqlite');
const CAMWATCH = new URL('../../../../camwatch', import.meta.url).pathname;

/** Two months of the sample city, once with the sums of its days and once without. */
beforeAll(() => {
  const period = ['--from', '2025-09-01', '--to', '2025-11-01', '--seed', '7'];
  for (const ledger of [bare, summed]) {
    const { status } = spawnSync(CAMWATCH, ['simulate', 'history', ...period, '--ledger', ledger]);
    expect(status).toBe(0);
  }
  expect(spawnSync(CAMWATCH, ['ledger', 'days', 'rebuild', '--ledger', summed]).status).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sla = (ledger: string, ...args: readonly string[]) => runCamwatch('sla', '--ledger', ledger, ...args);

async function json(ledger: string, ...args: readonly string[]) {
  const { out, err } = await sla(ledger, ...args, '--json');
  expect(err).toBe('');
  return JSON.parse(out);
}

describe('camwatch sla', () => {
  test.each(['agency', 'district', 'area', 'contractor', 'programme', 'kind'])(
    'by %s: sums of days and intervals give the same to the millisecond',
    async (by) => {
      const asked = ['--by', by, '--period', '2025-10'];
      const [fast, slow] = [await json(summed, ...asked), await json(bare, ...asked)];

      expect(fast.source).toEqual({ daysFromSums: 31, fromIntervals: [] });
      expect(slow.source.daysFromSums).toBe(0);
      expect({ ...fast, source: undefined }).toEqual({ ...slow, source: undefined });
      expect(fast.rows.length).toBeGreaterThan(1);
    },
  );

  test('every division of the devices has the same total, and a month is the sum of its days', async () => {
    const asked = ['--period', '2025-10', '--kind', 'camera'];
    const totals = await Promise.all(
      ['agency', 'district', 'area', 'programme'].map(
        async (by) => (await json(summed, '--by', by, ...asked)).all.sums,
      ),
    );
    const first = await json(summed, '--period', '2025-10-01..2025-10-09', '--kind', 'camera');
    const rest = await json(summed, '--period', '2025-10-10..2025-10-31', '--kind', 'camera');

    expect(new Set(totals.map((sums) => JSON.stringify(sums))).size).toBe(1);
    expect(first.all.sums.down + rest.all.sums.down).toBe(totals[0].down);
    expect(first.all.sums.up + rest.all.sums.up).toBe(totals[0].up);
  });

  test('a part of a day comes from the intervals, the whole days beside it from their sums', async () => {
    const { source, from, to } = await json(
      summed,
      ...['--period', '2025-10-05..2025-10-07T12:00+07:00', '--by', 'kind'],
    );

    expect({ from, to }).toEqual({
      from: '2025-10-05T00:00:00.000+07:00',
      to: '2025-10-07T12:00:00.000+07:00',
    });
    expect(source).toEqual({
      daysFromSums: 2,
      fromIntervals: [{ from: '2025-10-07T00:00:00.000+07:00', to: '2025-10-07T12:00:00.000+07:00' }],
    });
  });

  test('the table names groups, shows the worst, and says that figures are measured', async () => {
    const { out, code } = await sla(
      summed,
      '--by',
      'district',
      '--period',
      '2025-10',
      '--worst',
      '3',
      '--lang',
      'en',
    );

    const lines = out.split('\n');
    expect(code).toBe(0);
    expect(lines[0]).toBe('Availability (reach) by former district, 2025-10 (Asia/Ho_Chi_Minh)');
    expect(lines[1]).toMatch(
      /^former district +in service +availability +at least – at most +coverage +down +unknown +change$/,
    );
    expect(lines.slice(2, 6).map((line) => line.split(/ {2,}/)[0])).toEqual([
      expect.stringMatching(/ \([a-z-]+\)$/),
      expect.stringMatching(/ \([a-z-]+\)$/),
      expect.stringMatching(/ \([a-z-]+\)$/),
      'all',
    ]);
    expect(lines.slice(6)).toEqual([
      '',
      'The worst 3 of 25.',
      'Change in points since 2025-09.',
      'Measured, not settled: nothing is excused here, and degraded counts as up. What a contract owes: --by contract.',
      '31 whole days from their sums, 0.0 h from the intervals.',
      '',
    ]);
  });

  test('in Vietnamese numbers have a decimal comma', async () => {
    const { out } = await sla(summed, '--by', 'kind', '--period', '2025-10', '--lang', 'vi');

    expect(out).toMatch(/^Độ khả dụng \(reach\) theo loại thiết bị, 2025-10 \(Asia\/Ho_Chi_Minh\)\n/);
    expect(out).toMatch(/\ncamera +\d+ +9\d,\d{2,4} % +9\d,\d{2,4} % – \d+,\d{2,4} % /);
    expect(out).toContain('Số liệu đo, chưa đối soát');
  });

  test('CSV has exact milliseconds, and the total last', async () => {
    const { out } = await sla(summed, '--by', 'kind', '--period', '2025-10', '--csv');
    const { all } = await json(summed, '--by', 'kind', '--period', '2025-10');

    const rows = out
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(','));
    const total = Object.fromEntries(
      (rows[0] ?? []).map((name, place) => [name.replace('\ufeff', ''), rows.at(-1)?.[place]]),
    );
    expect(total).toMatchObject({
      by: 'kind',
      id: '*',
      good_ms: String(all.goodMs),
      down_ms: String(all.sums.down),
      state: 'measured',
    });
  });

  test('by contract figures are settled, by the terms of each', async () => {
    const answer = await json(summed, '--by', 'contract', '--period', '2025-10');

    expect(answer.figures).toBe('settled');
    expect(answer.rows.map(({ id }: { id: string }) => id)).toContain('bao-tri-camera-noi-thanh');
    expect(new Set(answer.rows.map(({ state }: { state: string }) => state))).toEqual(
      new Set(['provisional']),
    );
  });

  test.each([
    {
      args: ['--period', 'soon'],
      expected:
        '--period: expected a period such as 2026-10, 2026-Q3, 2026 or 2026-10-05..2026-10-20, got "soon"',
    },
    { args: ['--period', '2999'], expected: '--period: expected one that has begun, got "2999"' },
    { args: ['--worst', '0'], expected: 'expected a whole number from 1 on' },
    {
      args: ['--by', 'contract', '--kind', 'nvr'],
      expected: '--by contract: every contract says what counts: leave out --kind and --indicator',
    },
    {
      args: ['--by', 'area', '--kind', 'link'],
      expected: '--kind link: a link lies between places and belongs to no area',
    },
  ])('refuses $args as wrong usage', async ({ args, expected }) => {
    const { code, err } = await sla(summed, ...args);

    expect(code).toBe(2);
    expect(err).toContain(expected);
  });
});
