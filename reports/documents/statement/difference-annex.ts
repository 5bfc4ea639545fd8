import type { RecordedSince } from '../../../settlement/dossier/dossier-schema.ts';
import { whyChanged } from '../../../settlement/dossier/why-changed.ts';
import type { Difference } from '../../../settlement/statement-schema.ts';
import type { Annex } from '../model/document.ts';
import { figureInWords } from './figure-in-words.ts';
import { createNaming, type Naming } from './naming.ts';
import type { StatementInput } from './statement-input.ts';
import type { StatementWords } from './statement-words.ts';

/** Old and new of every figure that changed, and what came on record since that it follows from. */
export function differenceAnnex(input: StatementInput, differences: readonly Difference[]): Annex {
  const told = differences.map((difference) => differenceCells(difference, input));
  const isMain = differences.map((difference) => input.words.difference(difference) !== undefined);
  const rowsOf = (main: boolean) =>
    told.filter((_cells, index) => isMain[index] === main).map((cells) => ({ kind: 'row', cells }) as const);
  return {
    title: 'Số liệu thay đổi so với bảng đối soát trước',
    orientation: 'landscape',
    secret: false,
    blocks: [
      { kind: 'clause', title: 'Độ khả dụng, thời gian và các khoản tiền' },
      differenceTable(rowsOf(true)),
      { kind: 'clause', title: 'Các số liệu chi tiết khác' },
      differenceTable(rowsOf(false)),
    ],
  };
}

const differenceTable = (rows: readonly { readonly kind: 'row'; readonly cells: readonly string[] }[]) =>
  ({
    kind: 'table',
    columns: [{ share: 8 }, { share: 6 }, { share: 5 }, { share: 5 }, { share: 8 }],
    header: [[{ text: 'Đối với' }, { text: 'Số liệu' }, { text: 'Cũ' }, { text: 'Mới' }, { text: 'Vì sao' }]],
    rows,
    emptyText: 'Không có số liệu nào thay đổi',
    size: 'small',
  }) as const;

/** About what, which figure, old, new and why. */
export function differenceCells(difference: Difference, input: StatementInput): readonly string[] {
  const { words, document } = input;
  const naming = createNaming(input);
  const told = words.difference(difference);
  const { about, figure, old, now } = told ?? figureInWords(difference, words);
  const changes = whyChanged(difference, document.dossier?.since);
  return [naming.sentence(about), naming.sentence(figure), old, now, whyInWords(changes, { words, naming })];
}

const KINDS: Readonly<Record<RecordedSince['kind'], string>> = {
  'claim-decided': 'được chấp nhận',
  'work-announced': 'được thông báo',
  'work-cancelled': 'bị hủy',
  unmeasured: 'được ghi nhận',
  'late-data': 'số liệu đo về muộn',
  correction: 'số liệu được đính chính',
  'late-coverage': 'thời gian giám sát được ghi nhận muộn',
  import: 'số liệu nhập từ hệ thống khác',
  contract: 'điều khoản hoặc các bên của hợp đồng thay đổi',
  inventory: 'danh mục thiết bị, đường truyền thay đổi',
  incidents: 'các bước xử lý sự cố được ghi nhận',
  'earlier-statement': 'bảng đối soát của kỳ trước được phát hành hoặc điều chỉnh',
  software: 'phiên bản phần mềm khác',
};

/** Decisions by what they are, what was measured by what came of it. */
const BY_NUMBER: ReadonlySet<RecordedSince['kind']> = new Set([
  'claim-decided',
  'work-announced',
  'work-cancelled',
  'unmeasured',
]);

/** What came on record, without when. */
export const changeInWords = (
  { kind, ref }: RecordedSince,
  { naming }: { readonly naming: Naming },
): string => (BY_NUMBER.has(kind) ? `${naming.ref(ref)} ${KINDS[kind]}` : KINDS[kind]);

function whyInWords(
  changes: readonly RecordedSince[] | undefined,
  { words, naming }: { readonly words: StatementWords; readonly naming: Naming },
): string {
  if (changes === undefined || changes.length === 0) return 'không xác định được';
  const told = changes.map((change) => {
    const { recordedMs } = change;
    const when = recordedMs === undefined ? '' : ` (${words.time(recordedMs)})`;
    return { what: changeInWords(change, { naming }), when };
  });
  // Late rows of many devices are one reason.
  return [...Map.groupBy(told, ({ what }) => what)]
    .map(([what, own]) => `${what}${own.length === 1 ? own[0]?.when : ` (${words.count(own.length)} lần)`}`)
    .join('; ');
}
