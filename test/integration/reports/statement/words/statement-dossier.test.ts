import { describe, expect, test } from 'vitest';
import type { Dossier } from '#contracts/dossier/dossier-schema.ts';
import { isThroughLimits, whyChanged } from '#contracts/dossier/why-changed.ts';
import { buildStatementDocument } from '#reports/statement/build-statement-document.ts';
import type { StatementInput } from '#reports/statement/statement-input.ts';
import { createDocumentWords } from '#reports/statement/words/document-words.ts';
import { documentText } from '#test/support/document-text.ts';
import { DAY_MS, settlementOf, TERMS } from '#test/support/settlement.ts';
import { instant, stretch } from '#test/support/sla-input.ts';
import { DOSSIER, FILED_MS, NAMES } from '#test/support/statement-dossier.ts';
import { statementLedger } from '#test/support/statement-ledger.ts';

function inputOf(cameras = 1, dossier: Dossier | undefined = DOSSIER): StatementInput {
  const ledger = statementLedger();
  const down = { down: [stretch('2026-11-05T08:00', '2026-11-08T08:00')] };
  const terms = { ...TERMS, targets: { ...TERMS.targets, availabilityPpm: 950_000 } };
  ledger.draft(settlementOf({ terms, cameras: Array.from({ length: cameras }, () => down) }));
  const document = ledger.document();
  return {
    document: { ...document, ...(dossier && { dossier }) },
    sha256: ledger.life().latest?.sha256 ?? '',
    names: NAMES,
    words: createDocumentWords('Asia/Ho_Chi_Minh'),
  };
}

describe('the paper of a statement', () => {
  test('tells a decision with papers, who was heard, what was accepted, and by how much it was late', () => {
    const { body, annexes } = documentText(buildStatementDocument(inputOf()));

    expect(body).toContain(
      'Đề nghị loại trừ số 7, Nhà thầu A, nhận 09:00 09/11/2026 | mất điện, từ 08:00 05/11/2026 đến 08:00 07/11/2026, Camera 1, số 1 Lê Duẩn, Phường Cửa Nam | chấp thuận một phần; Sở Khoa học và Công nghệ, 09:00 09/11/2026 | quyết định: muộn 1 ngày (hạn 09:00 08/11/2026)',
    );
    expect(annexes).toContain('Văn bản kèm theo | bien-ban.pdf');
    expect(annexes).toContain('Ý kiến | Viễn thông B, 09:00 09/11/2026: “đường truyền tốt”');
    expect(annexes).toContain(
      'Chấp thuận so với đề nghị | từ 08:00 05/11/2026 đến 08:00 06/11/2026: 1 ngày trong 2 ngày được đề nghị; toàn bộ thiết bị',
    );
    expect(annexes).toContain(`bien-ban.pdf | ${'e'.repeat(64)}`);
  });

  test.each([
    [
      { fromMs: instant('2026-11-05T07:00'), toMs: instant('2026-11-06T09:00') },
      'từ 07:00 05/11/2026 đến 09:00 06/11/2026',
    ],
    [{ fromMs: instant('2026-11-05T07:00') }, 'từ 07:00 05/11/2026'],
    [{ toMs: instant('2026-11-06T09:00') }, 'đến 09:00 06/11/2026'],
  ])('tells when the power was off as the decision found it: %j', (cut, told) => {
    const claims = DOSSIER.claims.map(({ decision, ...claim }) => ({
      ...claim,
      ...(decision?.accepted && { decision: { ...decision, accepted: { ...decision.accepted, cut } } }),
    }));

    const { annexes } = documentText(buildStatementDocument(inputOf(1, { ...DOSSIER, claims })));

    expect(annexes).toContain(`Thời gian mất điện theo quyết định | ${told}\n`);
  });

  test('speaks to people in front: hashes, keys, zones and ids of the file stand in the last annex', () => {
    const input = inputOf();
    const { body, annexes } = documentText(buildStatementDocument(input));

    expect(body).toContain(
      'Bảng đối soát được lập từ dữ liệu điện tử đã ký số; nếu khác nhau, căn cứ bản điện tử.',
    );
    expect(body).not.toMatch(/[0-9a-f]{64}|device:cam-1|Asia\/|JSON|change:|c-1/);
    expect(annexes).toContain(`Mã băm của nội dung (SHA-256) | ${input.sha256}`);
    expect(annexes).toContain('Mã kỳ và múi giờ | 2026-11, Asia/Ho_Chi_Minh');
  });

  test('never leaves Bên A blank, and says by which rule it is the one', () => {
    const document = buildStatementDocument(inputOf());

    expect(document.parties[0]).toEqual({ role: 'Đại diện bên A', body: 'Sở Khoa học và Công nghệ' });
    expect(documentText(document).body).toContain(
      'Bên A (đơn vị quản lý, sử dụng) | Sở Khoa học và Công nghệ (cơ quan theo dõi Kế hoạch; hợp đồng trong hệ thống không ghi đơn vị, thiết bị thuộc 2 đơn vị)',
    );
  });

  test('names ten of twelve cases in front, and all of them in an annex', () => {
    const { body, annexes } = documentText(buildStatementDocument(inputOf(12)));

    expect(body).toContain('và 2 trường hợp nữa | đủ ở Phụ lục VII');
    expect(body.match(/90,00 % < 95,00 %/g)).toHaveLength(10);
    expect(annexes.match(/90,00 % < 95,00 %/g)).toHaveLength(12);
    expect(annexes).toContain(
      'Camera 1, số 1 Lê Duẩn, Phường Cửa Nam\ncam-1 | 2.332.800.000 / 2.592.000.000 ms',
    );
  });
});

describe('whom an outage is put down to', () => {
  /** Three days down, of which a claim for vandalism took the last two. */
  function vandalised(cause: string): StatementInput {
    const input = inputOf(1, {
      ...DOSSIER,
      claims: DOSSIER.claims.map((claim) => ({ ...claim, cause: 'vandalism' })),
    });
    const { document } = input;
    const parts = document.figures.parts.map((part) => ({
      ...part,
      entities: part.entities.map((one) => ({
        ...one,
        outages: one.outages.map((outage) => ({
          ...outage,
          blame: [
            { cause: 'own', owner: one.entity, isOwn: true, ms: DAY_MS, evidence: ['change:1'] },
            {
              cause,
              owner: one.entity,
              isOwn: true,
              ms: 2 * DAY_MS,
              evidence: ['change:1', 'claim:7'],
            },
          ],
        })),
        stretches: [
          { ...stretch('2026-11-05T08:00', '2026-11-06T08:00'), class: 'down', measured: 'down' },
          {
            ...stretch('2026-11-06T08:00', '2026-11-07T20:00'),
            class: 'excused',
            measured: 'down',
            excuse: { cause: 'vandalism', ref: 'claim:7' },
          },
          { ...stretch('2026-11-07T20:00', '2026-11-08T08:00'), class: 'down', measured: 'down' },
        ],
      })),
    }));
    return { ...input, document: { ...document, figures: { ...document.figures, parts } } };
  }

  test.each(['third-party', 'vandalism'])('counts after excuses; vandalism (%s) is called so', (cause) => {
    const { annexes } = documentText(buildStatementDocument(vandalised(cause)));

    expect(annexes).toContain(
      '| chính thiết bị: 1 ngày (điều 5.1 Quy tắc)\nđược loại trừ: phá hoại, đề nghị loại trừ số 7: 1 ngày 12 giờ (điều 4.1.4, 6.4 Quy tắc)\nCamera 1, phá hoại: 12 giờ (điều 5.1, 5.7 Quy tắc) |',
    );
    expect(annexes).not.toContain('bên thứ ba');
  });
});

describe('why a figure changed', () => {
  const since: Dossier['since'] = {
    recordedBeforeMs: FILED_MS,
    changes: [
      { kind: 'claim-decided', ref: 'claim:7', count: 1, entities: ['device:cam-1'] },
      { kind: 'incidents', ref: 'incident:i-1', count: 2 },
      { kind: 'software', ref: '0.2.0', count: 1 },
    ],
  };
  const kinds = (where: string) => whyChanged({ where }, since)?.map(({ kind }) => kind);

  test.each([
    ['parts › 2026-11 › entities › device:cam-1 › percent', ['claim-decided']],
    ['parts › 2026-11 › money › lines › deductions · device:cam-1 › payable', ['claim-decided']],
    ['parts › 2026-11 › aggregate › othersByOwner › link:l-1', ['claim-decided']],
    ['total', ['claim-decided']],
    ['incidents › opened', ['incidents']],
    ['parts › 2026-11 › entities › device:cam-2 › percent', ['software']],
  ])('%s', (where, expected) => {
    expect(kinds(where)).toEqual(expected);
  });

  test('of a share that a limit leaves follows from what changed another line, where nothing touches its own', () => {
    const decided = { ...since, changes: since.changes.slice(0, 1) };

    const told = ['payable', 'amount'].map((member) => {
      const where = `parts › 2026-11 › money › lines › deductions · device:cam-2 › ${member}`;
      const changes = whyChanged({ where }, decided) ?? [];
      return [changes.map(({ ref }) => ref), isThroughLimits({ where }, changes)];
    });

    expect(told).toEqual([
      [['claim:7'], true],
      [[], false],
    ]);
  });

  test('of an incident follows from a claim where no step of it came on record since', () => {
    const decided = { ...since, changes: since.changes.slice(0, 1) };

    const changes = whyChanged({ where: 'incidents › restoration › missed' }, decided);

    expect(changes?.map(({ ref }) => ref)).toEqual(['claim:7']);
  });

  test('is not known where nobody wrote down what came on record', () => {
    expect(whyChanged({ where: 'total' }, undefined)).toBeUndefined();
  });
});
