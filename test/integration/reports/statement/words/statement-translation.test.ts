import { describe, expect, test } from 'vitest';
import { buildStatementDocument } from '#reports/statement/build-statement-document.ts';
import type { StatementInput } from '#reports/statement/statement-input.ts';
import { createDocumentWords } from '#reports/statement/words/document-words.ts';
import { documentText } from '#test/support/document-text.ts';
import { DAY_MS } from '#test/support/settlement.ts';
import { shorter, statementLedger } from '#test/support/statement-ledger.ts';

const inEnglish = ({ document, life }: ReturnType<typeof statementLedger>): StatementInput => ({
  document: document(),
  sha256: life().latest?.sha256 ?? '',
  names: {},
  words: createDocumentWords('Asia/Ho_Chi_Minh', 'en'),
});

const VIETNAMESE = /.*[À-ÖØ-ỹ].*/gu;

const textOf = (input: StatementInput): string => {
  const { body, annexes } = documentText(buildStatementDocument(input));
  return `${body}\n${annexes}`;
};

describe('a statement in English', () => {
  test('says on its front that it is a translation, and what prevails', () => {
    const ledger = statementLedger();
    ledger.draft();
    const { typeName, subject, language } = buildStatementDocument(inEnglish(ledger));

    const text = textOf(inEnglish(ledger));

    expect([language, typeName, subject]).toEqual([
      'en',
      'Statement (draft)',
      'Quality of service and amounts of money of contract c-1, period November 2026',
    ]);
    expect(text).toContain(
      'This document is a translation for reference. The statement is made from electronic data that are digitally signed. If texts differ, the signed electronic data prevail, and after them the Vietnamese document.',
    );
  });

  test('has the figures, times and money of the Vietnamese, written the English way', () => {
    const ledger = statementLedger();
    ledger.draft();

    const text = textOf(inEnglish(ledger));

    expect(text).toMatch(/1 \| device:cam-1 \| 2,332,800,000 \| 2,592,000,000 \| 90\.00 %/);
    expect(text).toContain('Deduction | 45,000 VND | 0 VND | 45,000 VND');
    expect(text).toContain('Period | from 2026-11-01 00:00 to before 2026-12-01 00:00 (time of Viet Nam)');
  });

  test('leaves nothing in Vietnamese but what is on record so: draft, issued and restated', () => {
    const ledger = statementLedger();
    const left: string[] = [];
    const note = () => left.push(...(textOf(inEnglish(ledger)).match(VIETNAMESE) ?? []));
    ledger.draft();
    note();
    ledger.object({ lines: [1], why: 'mất điện' });
    ledger.wait(5 * DAY_MS);
    ledger.issue();
    note();
    ledger.restate(shorter(), 'claim 7 was accepted');
    note();

    const names = ['Bảo trì camera', '“mất điện”'];
    expect(left).toHaveLength(5);
    expect(left.filter((line) => !names.some((name) => line.includes(name)))).toEqual([]);
  });
});
