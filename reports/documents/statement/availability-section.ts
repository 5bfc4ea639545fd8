import type { StatementPart } from '../../../settlement/statement-schema.ts';
import type { Block } from '../model/block.ts';
import { pairTable } from './cells.ts';
import { missRows } from './miss-rows.ts';
import { createNaming, type Naming } from './naming.ts';
import { partTitle } from './part-title.ts';
import type { StatementInput } from './statement-input.ts';
import type { StatementWords } from './statement-words.ts';

/** Availability of all together, from milliseconds to percent, and what was promised against what was kept. */
export function availabilitySection(
  input: StatementInput,
  annexes: {
    readonly terms: string;
    readonly entities: string;
    readonly outages: string;
    readonly misses: string;
  },
): readonly Block[] {
  const { parts } = input.document.figures;
  return [
    { kind: 'section', title: 'Độ khả dụng và các cam kết' },
    {
      kind: 'paragraph',
      text: `Độ khả dụng là tử số chia cho mẫu số, tính bằng mili giây; tỷ lệ phần trăm được bỏ phần lẻ, không làm tròn lên. Điều khoản đã áp dụng ở ${annexes.terms}; số liệu từng thiết bị, đường truyền ở ${annexes.entities}; từng lần gián đoạn ở ${annexes.outages}.`,
    },
    ...parts.flatMap((part) => partBlocks(part, parts.length > 1, input, annexes.misses)),
  ];
}

function partBlocks(
  part: StatementPart,
  isOneOfMany: boolean,
  input: StatementInput,
  misses: string,
): readonly Block[] {
  const { words } = input;
  const naming = createNaming(input);
  return [
    {
      kind: 'clause',
      title: isOneOfMany ? partTitle(part, words, naming) : 'Toàn bộ thiết bị, đường truyền',
    },
    pairTable(aggregatePairs(part, words, naming)),
    ...neverMeasured(part, words, naming),
    {
      kind: 'table',
      caption: 'Cam kết và kết quả',
      columns: [{ share: 3 }, { share: 6 }],
      header: [[{ text: 'Trường hợp không đạt' }, { text: 'Cách tính' }]],
      rows: part.checks.flatMap((check) => missRows(check, part, { words, naming, more: misses })),
      emptyText: 'Hợp đồng không có cam kết nào được kiểm tra theo kỳ',
      size: 'small',
    },
  ];
}

function aggregatePairs(
  { aggregate, entities, fleet, toMs }: StatementPart,
  words: StatementWords,
  naming: Naming,
): readonly (readonly [string, string])[] {
  const { count, percent, span, time } = words;
  const { goodMs, countedMs, coverage, mttrMs, mtbfMs } = aggregate;
  const isUnknown = coverage.inServiceMs > 0 && coverage.knownMs === 0;
  const lowest = fleet?.lowest;
  return [
    ['Số thiết bị, đường truyền', count(entities.length)],
    [
      'Độ khả dụng',
      isUnknown
        ? 'không có số liệu vì trong kỳ không đo được thiết bị, đường truyền nào'
        : `${count(goodMs)} / ${count(countedMs)} ms = ${percent(aggregate.percent)}`,
    ],
    [
      'Nếu phần không có số liệu tính là gián đoạn; là hoạt động',
      `${percent(aggregate.lowPercent)}; ${percent(aggregate.highPercent)}`,
    ],
    [
      'Tỷ lệ thời gian có số liệu',
      `${count(coverage.knownMs)} / ${count(coverage.inServiceMs)} ms = ${percent(coverage.percent)}`,
    ],
    ['Số lần gián đoạn', count(aggregate.outageCount)],
    ['Lần gián đoạn dài nhất', span(aggregate.longestOutageMs)],
    ...(mttrMs === undefined ? [] : [['Thời gian khắc phục trung bình', span(mttrMs)] as const]),
    ...(mtbfMs === undefined
      ? []
      : [['Thời gian hoạt động tốt trên mỗi lần gián đoạn', span(mtbfMs)] as const]),
    ...(lowest === undefined
      ? []
      : [
          [
            'Thời điểm ít thiết bị hoạt động nhất',
            `${count(lowest.good)} trong ${count(lowest.counted)}, từ ${time(lowest.fromMs)} đến ${time(lowest.toMs)}`,
          ] as const,
        ]),
    ...sumPairs('Thời gian được loại trừ', aggregate.excusedByCause, words.causeName, words),
    ...sumPairs(
      'Gián đoạn do bên khác',
      aggregate.othersByOwner,
      (owner) => {
        const answering = naming.lastAnswering(owner, toMs);
        return `${naming.entity(owner)}${answering === undefined ? '' : ` (bên chịu trách nhiệm: ${answering})`}`;
      },
      words,
    ),
  ];
}

const sumPairs = (
  title: string,
  sums: Readonly<Record<string, number>>,
  name: (key: string) => string,
  { span }: StatementWords,
): readonly (readonly [string, string])[] =>
  Object.entries(sums).map(([key, ms]) => [`${title}: ${name(key)}`, span(ms)] as const);

function neverMeasured(
  { neverMeasured: never = [] }: StatementPart,
  { count }: StatementWords,
  naming: Naming,
): readonly Block[] {
  if (never.length === 0) return [];
  const shown = never.slice(0, MOST_NAMED);
  const more = never.length > shown.length ? ` và ${count(never.length - shown.length)} thiết bị khác` : '';
  return [
    {
      kind: 'missing',
      subject: `Độ khả dụng của ${count(never.length)} thiết bị, đường truyền (${shown.map(naming.entity).join('; ')}${more})`,
      because: 'trong kỳ chưa từng đo được; không bên nào bị tính lỗi',
      reason: 'never-measured',
    },
  ];
}

const MOST_NAMED = 20;
