import { describe, expect, test } from 'vitest';
import type { DossierClaim } from '#contracts/dossier/dossier-schema.ts';
import { objectionEntries } from '#contracts/dossier/objection-entries.ts';
import { listFiled } from '#contracts/statements/statement-register.ts';
import type { Language } from '#core/language/language.ts';
import { renderPdf } from '#documents/pdf/render-pdf.ts';
import { buildClaimPaper } from '#reports/statement/papers/claim-paper.ts';
import { buildObjectionPaper } from '#reports/statement/papers/objection-paper.ts';
import { createDocumentWords } from '#reports/statement/words/document-words.ts';
import { documentText } from '#test/support/document-text.ts';
import { DAY_MS } from '#test/support/settlement.ts';
import { DOSSIER, FILED_MS, NAMES } from '#test/support/statement-dossier.ts';
import { shorter, statementLedger } from '#test/support/statement-ledger.ts';

const [CLAIM] = DOSSIER.claims as [DossierClaim];
const HASH = '7'.repeat(64);

const claimPaper = (language: Language, claim: DossierClaim = CLAIM) =>
  buildClaimPaper({
    claim,
    contract: { id: 'c-1', name: 'Bảo trì camera', number: '01/2025/HĐ', contractor: 'a' },
    rows: [{ seq: 41, act: 'file', recordedMs: FILED_MS, hash: HASH }],
    names: NAMES,
    words: createDocumentWords('Asia/Ho_Chi_Minh', language),
  });

describe('the paper of a claim', () => {
  test.each([
    [
      'vi',
      [
        'Số hợp đồng | 01/2025/HĐ',
        'Bên A (đơn vị quản lý, sử dụng) | Sở Khoa học và Công nghệ',
        'Bên B (nhà thầu) | Nhà thầu A',
        'Thiết bị, đường truyền | Camera 1, số 1 Lê Duẩn, Phường Cửa Nam',
        'Ý kiến | Viễn thông B, 09:00 09/11/2026: “đường truyền tốt”',
        'Kết quả | chấp thuận một phần',
        'Lý do | điện lực xác nhận một phần',
        'Thời hạn của hợp đồng | quyết định: muộn 1 ngày (hạn 09:00 08/11/2026)',
        `bien-ban.pdf | ${'e'.repeat(64)}`,
        `gửi đề nghị | 09:00 09/11/2026 | 41 | ${HASH}`,
        'Thời điểm trong biên bản theo giờ Việt Nam.',
        'Biên bản được lập từ dữ liệu điện tử đã ký số; nếu khác nhau, căn cứ bản điện tử.',
      ],
    ],
    [
      'en',
      [
        'Number of the contract | 01/2025/HĐ',
        'Party B (contractor) | Nhà thầu A',
        'Heard | Viễn thông B: answered 2026-11-09 09:00',
        'Result | accepted in part',
        'Time limits of the contract | decision: late by 1 d (limit 2026-11-08 09:00)',
        `bien-ban.pdf | ${'e'.repeat(64)}`,
        `files the claim | 2026-11-09 09:00 | 41 | ${HASH}`,
        'the signed electronic data prevail',
      ],
    ],
  ] as const)(
    'says who filed, was heard and decided, on what, and whether in time, in %s',
    (language, lines) => {
      const { body } = documentText(claimPaper(language));

      for (const line of lines) expect(body).toContain(line);
    },
  );

  test.each([
    ['filed', 'Biên bản tiếp nhận đề nghị loại trừ', 'Đại diện bên tiếp nhận'],
    ['withdrawn', 'Biên bản về việc rút đề nghị loại trừ', 'Đại diện bên tiếp nhận'],
    ['rejected', 'Biên bản giải quyết đề nghị loại trừ', 'Đại diện bên quyết định'],
  ] as const)('is called by what became of it and signed by who did it: %s', (status, typeName, role) => {
    const { decision, ...rest } = CLAIM;
    const claim = { ...rest, status, ...(status === 'rejected' && decision && { decision }) };

    const paper = claimPaper('vi', claim);

    expect([paper.typeName, paper.subject]).toEqual([
      typeName,
      'Đề nghị loại trừ số 7, hợp đồng số 01/2025/HĐ',
    ]);
    expect(paper.parties.map((party) => [party.role, party.body])).toEqual([
      [role, 'Sở Khoa học và Công nghệ'],
      ['Đại diện bên gửi đề nghị', 'Nhà thầu A'],
    ]);
  });

  test('is the same bytes for the same record', async () => {
    const [first, second] = [await renderPdf(claimPaper('vi')), await renderPdf(claimPaper('vi'))];

    expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true);
  });
});

/** The paper of an objection to line 1 of a draft, after the statement was issued, or restated without that line. */
function objectionPaper(language: Language, isRestated = false) {
  const ledger = statementLedger();
  ledger.draft();
  const draft = { document: ledger.document() };
  ledger.object({ lines: [1], why: 'mất điện' });
  ledger.wait(5 * DAY_MS);
  ledger.issue();
  if (isRestated) ledger.restate(shorter(), 'đề nghị số 7');
  const document = ledger.document();
  const life = ledger.life();
  const [entry] = objectionEntries(life, 1, { figures: document.figures, claims: [] });
  const [objection] = life.objections;
  const [drafted] = listFiled(life);
  const row = life.steps.find(({ action }) => action === 'objected');
  if (!entry || !objection || !drafted || !row) throw new Error('expected an objection on record');
  const words = createDocumentWords('Asia/Ho_Chi_Minh', language);
  return {
    row,
    paper: buildObjectionPaper({
      ...{ document, sha256: '', names: NAMES, words, entry, objection, row },
      draft: { ...drafted, ...draft },
    }),
  };
}

describe('the paper of an objection', () => {
  test('says who objected, to what and why, in time, and which lines are in dispute over it', () => {
    const { paper, row } = objectionPaper('vi');
    const { body } = documentText(paper);

    expect(paper.subject).toBe('Ý kiến số 1 đối với bảng đối soát kỳ tháng 11 năm 2026 của hợp đồng c-1');
    expect(body).toContain('Bên nêu ý kiến | Nhà thầu A, ghi sổ 08:00 01/12/2026 (tài khoản an)');
    expect(body).toContain('Lý do | mất điện');
    expect(body).toContain('Đối với | Khoản 1 (giảm trừ thanh toán), Camera 1, số 1 Lê Duẩn, Phường Cửa Nam');
    expect(body).toContain('nêu ý kiến: đúng hạn (hạn 08:00 06/12/2026)');
    expect(body).toContain(
      'Kết quả theo bảng đối soát | 1 khoản còn tranh chấp vì ý kiến này, cộng 45.000 đồng',
    );
    expect(body).toMatch(
      /1 \| Giảm trừ thanh toán \| Camera 1, số 1 Lê Duẩn, Phường Cửa Nam\ncam-1 \| 45\.000 đồng/,
    );
    expect(body).toContain(`nêu ý kiến | 08:00 01/12/2026 | ${row.seq} | ${row.hash}`);
  });

  test('names a line as the draft did, also where a restatement has it no more', () => {
    const { body } = documentText(objectionPaper('vi', true).paper);

    expect(body).toContain('Đối với | Khoản 1 (giảm trừ thanh toán), Camera 1');
    expect(body).toContain(
      'Kết quả theo bảng đối soát điều chỉnh lần 1 | không có khoản tiền nào còn tranh chấp vì ý kiến này; 1 khoản nêu trong ý kiến không còn',
    );
  });

  test('is translated whole', () => {
    const { body } = documentText(objectionPaper('en').paper);

    expect(body).toContain(
      'What became of it, by the statement | 1 line in dispute over it, together 45,000 VND',
    );
    expect(
      body
        .match(/^.*[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđ].*$/gim)
        ?.filter((line) => !/Camera 1, số|Bảo trì camera|mất điện|Nhà thầu A/.test(line)),
    ).toEqual([]);
  });
});
