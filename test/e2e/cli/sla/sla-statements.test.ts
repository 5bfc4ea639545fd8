import { describe, expect, test } from 'vitest';
import { runCamwatch } from '#test/support/camwatch.ts';
import { statementOffice } from '#test/support/statement-office.ts';

const SPELLINGS = [
  '2025-09',
  '2025-09-01..2025-09-30',
  '2025-08-31T17:00Z..2025-10-01T00:00+07:00',
  '2025-09..2025-09-30',
];

/** The contract `cameras`, whose September is issued, and the question about it. */
async function issuedOffice() {
  const office = statementOffice();
  await office.seal('draft', 'draft.json');
  await office.seal('issue', 'issued.json', ...office.agreed());
  const ask = (period: string, ...args: readonly string[]) =>
    runCamwatch('sla', '--by', 'contract', '--ledger', office.ledger, '--period', period, ...args);
  const row = async (period: string) => {
    const { rows } = JSON.parse((await ask(period, '--json')).out);
    return rows.find(({ id }: { id: string }) => id === 'cameras');
  };
  return { ...office, ask, row };
}

describe('camwatch sla --by contract', () => {
  test('finds the statement that was issued, however its period is written', async () => {
    const { row, ask } = await issuedOffice();

    const rows = await Promise.all(SPELLINGS.map(row));
    const another = await row('2025-09-01..2025-09-29');
    const { before } = JSON.parse((await ask('2025-09-01..2025-09-30', '--json')).out);

    for (const found of rows)
      expect(found).toMatchObject({
        state: 'issued',
        statement: { id: 'cameras:2025-09', number: 0, outcome: 'as-issued' },
      });
    expect(another).toMatchObject({ state: 'provisional' });
    expect(before).toMatchObject({ period: '2025-08' });
  });

  test('goes on showing what was issued when late data change the record, and says so', async () => {
    const { row, ask, learnLate } = await issuedOffice();
    const issued = await row('2025-09');
    learnLate();

    const later = await row('2025-09');
    const { out: table } = await ask('2025-09', '--lang', 'en');
    const { out: vi } = await ask('2025-09', '--lang', 'vi');
    const { out: csv } = await ask('2025-09', '--csv');

    const { statement, ...figures } = later;
    expect(figures).toEqual({ ...issued, statement: undefined });
    expect(statement).toMatchObject({
      number: 0,
      outcome: 'differs-from-issued',
      now: { goodMs: figures.goodMs - 86_400_000, countedMs: figures.countedMs },
    });
    expect(table).toMatch(/^cameras .* issued \(no\. 0\); differs from issued: restate$/m);
    expect(table).toContain(
      'cameras:2025-09: issued 96.662 %, by the record as it stands now 94.993 %; details and money may differ too: "camwatch statement restate" corrects it.',
    );
    expect(vi).toMatch(/^cameras .* đã phát hành \(số 0\); khác bản đã phát hành: cần điều chỉnh$/m);
    expect(csv).toMatch(/,issued,cameras:2025-09,0,differs-from-issued,94\.993\r\n/);
  });

  test('shows the figures and the number of the restatement', async () => {
    const { row, learnLate, seal } = await issuedOffice();
    learnLate();
    await seal('restate', 'restated.json', '--reason', 'late data');

    expect(await row('2025-09')).toMatchObject({
      state: 'restated',
      availabilityPpm: 949_930,
      statement: { number: 1, outcome: 'as-issued' },
    });
  });
});
