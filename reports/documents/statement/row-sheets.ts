import type { Workbook } from 'exceljs';
import { clausesOfRefusal, clausesOfStretch } from '../../../settlement/clauses.ts';
import type { StatementDocument, StatementPart } from '../../../settlement/statement-schema.ts';
import { addRowSheet, FORMATS } from '../xlsx/sheet.ts';
import type { LocalTime } from './local-time.ts';
import { outagesOf } from './outage-annex.ts';
import type { PutDownWords } from './put-down-words.ts';
import type { StatementWords } from './statement-words.ts';
import { termRows } from './term-rows.ts';

const TIME = { width: 24, format: FORMATS.time } as const;
const COUNT = { width: 16, format: FORMATS.count } as const;

/** Sheets of raw rows: outages, stretches, what was refused, incidents, terms. */
export interface RowSheetOptions {
  readonly document: StatementDocument;
  readonly words: StatementWords;
  readonly localTime: LocalTime;
}

/** Every outage, with both edges and their uncertainty. */
export function addOutageSheet(
  workbook: Workbook,
  { document, words, localTime, putDownWords }: RowSheetOptions & { readonly putDownWords: PutDownWords },
): void {
  addRowSheet(
    workbook,
    'Gián đoạn',
    [
      { title: 'Phần của kỳ', width: 8 },
      { title: 'Thiết bị, đường truyền', width: 32 },
      { title: 'Dòng sổ ghi', width: 16 },
      { title: 'Lần đo trước khi bắt đầu', ...TIME },
      { title: 'Bắt đầu', ...TIME },
      { title: 'Lần đo trước khi kết thúc', ...TIME },
      { title: 'Kết thúc', ...TIME },
      { title: 'bắt đầu (ms)', ...COUNT },
      { title: 'kết thúc (ms)', ...COUNT },
      { title: 'độ dài (ms)', ...COUNT },
      { title: 'của nhà thầu, cả lần (ms)', ...COUNT },
      { title: 'của nhà thầu, trong kỳ (ms)', ...COUNT },
      { title: 'lần ngắn', width: 9 },
      { title: 'lý do', width: 22 },
      { title: 'Quy trách nhiệm', width: 60 },
      { title: 'Mức khắc phục', width: 14 },
      { title: 'hạn khắc phục (ms)', ...COUNT },
      { title: 'quá hạn (ms)', ...COUNT },
      { title: 'giờ quá hạn trong kỳ', width: 12, format: FORMATS.count },
    ],
    numbered(document.figures.parts, outagesOf).map(({ part, row, of: { entity, outage, stretches } }) => {
      const { restoration } = outage;
      const at = (ms: number | undefined) => (ms === undefined ? undefined : localTime(ms));
      return [
        part,
        entity,
        outage.ref,
        at(outage.afterMs),
        at(outage.fromMs),
        at(outage.untilAfterMs),
        at(outage.toMs) ?? 'chưa kết thúc',
        outage.fromMs,
        outage.toMs,
        outage.toMs === undefined
          ? undefined
          : { formula: `I${row}-H${row}`, result: outage.toMs - outage.fromMs },
        outage.ownMs,
        outage.ownInPeriodMs,
        outage.isShort ? 'có' : 'không',
        outage.reason === undefined ? undefined : words.reason(outage.reason),
        putDownWords(outage, stretches),
        restoration && words.severity(restoration.severity),
        restoration?.withinMs,
        restoration?.overMs,
        restoration?.startedHours,
      ];
    }),
  );
}

/** What is not plainly up: the sums of classes follow from these. */
export function addStretchSheet(workbook: Workbook, { document, words, localTime }: RowSheetOptions): void {
  addRowSheet(
    workbook,
    'Khoảng thời gian',
    [
      { title: 'Phần của kỳ', width: 8 },
      { title: 'Thiết bị, đường truyền', width: 32 },
      { title: 'Từ', ...TIME },
      { title: 'Đến', ...TIME },
      { title: 'từ (ms)', ...COUNT },
      { title: 'đến (ms)', ...COUNT },
      { title: 'độ dài (ms)', ...COUNT },
      { title: 'đối soát', width: 22 },
      { title: 'đo được', width: 16 },
      { title: 'lý do', width: 22 },
      { title: 'loại trừ vì', width: 24 },
      { title: 'quyết định', width: 18 },
      { title: 'thuộc về', width: 28 },
      { title: 'điều của Quy tắc', width: 20 },
    ],
    numbered(document.figures.parts, ({ entities }) =>
      entities.flatMap(({ entity, stretches, outages }) =>
        stretches.map((stretch) => ({
          entity,
          stretch,
          clauses: clausesOfStretch({ ...stretch, isShort: isShortIn(stretch, outages) }),
        })),
      ),
    ).map(({ part, row, of: { entity, stretch, clauses } }) => [
      part,
      entity,
      localTime(stretch.fromMs),
      localTime(stretch.toMs),
      stretch.fromMs,
      stretch.toMs,
      { formula: `F${row}-E${row}`, result: stretch.toMs - stretch.fromMs },
      words.className(stretch.class),
      words.className(stretch.measured),
      stretch.reason === undefined ? undefined : words.reason(stretch.reason),
      stretch.excuse ? words.causeName(stretch.excuse.cause) : undefined,
      stretch.excuse?.ref,
      stretch.owner,
      clauses.join(', '),
    ]),
  );
}

/** Whether the outage in which a stretch begins is too short to count. */
const isShortIn = (
  { fromMs }: { readonly fromMs: number },
  outages: StatementPart['entities'][number]['outages'],
): boolean =>
  outages.some(
    (one) => one.isShort && one.fromMs <= fromMs && fromMs < (one.toMs ?? Number.POSITIVE_INFINITY),
  );

/** What was asked for and not granted. */
export function addRefusalSheet(workbook: Workbook, { document, words, localTime }: RowSheetOptions): void {
  addRowSheet(
    workbook,
    'Không được loại trừ',
    [
      { title: 'Phần của kỳ', width: 8 },
      { title: 'Thiết bị, đường truyền', width: 32 },
      { title: 'Từ', ...TIME },
      { title: 'Đến', ...TIME },
      { title: 'Vì sao', width: 50 },
      { title: 'Đề nghị', width: 20 },
      { title: 'điều của Quy tắc', width: 20 },
    ],
    numbered(document.figures.parts, ({ entities }) =>
      entities.flatMap(({ entity, refused }) => refused.map((refusal) => ({ entity, refusal }))),
    ).map(({ part, of: { entity, refusal } }) => [
      part,
      entity,
      localTime(refusal.fromMs),
      localTime(refusal.toMs),
      words.refusalName(refusal.why),
      refusal.ref,
      clausesOfRefusal(refusal.why).join(', '),
    ]),
  );
}

/** Incidents with their clocks; absent where nobody kept incidents. */
export function addIncidentSheet(workbook: Workbook, { document, words, localTime }: RowSheetOptions): void {
  const { incidents } = document.figures;
  if (!incidents) return;
  addRowSheet(
    workbook,
    'Sự cố',
    [
      { title: 'Sự cố', width: 40 },
      { title: 'Nguyên nhân', width: 30 },
      { title: 'Nhà thầu', width: 20 },
      { title: 'Mức độ', width: 16 },
      { title: 'Mở lúc', ...TIME },
      { title: 'Nhà thầu phản hồi lúc', ...TIME },
      { title: 'Khôi phục lúc', ...TIME },
      { title: 'phản hồi (ms)', ...COUNT },
      { title: 'hạn phản hồi (ms)', ...COUNT },
      { title: 'Phản hồi', width: 40 },
      { title: 'khắc phục (ms)', ...COUNT },
      { title: 'hạn khắc phục (ms)', ...COUNT },
      { title: 'Khắc phục', width: 40 },
    ],
    incidents.rows.map((row) => {
      const { severity, response, restoration } = words.incident(row, incidents);
      return [
        row.incident,
        row.root,
        row.contractor,
        severity,
        localTime(row.openedMs),
        row.answeredMs === undefined ? undefined : localTime(row.answeredMs),
        row.restoredMs === undefined ? undefined : localTime(row.restoredMs),
        row.response.tookMs,
        row.response.limitMs,
        response,
        row.restoration.tookMs,
        row.restoration.limitMs,
        restoration,
      ];
    }),
  );
}

/** The terms as they were applied, in words. */
export function addTermSheet(workbook: Workbook, { document, words }: RowSheetOptions): void {
  addRowSheet(
    workbook,
    'Điều khoản',
    [
      { title: 'Phần của kỳ', width: 8 },
      { title: 'Điều khoản', width: 40 },
      { title: 'Nội dung đã áp dụng', width: 100 },
    ],
    numbered(document.figures.parts, (part) => termRows(part, words)).map(({ part, of }) => [part, ...of]),
  );
}

/** Rows of all parts, with the number of the part and the row of the sheet that each comes to stand in. */
export function numbered<Row>(
  parts: readonly StatementPart[],
  rowsOf: (part: StatementPart) => readonly Row[],
): readonly { readonly part: number; readonly row: number; readonly of: Row }[] {
  return parts
    .flatMap((part, index) => rowsOf(part).map((of) => ({ part: index + 1, of })))
    .map((row, index) => ({ ...row, row: index + 2 }));
}
