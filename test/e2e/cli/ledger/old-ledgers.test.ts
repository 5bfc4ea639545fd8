import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyLedger } from '#ledger/sqlite/checks/verify-chain.ts';
import { runCamwatch } from '#test/support/camwatch.ts';
import {
  bringUpToDate,
  copyOldLedger,
  exportHash,
  type OldLedger,
  oldAnswers,
  unpackOldLedger,
} from '#test/support/old-ledger.ts';

/** Ledgers as version 6 of the schema left them; how they came about: test/fixtures/ledgers/README.md. */
const LEDGERS = [
  {
    name: 'watched',
    rows: 173,
    hash: '5d538fd5078920143e382bb9a4c7cbb9079a9aa734ce1e20c6b18a4dc1ce82fb',
  },
  {
    name: 'month',
    rows: 531,
    hash: '9f38a3c1ae5e8f90dcb6b8efce034cf434bf4b005c84d2e1e180effb9f5cc236',
  },
];
/** After the last row of both. */
const LATER_MS = Date.UTC(2025, 11, 1);

describe.each(LEDGERS)('a ledger of version 6 ($name)', ({ name, rows, hash }) => {
  let old: OldLedger;
  let current: OldLedger;

  beforeAll(async () => {
    old = unpackOldLedger(name);
    current = copyOldLedger(old);
    await bringUpToDate(current.path, LATER_MS);
  });
  afterAll(() => {
    old.remove();
    current.remove();
  });

  test.each(['since-last-seal', 'full'] as const)('is verified (%s) and exported as it is', async (scope) => {
    expect(await verifyLedger(old.path, { scope, attachments: 'check' })).toMatchObject({ problems: [] });
    expect(exportHash(old.path, rows)).toBe(hash);
  });

  test.each(['since-last-seal', 'full'] as const)(
    'keeps every row once it is up to date (%s)',
    async (scope) => {
      expect(await verifyLedger(current.path, { scope, attachments: 'check' })).toMatchObject({
        problems: [],
      });
      expect(exportHash(current.path, rows)).toBe(hash);
    },
  );

  test.each(oldAnswers(name))('$question is answered as it was', async ({ args, answer }) => {
    const asked = args.map((arg) => arg.replace('{folder}', current.folder));

    const { code, out, err } = await runCamwatch(
      ...asked,
      ...['--ledger', current.path, '--config', current.config, '--json'],
    );

    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(withoutNews(JSON.parse(out.replaceAll(current.folder, '{folder}')))).toMatchObject(answer);
  });
});

/**
 * Verification has come to look at the ledger as well, and to say that nobody else has signed a head of it; and to warn of work
 * that was announced late.
 */
function withoutNews(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer.filter((entry) => !isNews(entry)).map(withoutNews);
  if (typeof answer !== 'object' || answer === null) return answer;
  return Object.fromEntries(Object.entries(answer).map(([name, value]) => [name, withoutNews(value)]));
}

const isNews = (entry: unknown): boolean =>
  typeof entry === 'string'
    ? entry.includes('unwitnessed: ') ||
      (entry.startsWith('warnings: ') && entry.includes('"announced-late"'))
    : typeof entry === 'object' &&
      entry !== null &&
      'outcome' in entry &&
      'name' in entry &&
      entry.name === 'ledger';
