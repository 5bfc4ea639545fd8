import { rulesOf } from '../../../settlement/clauses.ts';
import type { Block } from '../model/block.ts';
import type { RichText } from '../model/rich-text.ts';
import { pairTable } from './cells.ts';
import type { StatementInput } from './statement-input.ts';
import { upFirst } from './up-first.ts';

const STATES = {
  draft: 'dự thảo, nhà thầu có thể nêu ý kiến',
  issued: 'đã phát hành',
  restated: 'đã điều chỉnh',
} as const;

/** Which contract and period it is, between whom, and how far it is settled. */
export function openingSection({ document, names, words }: StatementInput): readonly Block[] {
  const { contract, period, state, agreedBy, agreement = [], reason, replaces } = document;
  const { time } = words;
  const named = (id: string, name: string | undefined) => (name === undefined ? id : `${name} (${id})`);
  const pairs: readonly (readonly [string, RichText | undefined])[] = [
    ['Hợp đồng', [contract.name, contract.id].filter(Boolean).join(' – ')],
    ['Số hợp đồng', contract.number],
    [
      'Bên A (đơn vị quản lý, sử dụng)',
      contract.agency === undefined
        ? [{ kind: 'marked', hint: 'hợp đồng không ghi trong hệ thống' }]
        : named(contract.agency, names.agency),
    ],
    ['Bên B (nhà thầu)', named(contract.contractor, names.contractor)],
    [
      'Kỳ đối soát',
      `${period.label}: từ ${time(period.fromMs)} đến trước ${time(period.toMs)} (giờ ${period.timeZone})`,
    ],
    ['Trạng thái', STATES[state]],
    ['Nhà thầu nêu ý kiến đến', time(document.objectionEndsMs)],
    ['Số liệu tính đến', time(document.asOfMs)],
    ['Chỉ tính những gì đã ghi nhận trước', time(document.recordedBeforeMs)],
    ['Lập lúc', `${time(document.madeMs)}, phần mềm camwatch ${document.software.version}`],
    ['Quy tắc tính', upFirst(words.rulesVersion(document.figures.parts.map(({ terms }) => rulesOf(terms))))],
    ['Bên đồng ý trước hạn', agreedBy],
    ['Văn bản đồng ý', agreement.map(({ name, sha256 }) => `${name} (SHA-256 ${sha256})`).join('; ')],
    ['Lý do điều chỉnh', reason],
    [
      'Thay cho',
      replaces &&
        `${replaces.number === 0 ? 'bảng đối soát đã phát hành' : `bảng đối soát điều chỉnh lần ${replaces.number}`} (SHA-256 ${replaces.sha256})`,
    ],
  ];
  return [
    { kind: 'section', title: 'Hợp đồng, các bên và kỳ đối soát' },
    pairTable(pairs.flatMap(([name, text]) => (text ? [[name, text] as const] : []))),
    ...(document.figures.parts.length > 1
      ? [
          {
            kind: 'paragraph',
            text: `Trong kỳ điều khoản hoặc nhà thầu có thay đổi: số liệu và các khoản tiền được tính riêng cho ${document.figures.parts.length} phần của kỳ.`,
          } as const,
        ]
      : []),
  ];
}
