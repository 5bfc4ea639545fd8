import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { settleOnRecord } from '#contracts/actions/settle-on-record.ts';
import { readFiled } from '#contracts/statements/record-statement.ts';
import { buildFigures } from '#contracts/statements/statement-figures.ts';
import { type Filed, listFiled, readLives } from '#contracts/statements/statement-register.ts';
import type { StatementDocument } from '#contracts/statements/statement-schema.ts';
import { findRecordProblems } from '#contracts/verification/verify-record.ts';
import { verifyStatement } from '#contracts/verification/verify-statement.ts';
import { canonicalJson } from '#core/text/canonical-json.ts';
import { openLedgerReader } from '#ledger/sqlite/reading/read-ledger.ts';
import { unpackOldLedger } from '#test/support/old-ledger.ts';
import { TIME_ZONE } from '#test/support/settled-city.ts';

/** What was sealed before there was a second version of the rules; what happened in it: test/fixtures/ledgers/README.md. */
describe('statements that were sealed before versions of the rules', () => {
  const old = unpackOldLedger('rules-1');
  const reader = openLedgerReader(old.path);
  const problems = findRecordProblems(old.path);
  afterAll(() => {
    reader.close();
    old.remove();
  });
  const settle = ({ contract, period, asOfMs, recordedBeforeMs }: StatementDocument) =>
    settleOnRecord(
      reader,
      { contractId: contract.id, period, asOfMs, recordedBeforeMs, timeZone: TIME_ZONE },
      { readFiled: (filed) => readFiled(old.path, filed) },
    );
  const sealed = readLives(reader.decisions('statement')).flatMap(listFiled);
  const titleOf = ({ action, contract, period }: Filed) => `${contract} ${period.label} ${action}`;

  test('are all there', () => {
    expect(sealed.map(titleOf)).toEqual([
      'cameras 2026-09 drafted',
      'cameras 2026-09 issued',
      'cameras 2026-09 restated',
      'cams-b 2026-09 drafted',
      'cams-b 2026-09 issued',
      'lines 2026-09 drafted',
      'lines 2026-09 issued',
      'recorders 2026-09 drafted',
      'recorders 2026-09 issued',
      'sydney 2026-09 drafted',
      'cameras 2026-10 drafted',
      'recorders 2026-10 drafted',
      'late 2026-10 drafted',
      'sydney 2026-10 drafted',
    ]);
  });

  test.each(sealed.map((filed) => ({ filed, title: titleOf(filed) })))(
    '$title verifies, and settles to the same bytes',
    async ({ filed }) => {
      const text = readFileSync(`${old.path}.files/${filed.files[0]?.sha256}`, 'utf8');
      const document = readFiled(old.path, filed);

      const { verdict, checks, differences } = verifyStatement({
        text,
        version: document.software.version,
        ledger: {
          rows: reader.decisions('statement'),
          settle,
          changedRows: reader.changedRows,
          problems: await problems,
        },
      });

      expect(checks.flatMap((check) => check.problems)).toEqual([]);
      expect({ verdict, differences }).toEqual({ verdict: 'good', differences: [] });
      expect(canonicalJson(buildFigures(settle(document)))).toBe(canonicalJson(document.figures));
    },
  );
});
