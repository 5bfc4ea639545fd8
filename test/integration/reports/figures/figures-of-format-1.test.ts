import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCamwatch } from '#test/support/camwatch.ts';
import { bringUpToDate, type OldLedger, unpackOldLedger } from '#test/support/old-ledger.ts';

/** Reports of the last version that sealed figures of format 1: test/fixtures/ledgers/README.md. */
let old: OldLedger;
const LATER_MS = Date.UTC(2026, 11, 1);

beforeAll(async () => {
  old = unpackOldLedger('reports-1');
  await bringUpToDate(old.path, LATER_MS);
});
afterAll(() => old.remove());

const verify = async (name: string) => {
  const where = ['--ledger', old.path, '--config', old.config, '--json'];
  const { code, out, err } = await runCamwatch(
    'report',
    'verify',
    join(old.folder, 'sealed', name),
    ...where,
  );
  return { code, err, ...JSON.parse(out) };
};

const GOOD = ['seal', 'signer', 'ledger', 'record', 'figures'].map((name) => ({
  name,
  outcome: 'good',
  problems: [],
}));

describe('a report whose figures are of format 1', () => {
  test('is there as sealed figures and in each kind of document', () => {
    expect(readdirSync(join(old.folder, 'sealed')).toSorted()).toEqual([
      'bao-cao-agency-cong-an-2025.json',
      'bao-cao-agency-cong-an-2025.pdf',
      'bao-cao-city-2025.docx',
      'bao-cao-city-2025.json',
      'bao-cao-city-2025.xlsx',
      'bao-cao-month-2025-10.json',
    ]);
  });

  test.each([
    ['bao-cao-city-2025.json', 3_419],
    ['bao-cao-agency-cong-an-2025.json', 1_431],
    ['bao-cao-month-2025-10.json', 3_356],
  ])('%s: the ledger still gives each of its figures', async (name, compared) => {
    expect(await verify(name)).toMatchObject({
      code: 0,
      figures: { checks: GOOD, compared, differences: [] },
    });
  });

  test.each(['bao-cao-city-2025.docx', 'bao-cao-city-2025.xlsx', 'bao-cao-agency-cong-an-2025.pdf'])(
    '%s is the very file that was handed out, and its figures are those of the ledger',
    async (name) => {
      expect(await verify(name)).toMatchObject({
        code: 0,
        figures: { checks: GOOD },
        printed: { isGood: true },
        handedOut: [{ file: { name } }],
      });
    },
  );
});
