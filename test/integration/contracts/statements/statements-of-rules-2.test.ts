import { afterAll, describe, expect, test } from 'vitest';
import { exportLedger } from '#ledger/sqlite/keeping/export-ledger.ts';
import { openSealedStatements } from '#test/support/sealed-statements.ts';
import { TIME_ZONE } from '#test/support/settled-city.ts';
import { verifyStatement } from '#verifier/verify-statement.mjs';

describe('statements that were sealed by version 2 of the rules', () => {
  const { path, statements, textOf, verify, close } = openSealedStatements('rules-2');
  const lines = [...exportLedger(path, { secret: 'include', timeZone: TIME_ZONE })];
  afterAll(close);

  test('are all there', () => {
    expect(statements.map(({ title }) => title)).toEqual([
      'cameras 2026-09 drafted',
      'cameras 2026-09 issued',
      'cameras 2026-10 drafted',
      'cameras 2026-10 issued',
      'cameras 2026-10 restated',
      'ward-2 2026-10 drafted',
      'ward-2 2026-10 issued',
      'lines 2026-10 drafted',
      'lines 2026-10 issued',
      'mixed 2026-10 drafted',
      'mixed 2026-10 issued',
      'late 2026-10 drafted',
      'late 2026-10 issued',
      'early 2026-10 drafted',
      'early 2026-10 issued',
    ]);
  });

  test.each(statements)('$title verifies, and settles to the same bytes', async ({ filed }) => {
    const { verdict, differences, problems, sealed, settled } = await verify(filed);

    expect({ verdict, differences, problems }).toEqual({ verdict: 'good', differences: [], problems: [] });
    expect(settled).toBe(sealed);
  });

  test.each(statements)('$title is green for the second settler', ({ filed }) => {
    const text = textOf(filed);
    const { fingerprint } = JSON.parse(text).document.signer;

    const { verdict, findings } = verifyStatement(text, lines, { fingerprint });

    expect(findings.flatMap(({ differences = [] }) => differences)).toEqual([]);
    expect(verdict).toBe('green');
  });
});
