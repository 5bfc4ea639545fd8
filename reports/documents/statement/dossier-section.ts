import type { Block } from '../model/block.ts';
import type { TableRow } from '../model/table.ts';
import {
  claimedInWords,
  type DossierWords,
  decidedInWords,
  devicesInWords,
  limitsInWords,
  workRange,
} from './dossier-words.ts';
import { createNaming } from './naming.ts';
import type { StatementInput } from './statement-input.ts';
import { upFirst } from './up-first.ts';

/** What was asked for and decided in the period, and whether the time limits of the contract were kept, one row each. */
export function dossierSection(
  input: StatementInput,
  annexes: { readonly dossier: string },
): readonly Block[] {
  const { dossier } = input.document;
  const title: Block = { kind: 'section', title: 'Đề nghị, quyết định và thời hạn' };
  if (!dossier)
    return [
      title,
      {
        kind: 'missing',
        subject: 'Hồ sơ các đề nghị và quyết định',
        because: 'bảng đối soát này được lập bởi phiên bản chưa ghi hồ sơ',
        reason: 'dossier-not-kept',
      },
    ];
  const context: DossierWords = { words: input.words, naming: createNaming(input) };
  return [
    title,
    {
      kind: 'paragraph',
      text: `Các đề nghị loại trừ, bảo trì theo kế hoạch và quyết định chạm đến hợp đồng trong kỳ; bên được hỏi ý kiến, văn bản kèm theo và lý do ở ${annexes.dossier}. Việc quá hạn không làm thay đổi số liệu.`,
    },
    {
      kind: 'table',
      columns: [{ share: 3 }, { share: 6 }, { share: 5 }, { share: 5 }],
      header: [
        [
          { text: 'Đề nghị, bảo trì' },
          { text: 'Nội dung' },
          { text: 'Quyết định' },
          { text: 'Thời hạn của hợp đồng' },
        ],
      ],
      rows: [
        ...dossier.claims.map(
          (claim): TableRow => ({
            kind: 'row',
            cells: [
              `${upFirst(context.naming.ref(claim.ref))}, ${context.naming.party(claim.filed.by)}`,
              claimedInWords(claim, context),
              decidedInWords(claim, context),
              limitsInWords(claim.limits, context),
            ],
          }),
        ),
        ...dossier.works.map(
          (work): TableRow => ({
            kind: 'row',
            cells: [
              `${upFirst(context.naming.ref(work.ref))}, ${context.naming.party(work.announced.by)}`,
              `${workRange(work, context)}, ${devicesInWords(work.entities, context)}: ${work.announced.reason}`,
              work.cancelled ? `đã hủy ${input.words.time(work.cancelled.recordedMs)}` : 'đã thông báo',
              limitsInWords(work.limits, context),
            ],
          }),
        ),
        ...dossier.unmeasured.map(
          (one): TableRow => ({
            kind: 'row',
            cells: [
              `${upFirst(context.naming.ref(one.ref))}, ${context.naming.party(one.decided.by)}`,
              `${context.naming.entity(one.entity)}, từ ${input.words.time(one.fromMs)}: ${one.decided.reason}`,
              one.ended ? `chấm dứt ${input.words.time(one.ended.recordedMs)}` : 'đang áp dụng',
              'hợp đồng không đặt hạn',
            ],
          }),
        ),
      ],
      emptyText: 'Trong kỳ không có đề nghị hay quyết định nào',
      size: 'small',
    },
  ];
}
