import type { StatementEntity, StatementPart } from '../../../settlement/statement-schema.ts';
import type { Annex } from '../model/document.ts';
import type { TableRow } from '../model/table.ts';
import { entityText, spanCell } from './cells.ts';
import { createNaming } from './naming.ts';
import { partTitle } from './part-title.ts';
import { createPutDownWords } from './put-down-words.ts';
import type { StatementInput } from './statement-input.ts';
import type { StatementWords } from './statement-words.ts';

type Outage = StatementEntity['outages'][number];

/** Every outage with its edges, whose time it is, and the time to restore. */
export function outageAnnex(input: StatementInput): Annex {
  const { document, words, names } = input;
  const naming = createNaming(input);
  const putDownWords = createPutDownWords(input);
  const { parts } = document.figures;
  return {
    title: 'Các lần gián đoạn',
    orientation: 'landscape',
    secret: false,
    blocks: parts.flatMap((part) => [
      ...(parts.length > 1 ? [{ kind: 'clause', title: partTitle(part, words, naming) } as const] : []),
      {
        kind: 'table',
        columns: [
          { share: 2.5, align: 'right' },
          { share: 10 },
          { share: 6 },
          { share: 7 },
          { share: 7 },
          { share: 5, align: 'right' },
          { share: 5.5, align: 'right' },
          { share: 11 },
          { share: 8 },
        ],
        header: [
          [
            { text: 'TT' },
            { text: 'Thiết bị, đường truyền' },
            { text: 'Dòng sổ ghi' },
            { text: 'Bắt đầu' },
            { text: 'Kết thúc' },
            { text: 'Độ dài' },
            { text: 'Thuộc trách nhiệm nhà thầu trong kỳ' },
            { text: 'Quy trách nhiệm' },
            { text: 'Khắc phục' },
          ],
        ],
        rows: outagesOf(part).map(({ entity, outage, stretches }, index) =>
          outageRow(entityText(entity, names), outage, index + 1, {
            words,
            putDown: putDownWords(outage, stretches),
          }),
        ),
        emptyText: 'Trong kỳ không có lần gián đoạn nào',
        size: 'small',
      } as const,
      {
        kind: 'note',
        text: 'Quy trách nhiệm là phần của lần gián đoạn nằm trong kỳ, sau khi loại trừ: mỗi thời điểm chỉ kể một lần. Bắt đầu và kết thúc là lúc được xác nhận; trong ngoặc là khoảng thời gian từ lần đo trước đó, còn cho kết quả ngược lại: thời điểm thật nằm trong khoảng ấy.',
      } as const,
    ]),
  };
}

/** In the order of devices and lines, and of time. */
export const outagesOf = ({
  entities,
}: StatementPart): readonly (Pick<StatementEntity, 'entity' | 'stretches'> & { readonly outage: Outage })[] =>
  entities.flatMap(({ entity, outages, stretches }) =>
    outages.map((outage) => ({ entity, outage, stretches })),
  );

function outageRow(
  who: string,
  outage: Outage,
  number: number,
  { words, putDown }: { readonly words: StatementWords; readonly putDown: string },
): TableRow {
  const { ref, fromMs, toMs, afterMs, untilAfterMs, isShort, ownInPeriodMs, reason } = outage;
  const edge = (atMs: number, beforeMs: number | undefined) =>
    `${words.time(atMs)}${beforeMs === undefined || beforeMs >= atMs ? '' : ` (${words.span(atMs - beforeMs)})`}`;
  return {
    kind: 'row',
    cells: [
      String(number),
      `${who}${reason === undefined ? '' : ` (${words.reason(reason)})`}`,
      ref,
      edge(fromMs, afterMs),
      toMs === undefined ? 'chưa kết thúc' : edge(toMs, untilAfterMs),
      toMs === undefined ? '–' : words.span(toMs - fromMs),
      isShort ? `lần ngắn: tính là hoạt động (${words.clauses(['4.2'])})` : spanCell(ownInPeriodMs, words),
      putDown,
      restorationInWords(outage, words),
    ],
  };
}

function restorationInWords({ restoration }: Outage, words: StatementWords): string {
  if (!restoration) return '–';
  const { withinMs, overMs } = restoration;
  const severity = words.severity(restoration.severity);
  return `${overMs > 0 ? `quá hạn ${words.span(overMs)}` : 'đúng hạn'} (${severity}: ${words.span(withinMs)}; ${words.clauses(['8.5'])})`;
}
