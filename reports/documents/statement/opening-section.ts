import { rulesOf } from '../../../settlement/clauses.ts';
import type { Block } from '../model/block.ts';
import type { RichText } from '../model/rich-text.ts';
import { pairTable } from './cells.ts';
import { clientText } from './client-text.ts';
import { createNaming } from './naming.ts';
import type { StatementInput } from './statement-input.ts';
import { upFirst } from './up-first.ts';

const VIETNAM: ReadonlySet<string> = new Set(['Asia/Ho_Chi_Minh', 'Asia/Saigon']);

const STATES = {
  draft: 'dự thảo, nhà thầu có thể nêu ý kiến',
  issued: 'đã phát hành',
  restated: 'đã điều chỉnh',
} as const;

/** Which contract and period it is, between whom, and how far it is settled. */
export function openingSection(input: StatementInput): readonly Block[] {
  const { document, names, words } = input;
  const naming = createNaming(input);
  const { contract, period, state, agreedBy, agreement = [], reason, replaces } = document;
  const { time } = words;
  const pairs: readonly (readonly [string, RichText | undefined])[] = [
    ['Hợp đồng', contract.name ?? contract.id],
    ['Số hợp đồng', contract.number],
    ['Bên A (đơn vị quản lý, sử dụng)', clientText(input)],
    ['Bên B (nhà thầu)', names.contractor ?? contract.contractor],
    [
      'Kỳ đối soát',
      `từ ${time(period.fromMs)} đến trước ${time(period.toMs)}${VIETNAM.has(period.timeZone) ? ' (giờ Việt Nam)' : ` (giờ ${period.timeZone})`}`,
    ],
    ['Trạng thái', STATES[state]],
    ['Nhà thầu nêu ý kiến đến', time(document.objectionEndsMs)],
    ['Số liệu tính đến', time(document.asOfMs)],
    ['Chỉ tính những gì đã ghi nhận trước', time(document.recordedBeforeMs)],
    ['Lập lúc', time(document.madeMs)],
    ['Quy tắc tính', upFirst(words.rulesVersion(document.figures.parts.map(({ terms }) => rulesOf(terms))))],
    ['Bên đồng ý trước hạn', agreedBy && naming.party(agreedBy)],
    ['Văn bản đồng ý', agreement.map(({ name }) => name).join('; ')],
    ['Lý do điều chỉnh', reason],
    [
      'Thay cho',
      replaces &&
        (replaces.number === 0
          ? 'bảng đối soát đã phát hành'
          : `bảng đối soát điều chỉnh lần ${replaces.number}`),
    ],
  ];
  return [
    { kind: 'section', title: 'Hợp đồng, các bên và kỳ đối soát' },
    {
      kind: 'paragraph',
      text: 'Bảng đối soát được lập từ dữ liệu điện tử đã ký số; nếu khác nhau, căn cứ bản điện tử.',
    },
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
