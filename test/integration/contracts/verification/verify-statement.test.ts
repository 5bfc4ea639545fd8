import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { HangsOn } from '#contracts/hangs-on/hangs-on-schema.ts';
import type { ContractSettlement } from '#contracts/settle/contract-settlement.ts';
import { loadStatementKey } from '#contracts/statements/statement-key.ts';
import { sealStatement } from '#contracts/statements/statement-seal.ts';
import { verifyStatement } from '#contracts/verification/verify-statement.ts';
import { AFTER_MS, settlementOf } from '#test/support/settlement.ts';
import { shorter, statementLedger } from '#test/support/statement-ledger.ts';
import { tempFolder } from '#test/support/temp-ledger.ts';

describe('verifyStatement', () => {
  const seal = () => {
    const { key, draft, rows, folder } = statementLedger();
    draft();
    const text = readFileSync(join(folder, `draft-${AFTER_MS}-0.json`), 'utf8');
    const verify = (changed: string, settlement = settlementOf(), changedRows: readonly number[] = []) =>
      verifyStatement({
        text: changed,
        version: '0.1.0',
        fingerprint: key.signer.fingerprint,
        ledger: { rows: rows(), settle: () => settlement, changedRows: () => changedRows, problems: [] },
      });
    return { text, verify };
  };

  test('finds nothing wrong with what it wrote', () => {
    const { text, verify } = seal();

    expect(verify(text)).toMatchObject({ isGood: true, differences: [], notes: [] });
    expect(verify(text).checks.map(({ outcome }) => outcome)).toEqual(Array(7).fill('good'));
  });

  test('is red after any one changed byte', () => {
    const { text, verify } = seal();
    const step = Math.ceil(text.length / 150);
    const places = Array.from({ length: Math.floor(text.length / step) }, (_, index) => index * step);

    const unseen = places.filter((place) => {
      const other = text[place] === '1' ? '2' : '1';
      return verify(text.slice(0, place) + other + text.slice(place + 1)).isGood;
    });

    expect(places.length).toBeGreaterThan(100);
    expect(unseen).toEqual([]);
  });

  test('is red where what the money hangs on is not what the ledger gives, or does not add up', () => {
    const { key, draft, rows, folder, document } = statementLedger();
    const byType = { penalty: '0', deduction: '90000', damages: '0' };
    const hangsOn: HangsOn = {
      cases: [{ assume: 'unknown-down', byType, total: '90000' }],
      lines: [
        {
          ...{ part: 1, line: 1, rule: 'deductions', type: 'deduction', entity: 'device:cam-1' },
          ...{ payable: '45000', cases: ['90000'] },
        },
      ],
    };
    draft(settlementOf({ hangsOn }));
    const text = readFileSync(join(folder, `draft-${AFTER_MS}-0.json`), 'utf8');
    const verify = (file: string, given: Partial<ContractSettlement>) =>
      verifyStatement({
        text: file,
        version: '0.1.0',
        ledger: {
          rows: rows(),
          settle: () => settlementOf(given),
          changedRows: () => [],
          problems: [],
        },
      }).checks.filter(({ outcome }) => outcome === 'bad');

    expect(verify(text, { hangsOn })).toEqual([]);
    expect(verify(text, {})).toEqual([
      {
        name: 'hangs-on',
        outcome: 'bad',
        problems: ['expected what the money hangs on as the ledger gives it, got another'],
      },
    ]);
    const wrong = { ...hangsOn, cases: [{ assume: 'unknown-down', byType, total: '90001' } as const] };
    const forged = sealStatement({ ...document(), hangsOn: wrong }, key).text;
    expect(verifyStatement({ text: forged, version: '0.1.0' }).checks).toContainEqual({
      name: 'money',
      outcome: 'bad',
      problems: ['expected unknown-down to be the total and what its lines differ by, got 90001 VND'],
    });
  });

  test('says what differs where the ledger gives other figures or has other rows', () => {
    const { text, verify } = seal();

    const figures = verify(text, shorter());
    const rows = verify(text, settlementOf({ ledgerRows: { count: 10, seqs: [], digest: 'e'.repeat(64) } }));

    expect(figures.isGood).toBe(false);
    expect(figures.differences).toContainEqual({ where: 'total', old: '45000', new: '0' });
    expect(rows.checks.find(({ name }) => name === 'rows')).toMatchObject({
      outcome: 'bad',
      problems: [
        `expected 9 rows of the ledger with the digest ${'d'.repeat(64)}, got 10 rows with the digest ${'e'.repeat(64)}`,
      ],
    });
  });

  test('names rows whose content was changed, though figures and stored hashes are as they were', () => {
    const { text, verify } = seal();
    const seqs = Array.from({ length: 12 }, (_, place) => place + 1);

    const { isGood, checks } = verify(text, settlementOf(), seqs);

    expect(isGood).toBe(false);
    expect(checks.find(({ name }) => name === 'rows')?.problems).toEqual([
      'expected rows of the ledger as they were written, got changed ones: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 2 more',
    ]);
  });

  test.each([
    ['without its padding', (signature: string) => signature.replace(/=+$/, '')],
    ['with what is no base64', (signature: string) => `${signature.slice(0, 9)}~${signature.slice(9)}`],
    [
      'in the alphabet of addresses',
      (signature: string) => Buffer.from(signature, 'base64').toString('base64url'),
    ],
    ['with other bits that no byte is of', (signature: string) => signature.replace(/.==$/, nextDigit)],
    [
      'with a byte more',
      (signature: string) => Buffer.from(`${atob(signature)}x`, 'latin1').toString('base64'),
    ],
  ])('is red for a signature %s', (_, rewrite) => {
    const { text, verify } = seal();
    const { signature } = JSON.parse(text).seal;
    const rewritten = text.replace(signature, rewrite(signature));

    expect(rewritten).not.toBe(text);
    expect(verify(rewritten).checks[0]).toEqual({
      name: 'seal',
      outcome: 'bad',
      problems: ['signature: expected 64 bytes as base64, got something else'],
    });
  });

  test('stays green where only what is worth knowing is seen otherwise now, and tells of it', () => {
    const { text, verify } = seal();

    expect(verify(text, settlementOf({ warnings: [{ code: 'record-incomplete' }] }))).toMatchObject({
      isGood: true,
      notes: ['warnings: the file has [], now [{"code":"record-incomplete"}]'],
    });
  });

  test('is red for one that somebody else sealed anew with a key of his own', () => {
    const { text, verify } = seal();
    const forger = loadStatementKey(join(tempFolder(), 'key.pem'));
    const document = { ...JSON.parse(text).document, signer: forger.signer };

    const { checks } = verify(sealStatement(document, forger).text);

    expect(checks.filter(({ outcome }) => outcome === 'bad').map(({ name }) => name)).toEqual([
      'signer',
      'record',
    ]);
  });

  test('is red, and no error, where the file names what cannot be settled', () => {
    const { text, verify } = seal();
    const longer = text.replaceAll('"toMs":1796058000000', '"toMs":9796058000000');

    expect(longer).not.toBe(text);
    expect(verify(longer).checks.find(({ name }) => name === 'figures')).toMatchObject({
      outcome: 'bad',
      problems: [
        'cannot be computed again: expected the ends of 2026-11 in Asia/Ho_Chi_Minh, got 1793466000000 to 9796058000000',
      ],
    });
  });

  test('checks what it can without the ledger, and says so', () => {
    const { text } = seal();

    expect(verifyStatement({ text, version: '0.2.0' })).toMatchObject({
      isGood: true,
      verdict: 'key-and-ledger-not-checked',
      notes: [
        'made by camwatch 0.1.0, verified by camwatch 0.2.0',
        'checked without the ledger: whether its figures are right was not looked at',
      ],
    });
  });
});

/** The last digit before the padding carries two bits: the other four are read and left. */
function nextDigit(end: string): string {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  return `${digits[digits.indexOf(end.charAt(0)) + 1]}==`;
}
