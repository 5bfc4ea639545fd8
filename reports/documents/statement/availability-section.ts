import { clausesOfTarget } from '../../../settlement/clauses.ts';
import type { StatementPart } from '../../../settlement/statement-schema.ts';
import type { Block } from '../model/block.ts';
import type { TableRow } from '../model/table.ts';
import { pairTable } from './cells.ts';
import type { StatementInput } from './statement-input.ts';
import type { StatementWords } from './statement-words.ts';
import { upFirst } from './up-first.ts';

/** Availability of all together, from milliseconds to percent, and what was promised against what was kept. */
export function availabilitySection(
  { document, words }: StatementInput,
  annexes: { readonly terms: string; readonly entities: string; readonly outages: string },
): readonly Block[] {
  const { parts } = document.figures;
  return [
    { kind: 'section', title: 'Độ khả dụng và các cam kết' },
    {
      kind: 'paragraph',
      text: `Độ khả dụng là tử số chia cho mẫu số, tính bằng mili giây; tỷ lệ phần trăm được bỏ phần lẻ, không làm tròn lên. Điều khoản đã áp dụng ở ${annexes.terms}; số liệu từng thiết bị, đường truyền ở ${annexes.entities}; từng lần gián đoạn ở ${annexes.outages}.`,
    },
    ...parts.flatMap((part) => partBlocks(part, parts.length > 1, words)),
  ];
}

function partBlocks(part: StatementPart, isOneOfMany: boolean, words: StatementWords): readonly Block[] {
  return [
    { kind: 'clause', title: isOneOfMany ? partTitle(part, words) : 'Toàn bộ thiết bị, đường truyền' },
    pairTable(aggregatePairs(part, words)),
    ...neverMeasured(part, words),
    {
      kind: 'table',
      caption: 'Cam kết và kết quả',
      columns: [{ share: 3 }, { share: 6 }],
      header: [[{ text: 'Trường hợp không đạt' }, { text: 'Cách tính' }]],
      rows: part.checks.flatMap((check) => checkRows(check, words)),
      emptyText: 'Hợp đồng không có cam kết nào được kiểm tra theo kỳ',
      size: 'small',
    },
  ];
}

/** `Phần của kỳ từ … đến trước …, nhà thầu …`. */
export const partTitle = ({ fromMs, toMs, contractor }: StatementPart, { time }: StatementWords): string =>
  `Phần của kỳ từ ${time(fromMs)} đến trước ${time(toMs)}, nhà thầu ${contractor}`;

function aggregatePairs(
  { aggregate, entities, fleet }: StatementPart,
  words: StatementWords,
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
    ...sumPairs('Gián đoạn do bên khác', aggregate.othersByOwner, (owner) => owner, words),
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
): readonly Block[] {
  if (never.length === 0) return [];
  const shown = never.slice(0, MOST_NAMED);
  const more = never.length > shown.length ? ` và ${count(never.length - shown.length)} thiết bị khác` : '';
  return [
    {
      kind: 'missing',
      subject: `Độ khả dụng của ${count(never.length)} thiết bị, đường truyền (${shown.join(', ')}${more})`,
      because: 'trong kỳ chưa từng đo được; không bên nào bị tính lỗi',
      reason: 'never-measured',
    },
  ];
}

const MOST_NAMED = 20;
const MOST_BREACHES = 10;

/** What was promised and whether it was kept, and under it the cases in which it was not. */
function checkRows(check: StatementPart['checks'][number], words: StatementWords): readonly TableRow[] {
  const { target, outcome, breaches, notMeasured } = check;
  const shown = breaches.slice(0, MOST_BREACHES);
  const more = breaches.length - shown.length;
  const counted = [
    ...(breaches.length > 0 ? [`${words.count(breaches.length)} trường hợp`] : []),
    ...(notMeasured.length > 0 ? [`không đo được ${words.count(notMeasured.length)}`] : []),
  ].join(', ');
  const title = `${upFirst(words.targetName(target))}: ${words.outcomeName(outcome)}${counted === '' ? '' : ` (${counted})`}`;
  const clauses = words.clauses(clausesOfTarget(target));
  return [
    {
      kind: 'group',
      cells: [{ kind: 'text', text: [title, clauses].filter(Boolean).join(', '), columnSpan: 2 }],
    },
    ...shown.map(
      ({ entity, ref, working }): TableRow => ({
        kind: 'row',
        cells: [
          [entity, ref].filter((part) => part !== undefined).join(', ') || 'toàn bộ',
          words.breach(target, working),
        ],
      }),
    ),
    ...(more > 0
      ? [
          {
            kind: 'row',
            cells: [`và ${words.count(more)} trường hợp nữa`, 'tệp đã niêm phong có đủ'],
          } as const,
        ]
      : []),
  ];
}
