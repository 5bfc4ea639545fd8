import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { NewObjection } from '#contracts/actions/statements/object-to-statement.ts';
import type { Dossier, DossierClaim } from '#contracts/dossier/dossier-schema.ts';
import { lateWarnings } from '#contracts/dossier/late-warnings.ts';
import { objectionEntries } from '#contracts/dossier/objection-entries.ts';
import type { StatementDocument } from '#contracts/statements/statement-schema.ts';
import type { Language } from '#core/language/language.ts';
import { differenceCells } from '#reports/statement/annexes/difference-annex.ts';
import { buildStatementDocument } from '#reports/statement/build-statement-document.ts';
import { figureInWords } from '#reports/statement/figure-in-words.ts';
import { createDocumentWords } from '#reports/statement/words/document-words.ts';
import { documentText } from '#test/support/document-text.ts';
import { DAY_MS, settlementOf } from '#test/support/settlement.ts';
import { instant, stretch } from '#test/support/sla-input.ts';
import { DOSSIER, NAMES } from '#test/support/statement-dossier.ts';
import { statementLedger } from '#test/support/statement-ledger.ts';

const TWO_DOWN = () =>
  settlementOf({ cameras: [1, 2].map(() => ({ down: [stretch('2026-11-05T08:00', '2026-11-08T08:00')] })) });

/** A statement issued with these objections, of two cameras that owe 45,000 đồng each. */
function issuedWith(objections: readonly Partial<NewObjection>[], claims: Dossier['claims'] = []) {
  const ledger = statementLedger();
  ledger.draft(TWO_DOWN());
  for (const objection of objections) ledger.object(objection);
  ledger.wait(5 * DAY_MS);
  ledger.issue(TWO_DOWN());
  const document = ledger.document();
  const entries = objectionEntries(ledger.life(), objections.length, { figures: document.figures, claims });
  return { ...document, dossier: { ...DOSSIER, claims: [...claims], objections: entries } };
}

const textOf = (document: StatementDocument, language: Language = 'vi') =>
  documentText(
    buildStatementDocument({
      document,
      sha256: '0'.repeat(64),
      names: NAMES,
      words: createDocumentWords('Asia/Ho_Chi_Minh', language),
    }),
  );

describe('an objection on the paper', () => {
  test('counts each line that is in dispute over it, also where it names a device or an outage alone', () => {
    const document = issuedWith([{ entities: ['device:cam-1'] }, { outages: ['change:1'], why: 'mất điện' }]);

    const { body } = textOf(document);

    expect(document.money.disputed).toBe('90000');
    expect(body.match(/1 khoản còn tranh chấp vì ý kiến này, cộng 45\.000 đồng/g)).toHaveLength(1);
    expect(body.match(/2 khoản còn tranh chấp vì ý kiến này, cộng 90\.000 đồng/g)).toHaveLength(1);
    expect(textOf(document, 'en').body).toContain('1 line in dispute over it, together 45,000 VND');
  });

  test('says which lines that it names are no more', () => {
    const [entry] = issuedWith([{ lines: [1] }]).dossier.objections;
    const document = issuedWith([{ lines: [1] }]);
    const gone = {
      ...document,
      objections: document.objections.map((one) => ({ ...one, lines: ['penalties · device:cam-9'] })),
      dossier: {
        ...document.dossier,
        objections: [{ ...entry, lines: [{ line: 'penalties · device:cam-9' }] }],
      },
    } as StatementDocument;

    expect(textOf(gone).body).toContain(
      'không có khoản tiền nào còn tranh chấp vì ý kiến này; 1 khoản nêu trong ý kiến không còn',
    );
  });
});

describe('a claim on the paper', () => {
  const [claim] = DOSSIER.claims as [DossierClaim];

  test('that was withdrawn late was not decided', () => {
    const { decision: _, ...rest } = claim;
    const withdrawn: DossierClaim = {
      ...rest,
      status: 'withdrawn',
      withdrawn: {
        seq: 2,
        recordedMs: instant('2026-11-20T09:00'),
        author: 'an',
        by: 'contractor:a',
        reason: 'trùng',
      },
      limits: [
        {
          limit: 'decided',
          dueMs: instant('2026-11-19T09:00'),
          doneMs: instant('2026-11-20T09:00'),
          overMs: DAY_MS,
        },
      ],
    };
    const document = issuedWith([], [withdrawn]);
    const warnings = lateWarnings({ claims: [withdrawn], works: [], unmeasured: [] });

    const vi = textOf({ ...document, warnings: [...warnings] });
    const en = textOf({ ...document, warnings: [...warnings] }, 'en');

    expect(vi.body).toContain(
      'Đề nghị loại trừ số 7 không được quyết định trong hạn 09:00 19/11/2026 của hợp đồng; bên gửi rút lúc 09:00 20/11/2026, muộn 1 ngày so với hạn ấy.',
    );
    expect(vi.body).toContain('rút trước khi có quyết định: muộn 1 ngày (hạn 09:00 19/11/2026)');
    expect(`${vi.body}${vi.annexes}`).not.toMatch(/được quyết định lúc|[|\n] quyết định: muộn/);
    expect(en.body).toContain('was not decided by 2026-11-19 09:00, the limit of the contract');
    expect(en.annexes).toContain('withdrawal before a decision: late by 1 d');
  });

  test('names what its decision excuses besides what was accepted: it is behind that', () => {
    const document = issuedWith(
      [],
      [{ ...claim, decision: { ...claim.decision, accepted: ACCEPTED } } as DossierClaim],
    );
    const [part] = document.figures.parts;
    const entities = part?.entities.map((entity) => ({
      ...entity,
      stretches: entity.stretches.map((one) => ({
        ...one,
        class: 'excused' as const,
        excuse: { cause: 'power-cut', ref: 'claim:7' },
      })),
    }));
    const figures = { ...document.figures, parts: [{ ...part, entities }] } as StatementDocument['figures'];

    expect(textOf({ ...document, figures }).annexes).toContain(
      'Cũng được loại trừ | Camera 1, số 1 Lê Duẩn, Phường Cửa Nam (ở phía sau thiết bị được chấp thuận, điều 5.7, 6.4 Quy tắc)',
    );
  });

  test('says when it came in and, where that was later, when it was put on record', () => {
    const filed = { ...claim.filed, recordedMs: instant('2026-11-20T10:00') };

    expect(textOf(issuedWith([], [{ ...claim, filed }])).body).toContain(
      'Đề nghị loại trừ số 7, Nhà thầu A, nhận 09:00 09/11/2026, ghi sổ 10:00 20/11/2026 |',
    );
  });
});

const ACCEPTED = {
  fromMs: instant('2026-11-05T08:00'),
  toMs: instant('2026-11-06T08:00'),
  entities: ['device:cam-2'],
};

describe('the figures on the paper', () => {
  test.each([
    [
      'vi',
      /Số lần gián đoạn thuộc trách nhiệm nhà thầu \(điều 7\.7 Quy tắc\) \| 2/,
      /\(điều 7\.6, 7\.7 Quy tắc\) \| 3 ngày/,
    ],
    [
      'en',
      /Outages that the contractor answers for \(clause 7\.7 of the Rules\) \| 2/,
      /\(clauses 7\.6, 7\.7 of the Rules\) \| 3 d/,
    ],
  ] as const)('say whose outages are counted and measured, in %s', (language, count, longest) => {
    const { body } = textOf(issuedWith([]), language);

    expect(body).toMatch(count);
    expect(body).toMatch(longest);
  });

  test.each([
    ['vi', 'rules.vi.md', 'rules.md'],
    ['en', 'rules.md', 'rules.vi.md'],
  ] as const)(
    'cite the rules by title, version and the hash of their text, in %s',
    (language, own, other) => {
      const [first, second] = [own, other].map((name) =>
        readFileSync(new URL(`../../../../../docs/${name}`, import.meta.url)),
      );
      const title = `${first}`.slice(2, `${first}`.indexOf('\n'));
      const { body, annexes } = textOf(issuedWith([]), language);

      expect(body).toContain(
        `ersion 1 of “${title}”`.replace('ersion 1 of', language === 'vi' ? 'hiên bản 1 của' : 'ersion 1 of'),
      );
      for (const text of [first, second])
        expect(annexes).toContain(
          createHash('sha256')
            .update(text ?? '')
            .digest('hex'),
        );
      expect(`${body}${annexes}`).not.toContain('docs/');
    },
  );

  test.each([
    ['own', 'chính thiết bị'],
    ['third-party', 'device:cam-1, bên thứ ba'],
    ['power', 'device:cam-1, nguồn điện'],
  ])('that changed by who answers tell the cause in words: %s', (cause, words) => {
    const where = `parts › 2026-11 › entities › device:cam-1 › outages › change:1 › blame › device:cam-1 · ${cause}`;

    expect(figureInWords({ where, new: '{}' }, createDocumentWords('Asia/Ho_Chi_Minh', 'vi')).figure).toBe(
      `lần gián đoạn, change:1, quy trách nhiệm, ${words}`,
    );
  });

  test('call a money line that changed by what it is', () => {
    const document = issuedWith([]);
    const where = 'parts › 2026-11 › money › lines › deductions · device:cam-1 › payable';
    const words = createDocumentWords('Asia/Ho_Chi_Minh', 'vi');
    const input = { document, sha256: '', names: NAMES, words };

    expect(differenceCells({ where, old: '45000', new: '22500' }, input)[1]).toBe(
      'giảm trừ thanh toán, Camera 1, số 1 Lê Duẩn, Phường Cửa Nam',
    );
    expect(textOf(document).body).not.toContain('deductions');
  });
});

test.each([
  ['network', 'sự cố mạng'],
  ['line', 'sự cố đường dây'],
  ['town', 'nội thành, thị xã'],
  ['village', 'thị trấn, xã'],
  ['khu vực A', 'khu vực A'],
])('the Vietnamese paper calls the urgency %s of a contract %s', (name, words) => {
  expect(createDocumentWords('Asia/Ho_Chi_Minh', 'vi').severity(name)).toBe(words);
});
