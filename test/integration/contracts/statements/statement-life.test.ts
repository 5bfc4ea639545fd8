import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildDraft } from '#contracts/statements/build-statement.ts';
import { recordStatement } from '#contracts/statements/record-statement.ts';
import { loadStatementKey } from '#contracts/statements/statement-key.ts';
import { sealStatement } from '#contracts/statements/statement-seal.ts';
import { verifyLedger } from '#ledger/sqlite/checks/verify-chain.ts';
import { AFTER_MS, DAY_MS, factsOf, settlementOf } from '#test/support/settlement.ts';
import { shorter, statementLedger } from '#test/support/statement-ledger.ts';

const PAPER = { name: 'agreed.pdf', sha256: 'b'.repeat(64), sizeBytes: 8 };

describe('a statement', () => {
  test('goes from draft to issue to restatement, each sealed, filed and on the chain', async () => {
    const { draft, issue, restate, wait, ledger, document, life } = statementLedger();

    draft();
    wait(5 * DAY_MS);
    issue();
    restate(shorter(), 'yêu cầu loại trừ 7 được chấp nhận');

    const restated = document();
    expect(restated).toMatchObject({
      state: 'restated',
      number: 1,
      reason: 'yêu cầu loại trừ 7 được chấp nhận',
    });
    expect(restated.differences).toContainEqual({
      where: 'parts › 2026-11 › entities › device:cam-1 › goodMs',
      old: String(27 * DAY_MS),
      new: String(28.5 * DAY_MS),
    });
    expect(restated.differences).toContainEqual({ where: 'total', old: '45000', new: '0' });
    expect(life().steps.map(({ action }) => action)).toEqual(['drafted', 'issued', 'restated']);
    expect(await verifyLedger(ledger, { scope: 'full', attachments: 'check' })).toMatchObject({
      problemCount: 0,
    });
  });

  test('is not written through a link that somebody left in the way', () => {
    const { draft, folder } = statementLedger();
    const [precious, name] = [join(folder, 'precious'), `draft-${AFTER_MS}-0.json`];
    writeFileSync(precious, 'precious');
    symlinkSync(precious, join(folder, `${name}.partial-${process.pid}`));

    draft();

    expect(readFileSync(precious, 'utf8')).toBe('precious');
    expect(readFileSync(join(folder, name), 'utf8')).toContain('"state":"draft"');
  });

  test('is not restated where nothing changed', () => {
    const { draft, issue, restate, wait, life } = statementLedger();
    draft();
    wait(5 * DAY_MS);
    issue();

    expect(() => restate(settlementOf(), 'vì muốn')).toThrow(
      'statement c-1:2026-11: nothing changed since it was last sealed: there is nothing to restate',
    );
    expect(life().steps).toHaveLength(2);
  });

  test('is not drafted twice, and not before its period is over', () => {
    const { draft, folder } = statementLedger();
    const key = loadStatementKey(join(folder, 'key.pem'));
    draft();

    expect(() => draft()).toThrow(
      'is drafted already (2026-12-01T01:00:00.000Z): withdraw that draft for a new one (--replace WHY)',
    );
    expect(() => buildDraft(factsOf(key, [], { nowMs: settlementOf().period.toMs - 1 }))).toThrow(
      'statement c-1:2026-11: expected a period that is over, got 2026-11, which ends at 2026-11-30T17:00:00.000Z',
    );
  });

  test('is not drafted under a second name of its period', () => {
    const { key } = statementLedger();
    const period = { ...settlementOf().period, label: '2026-11-01..2026-11-30' };

    expect(() => buildDraft(factsOf(key, [], { settlement: settlementOf({ period }) }))).toThrow(
      'expected a whole month such as 2026-11, by which the contract is settled, got 2026-11-01..2026-11-30',
    );
  });

  test('is refused where somebody else took a step meanwhile, and leaves no file', () => {
    const { draft, decisions, key, rows, ledger, folder, life } = statementLedger();
    const before = life();
    const sealed = sealStatement(buildDraft(factsOf(key, rows())), key);
    draft();
    const out = join(folder, 'late.json');

    expect(() => recordStatement(decisions, before, sealed, { ledger, out, overwrite: false })).toThrow(
      'somebody else took a step meanwhile: look at it and try again',
    );
    expect(existsSync(out)).toBe(false);
  });

  test('is not issued while the contractor may object, unless it agreed', () => {
    const { draft, issue, document, wait } = statementLedger();
    draft();
    wait(5 * DAY_MS - 1);

    expect(() => issue()).toThrow(
      'statement c-1:2026-11: the contractor may object until 2026-12-06T01:00:00.000Z: wait until then, until it agrees, or for the paper on which it agreed',
    );
    issue(undefined, { by: 'contractor:a', files: [PAPER] });

    expect(document()).toMatchObject({ state: 'issued', agreedBy: 'contractor:a', agreement: [PAPER] });
  });

  test.each([
    [{ by: 'contractor:b', files: [PAPER] }, 'expected contractor:a, who alone may agree, got contractor:b'],
    [{ by: 'agency:a', files: [PAPER] }, 'expected contractor:a, who alone may agree, got agency:a'],
    [{ by: 'contractor:a', files: [] }, 'expected a paper of the agreement, got none (--attach FILE)'],
  ])('is agreed to by its contractor alone, on paper: %j', (agreement, message) => {
    const { draft, issue, life } = statementLedger();
    draft();

    expect(() => issue(undefined, agreement)).toThrow(`statement c-1:2026-11: ${message}`);
    expect(life().issued).toBeUndefined();
  });

  test('names the paper of an agreement in its row, after its own file', () => {
    const { draft, issue, life } = statementLedger();
    draft();
    issue(undefined, { by: 'contractor:a', files: [PAPER] });

    expect(life().issued?.files.slice(1)).toEqual([PAPER]);
  });
});
