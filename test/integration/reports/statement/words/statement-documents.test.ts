import { describe, expect, test } from 'vitest';
import { divideMoney } from '#contracts/statements/statement-disputes.ts';
import { parseEntity } from '#core/domain/state.ts';
import { buildStatementDocument } from '#reports/statement/build-statement-document.ts';
import type { StatementInput } from '#reports/statement/statement-input.ts';
import { createDocumentWords } from '#reports/statement/words/document-words.ts';
import { documentText, blockLines as lines } from '#test/support/document-text.ts';
import { DAY_MS, settlementOf } from '#test/support/settlement.ts';
import { shorter, statementLedger } from '#test/support/statement-ledger.ts';

type Ledger = ReturnType<typeof statementLedger>;

const inputOf = ({ document, life }: Ledger, rest: Partial<StatementInput> = {}): StatementInput => ({
  document: document(),
  sha256: life().latest?.sha256 ?? '',
  names: {},
  words: createDocumentWords('Asia/Ho_Chi_Minh'),
  ...rest,
});

const textOf = (input: StatementInput): string => {
  const { body, annexes } = documentText(buildStatementDocument(input));
  return `${body}\n${annexes}`;
};

describe('the document of a statement', () => {
  test('has the hash and the key that tie it to the sealed file', () => {
    const ledger = statementLedger();
    ledger.draft();
    const input = inputOf(ledger);

    const text = textOf(input);

    expect(text).toContain(`Mã băm của nội dung (SHA-256) | ${input.sha256}`);
    expect(text).toContain(`Dấu vân tay của khóa ký (Ed25519) | ${input.document.signer.fingerprint}`);
    expect(buildStatementDocument(input).info.properties).toEqual({
      statement: 'c-1:2026-11 0',
      sha256: input.sha256,
      keyFingerprint: input.document.signer.fingerprint,
    });
  });

  test.each([
    ['vi', 'Trong kỳ không phát sinh khoản tiền nào theo các điều khoản đã áp dụng.', '| không có'],
    ['en', 'By the terms as they were applied the period has no line of money.', '| none'],
  ] as const)('says in words that nothing is due and nothing was down, in %s', (language, money, longest) => {
    const ledger = statementLedger();
    ledger.draft(settlementOf({ cameras: [{}] }));

    const text = textOf(inputOf(ledger, { words: createDocumentWords('Asia/Ho_Chi_Minh', language) }));

    expect(text).toContain(money);
    expect(text).toMatch(new RegExp(`(7\\.6, 7\\.7)[^|]+\\${longest}`));
  });

  test('says from milliseconds to percent, cut off, and from inputs to money', () => {
    const ledger = statementLedger();
    ledger.draft();

    const text = textOf(inputOf(ledger));

    expect(text).toMatch(/1 \| device:cam-1 \| 2\.332\.800\.000 \| 2\.592\.000\.000 \| 90,00 %/);
    expect(text).toMatch(
      /Giảm trừ thanh toán\nđiều 11\.3, 11\.2 Quy tắc \| device:cam-1 \| .+ \| 45\.000 đồng \| 45\.000 đồng \| –/,
    );
    expect(text).toContain(
      'Quy tắc tính | Phiên bản 1 của “Quy tắc tính, từng điều” (mã băm SHA-256 của văn bản ở Phụ lục IX)',
    );
    expect(text).toContain('Phạt vi phạm | 0 đồng | 0 đồng | 0 đồng');
    expect(text).toContain('Giảm trừ thanh toán | 45.000 đồng | 0 đồng | 45.000 đồng');
    expect(text).toContain('Bồi thường thiệt hại | 0 đồng | 0 đồng | 0 đồng');
  });

  test('says once by which version of the rules it was settled', () => {
    const ledger = statementLedger();
    ledger.draft();
    const { document, ...input } = inputOf(ledger);
    const parts = document.figures.parts.map((part) => ({ ...part, terms: { ...part.terms, rules: 2 } }));
    const figures = { ...document.figures, parts };

    const text = textOf({ ...input, document: { ...document, figures } });

    expect(text.split('\n').filter((line) => /^Quy tắc .*phiên bản/i.test(line))).toEqual([
      'Quy tắc tính | Phiên bản 2 của “Quy tắc tính, từng điều” (mã băm SHA-256 của văn bản ở Phụ lục IX); số điều dẫn theo Quy tắc này',
    ]);
  });

  test('is a draft, what was issued, or a numbered restatement, by its name', () => {
    const ledger = statementLedger();
    const names: string[] = [];
    const note = () => names.push(buildStatementDocument(inputOf(ledger)).typeName);
    ledger.draft();
    note();
    ledger.wait(5 * DAY_MS);
    ledger.issue();
    note();
    ledger.restate(shorter(), 'đề nghị loại trừ 7 được chấp thuận');
    note();

    expect(names).toEqual(['Bảng đối soát (dự thảo)', 'Bảng đối soát', 'Bảng đối soát điều chỉnh lần 1']);
    const text = textOf(inputOf(ledger));
    expect(text).toContain('Lý do điều chỉnh: đề nghị loại trừ 7 được chấp thuận.');
    expect(text).toMatch(/^Thay cho \| bảng đối soát đã phát hành$/m);
    expect(text).toMatch(/^Mã băm của bảng được thay \(SHA-256\) \| [0-9a-f]{64}$/m);
    expect(text).toContain(
      'Lần gián đoạn bắt đầu từ kỳ trước có thời gian trong kỳ nhưng không tính vào số lần.',
    );
    expect(text).toContain('tổng cộng |  | 45.000 đồng | 0 đồng | không xác định được');
    expect(text).toContain('device:cam-1 | độ khả dụng | 90,00 % | 95,00 % | không xác định được');
  });

  test('keeps what is disputed apart, also where the objection came after the draft was sealed', () => {
    const ledger = statementLedger();
    ledger.draft();
    ledger.object({ lines: [1], why: 'mất điện cả tuyến phố' });
    const { objections } = ledger.life();
    const since = { objections: [...objections], money: divideMoney(ledger.document().figures, objections) };

    const text = textOf(inputOf(ledger, { since }));

    expect(text).toContain('Giảm trừ thanh toán | 0 đồng | 45.000 đồng | 45.000 đồng');
    expect(text).toContain(
      'Các khoản còn tranh chấp: số 1. Không tranh chấp 0 đồng; còn tranh chấp, chờ hai bên giải quyết, 45.000 đồng.',
    );
    expect(text).toMatch(/Số 1, ghi nhận .+, của contractor:a: “mất điện cả tuyến phố” \(đối với: khoản 1 /);
  });

  test('names every annex in its body, and both parties to sign', () => {
    const ledger = statementLedger();
    ledger.draft();
    const { annexes, body, parties } = buildStatementDocument(
      inputOf(ledger, { names: { contractor: 'Công ty A & B <TNHH>' } }),
    );
    const text = lines(body).join('\n');

    for (const number of ['I', 'II', 'III', 'IV', 'V', 'VI'].slice(0, annexes.length))
      expect(text).toMatch(new RegExp(`Phụ lục ${number}\\b`));
    expect(parties.map(({ role, body: party }) => [role, party])).toEqual([
      ['Đại diện bên A', 'Sở Khoa học và Công nghệ'],
      ['Đại diện bên B', 'Công ty A & B <TNHH>'],
    ]);
  });

  test('calls devices by their names, with the ids that are sealed, wherever they stand', () => {
    const ledger = statementLedger();
    ledger.draft();
    const input = inputOf(ledger);
    const [first] = input.document.figures.parts.flatMap(({ entities }) => entities);
    const entity = first?.entity ?? '';
    const names = { entities: new Map([[entity, 'Ngã tư Sở 1']]) };
    const tables = buildStatementDocument({ ...input, names }).annexes.filter(({ blocks }) =>
      lines(blocks).some((line) => line.includes('Ngã tư Sở 1')),
    );

    expect(tables.length).toBeGreaterThan(2);
    const { id } = parseEntity(entity) ?? {};
    for (const { title, blocks } of tables) {
      expect(lines(blocks).join('\n'), title).toContain(`Ngã tư Sở 1\n${id}`);
      expect(lines(blocks).join('\n'), title).not.toContain(entity);
    }
  });

  test('is the same for the same statement', () => {
    const ledger = statementLedger();
    ledger.draft();

    expect(buildStatementDocument(inputOf(ledger))).toEqual(buildStatementDocument(inputOf(ledger)));
  });

  test('writes ids as they are, also where a line begins with one', () => {
    const ledger = statementLedger();
    ledger.draft();
    const input = inputOf(ledger);
    const finding = {
      code: 'answers-ping-only',
      entity: 'device:cam-2',
      atMs: input.document.madeMs,
      ref: 'change:99',
      detail: 7_200_000,
    } as const;

    expect(textOf({ ...input, document: { ...input.document, findings: [finding] } })).toContain(
      '\ndevice:cam-2: chỉ trả lời ping trong 2 giờ, từ ',
    );
  });

  test('tells terms of a later version as they were sealed', () => {
    const ledger = statementLedger();
    ledger.draft();
    const input = inputOf(ledger);
    const [part, ...parts] = input.document.figures.parts;
    const changed = part && { ...part, terms: { ...part.terms, unknown: 'half' } };
    const document = {
      ...input.document,
      figures: { ...input.document.figures, parts: changed ? [changed, ...parts] : [] },
    };

    expect(textOf({ ...input, document })).toContain('unknown | "half"');
  });
});
