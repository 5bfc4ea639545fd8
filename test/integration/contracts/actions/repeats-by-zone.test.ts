import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { settleOnRecord } from '#contracts/actions/statements/settle-on-record.ts';
import type { StatementDocument } from '#contracts/statements/statement-schema.ts';
import { parsePeriod } from '#core/time/periods.ts';
import { openLedgerReader } from '#ledger/sqlite/reading/read-ledger.ts';
import { createEmptyLedger, writeVector } from '#test/support/rules-vector-ledger.ts';
import { readVectors } from '#test/support/rules-vectors.ts';

const HAVANA = 'America/Havana';

/** October of a contract in Havana, in a city of Viet Nam, after two issued months with the same breach. */
function settledIn(rules: 1 | 2) {
  const vector = readVectors().find(({ id }) => id === '11.7-a');
  const period = parsePeriod('2026-10', HAVANA);
  if (!vector || !period) throw new Error('expected the example 11.7-a');
  const folder = mkdtempSync(join(tmpdir(), 'camwatch-repeats-'));
  const terms = { ...vector.contract.terms, time_zone: HAVANA };
  const of = { ...vector, contract: { ...vector.contract, terms } };
  const reader = openLedgerReader(writeVector(of, rules, createEmptyLedger(join(folder, 'empty.sqlite'))));
  onTestFinished(() => {
    reader.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const asOfMs = period.toMs + 5 * 86_400_000;
  const lines = [{ rule: 'deductions', entity: 'device:cam-1' }];
  const document = { figures: { parts: [{ money: { lines } }] } } as unknown as StatementDocument;
  return settleOnRecord(
    reader,
    { contractId: 'c', period, timeZone: 'Asia/Ho_Chi_Minh', asOfMs, recordedBeforeMs: asOfMs },
    { readFiled: () => document },
  );
}

test.each([
  // October of Havana is no month of Ha Noi, and of the time of the same length before it no statement is issued.
  [1, 100_000n, '2026-08-31T11:00:00+07:00..2026-10-01T11:00:00+07:00'],
  // July is issued as well, August and September before it.
  [2, 250_000n, '2026-06'],
] as const)(
  'by version %i of the rules breaches in a row are counted by months of the zone of the contract from 2 on',
  (rules, amount, unknown) => {
    const { parts, warnings } = settledIn(rules);

    expect(parts[0]?.figures.money.lines.map((line) => line.amount)).toEqual([amount]);
    expect(warnings).toContainEqual({ code: 'repeats-unknown-before', period: unknown });
  },
);
