import { once } from 'node:events';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { text } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { verifyLedger } from '#ledger/sqlite/checks/verify-chain.ts';
import { runCamwatch, startCamwatch } from '../../../support/camwatch.ts';
import { tempFolder } from '../../../support/temp-ledger.ts';

const MONTH = ['--from', '2025-10-01', '--to', '2025-11-01'];

const simulate = (ledger: string, ...more: readonly string[]) =>
  runCamwatch('simulate', 'history', ...MONTH, '--seed', '7', '--ledger', ledger, ...more);

const TABLES = ['change', 'coverage', 'revision', 'seal', 'traffic_day', 'status', 'coverage_open'];

/** Every row, less what is salted or follows from salts. */
function contentOf(path: string): unknown {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    return TABLES.map((table) =>
      database
        .prepare(`SELECT * FROM ${table}`)
        .all()
        .map(({ salt: _salt, prev: _prev, hash: _hash, sealed_hash: _sealed, ...rest }) => rest),
    );
  } finally {
    database.close();
  }
}

describe('camwatch simulate history', () => {
  test('fills a ledger whose chain holds, and says what is in it', async () => {
    const ledger = join(tempFolder(), 'year.sqlite');

    const { code, out, err } = await simulate(ledger);

    const { problems, rows } = await verifyLedger(ledger, { scope: 'full' });
    expect({ code, err, problems }).toEqual({ code: 0, err: '', problems: [] });
    expect(rows).toBeGreaterThan(2_000);
    expect(out).toMatch(/^devices and links {3}300 and 49\nchanges {13}\d+, \d+ of them to down\n/);
    expect(out).toMatch(/\navailability {8}9\d\.\d\d % of the known time \(reach\)\n/);
    expect(out.endsWith(`\nNext: ./camwatch ledger verify --full --ledger ${ledger}\n`)).toBe(true);
  });

  test('the same seed gives the same content', async () => {
    const folder = tempFolder();
    const [first, second] = [join(folder, 'a.sqlite'), join(folder, 'b.sqlite')];

    await simulate(first);
    await simulate(second);

    expect(contentOf(first)).toEqual(contentOf(second));
  });

  test('everything says that it was made up', async () => {
    const ledger = join(tempFolder(), 'ledger.sqlite');

    await simulate(ledger);

    const database = new DatabaseSync(ledger, { readOnly: true });
    onTestFinished(() => database.close());
    const sources = ['change', 'coverage', 'traffic_day'].map((table) =>
      database.prepare(`SELECT DISTINCT source FROM ${table}`).all(),
    );
    expect(sources).toEqual([
      [{ source: 'simulator' }],
      [{ source: 'simulator' }],
      [{ source: 'simulator' }],
    ]);
  });

  test('prints its figures as JSON', async () => {
    const ledger = join(tempFolder(), 'ledger.sqlite');

    const { out } = await simulate(ledger, '--json');

    const summary = JSON.parse(out);
    expect(summary).toMatchObject({ ledger, seed: 7, from: '2025-10-01', to: '2025-11-01', devices: 300 });
    expect(summary.plannedWorks).toBeGreaterThan(0);
  });

  test('refuses a ledger that has rows, and leaves it as it is', async () => {
    const ledger = join(tempFolder(), 'ledger.sqlite');
    await simulate(ledger);
    const before = contentOf(ledger);

    const { code, err } = await simulate(ledger);

    expect(code).toBe(1);
    expect(err).toMatch(
      /: expected a new or an empty ledger for made-up history, got one with \d+ rows; name another with --ledger\n$/,
    );
    expect(contentOf(ledger)).toEqual(before);
  });

  test.each([
    { more: ['--from', 'soon'], expected: '--from: expected a date such as 2025-01-01 or an instant' },
    {
      more: ['--to', '2025-10-01'],
      expected: '--to: expected at least a day after --from, got "2025-10-01"',
    },
    {
      more: ['--to', '2036-01-01'],
      expected: '--to: expected at most 10 years after --from, got "2036-01-01"',
    },
    { more: ['--seed', '-1'], expected: 'Expected a whole number from 0 to 4294967295.' },
  ])('refuses $more as wrong usage', async ({ more, expected }) => {
    const { code, err } = await simulate(join(tempFolder(), 'ledger.sqlite'), ...more);

    expect(code).toBe(2);
    expect(err).toContain(expected);
  });

  test('stopped half-way it leaves a ledger that holds, and says how far it goes', async () => {
    const ledger = join(tempFolder(), 'ledger.sqlite');
    const child = startCamwatch([
      'simulate',
      'history',
      ...['--from', '2025-01-01', '--to', '2034-01-01', '--ledger', ledger],
    ]);
    const err = text(child.stderr);
    const ended = once(child, 'close');
    await vi.waitFor(
      async () => expect((await verifyLedger(ledger, { scope: 'full' })).rows).toBeGreaterThan(2_000),
      {
        timeout: 20_000,
        interval: 100,
      },
    );

    child.kill('SIGINT');

    expect(await ended).toEqual([1, null]);
    expect(await err).toMatch(
      /^camwatch: stopped: .* holds the history until 20\d\d-\d\d-\d\d; remove it before you begin anew\n$/,
    );
    expect((await verifyLedger(ledger, { scope: 'full' })).problems).toEqual([]);
  });
});
