import type { Workbook } from 'exceljs';
import { clausesOfRefusal, clausesOfStretch } from '../../../contracts/statements/clauses.ts';
import type { StatementPart } from '../../../contracts/statements/statement-schema.ts';
import { upFirst } from '../../../core/text/up-first.ts';
import { addRowSheet, FORMATS } from '../../../documents/xlsx/sheet.ts';
import { outagesOf } from '../annexes/outage-annex.ts';
import type { LocalTime } from '../local-time.ts';
import type { Naming } from '../naming.ts';
import type { PutDownWords } from '../put-down-words.ts';
import type { StatementInput } from '../statement-input.ts';
import { termRows } from '../term-rows.ts';
import { nameCells, nameColumns } from './name-columns.ts';

const TIME = { width: 24, format: FORMATS.time } as const;
const COUNT = { width: 16, format: FORMATS.count } as const;

/** Sheets of raw rows: outages, stretches, what was refused, incidents, terms. */
export interface RowSheetOptions extends Pick<StatementInput, 'document' | 'words' | 'names'> {
  readonly naming: Naming;
  readonly localTime: LocalTime;
}

/** Every outage, with both edges and their uncertainty. */
export function addOutageSheet(
  workbook: Workbook,
  {
    document,
    words,
    names: entityNames,
    localTime,
    putDownWords,
  }: RowSheetOptions & { readonly putDownWords: PutDownWords },
): void {
  const { names, columns, lasts, yes, no } = words.texts.sheets;
  addRowSheet(
    workbook,
    names.outages,
    [
      { title: columns.part, width: 8 },
      { title: columns.entity, width: 32 },
      ...nameColumns(words),
      { title: columns.row, width: 16 },
      { title: columns.beforeBegan, ...TIME },
      { title: columns.began, ...TIME },
      { title: columns.beforeEnded, ...TIME },
      { title: columns.ended, ...TIME },
      { title: columns.fromMs, ...COUNT },
      { title: columns.toMs, ...COUNT },
      { title: columns.lengthMs, ...COUNT },
      { title: columns.ownMs, ...COUNT },
      { title: columns.ownInPeriodMs, ...COUNT },
      { title: columns.short, width: 9 },
      { title: columns.reason, width: 22 },
      { title: columns.blame, width: 60, wrap: true },
      { title: columns.restorationSeverity, width: 14 },
      { title: columns.restorationLimitMs, ...COUNT },
      { title: columns.overMs, ...COUNT },
      { title: columns.hoursOver, width: 12, format: FORMATS.count },
    ],
    numbered(document.figures.parts, outagesOf).map(({ part, row, of: { entity, outage, stretches } }) => {
      const { restoration } = outage;
      const at = (ms: number | undefined) => (ms === undefined ? undefined : localTime(ms));
      return [
        part,
        entity,
        ...nameCells(entity, entityNames),
        outage.ref,
        at(outage.afterMs),
        at(outage.fromMs),
        at(outage.untilAfterMs),
        at(outage.toMs) ?? lasts,
        outage.fromMs,
        outage.toMs,
        outage.toMs === undefined
          ? undefined
          : { formula: `K${row}-J${row}`, result: outage.toMs - outage.fromMs },
        outage.ownMs,
        outage.ownInPeriodMs,
        outage.isShort ? yes : no,
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
export function addStretchSheet(
  workbook: Workbook,
  { document, words, names: entityNames, naming, localTime }: RowSheetOptions,
): void {
  const { names, columns } = words.texts.sheets;
  addRowSheet(
    workbook,
    names.stretches,
    [
      { title: columns.part, width: 8 },
      { title: columns.entity, width: 32 },
      ...nameColumns(words),
      { title: columns.from, ...TIME },
      { title: columns.to, ...TIME },
      { title: columns.fromInstantMs, ...COUNT },
      { title: columns.toInstantMs, ...COUNT },
      { title: columns.lengthMs, ...COUNT },
      { title: columns.settled, width: 22 },
      { title: columns.measured, width: 16 },
      { title: columns.reason, width: 22 },
      { title: columns.excusedFor, width: 24 },
      { title: columns.decision, width: 26 },
      { title: columns.owner, width: 40 },
      { title: columns.clauses, width: 20 },
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
      ...nameCells(entity, entityNames),
      localTime(stretch.fromMs),
      localTime(stretch.toMs),
      stretch.fromMs,
      stretch.toMs,
      { formula: `H${row}-G${row}`, result: stretch.toMs - stretch.fromMs },
      words.className(stretch.class),
      words.className(stretch.measured),
      stretch.reason === undefined ? undefined : words.reason(stretch.reason),
      stretch.excuse ? words.causeName(stretch.excuse.cause) : undefined,
      stretch.excuse?.ref === undefined ? undefined : upFirst(naming.ref(stretch.excuse.ref)),
      stretch.owner === undefined ? undefined : naming.entity(stretch.owner),
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
export function addRefusalSheet(
  workbook: Workbook,
  { document, words, names: entityNames, naming, localTime }: RowSheetOptions,
): void {
  const { names, columns } = words.texts.sheets;
  addRowSheet(
    workbook,
    names.refused,
    [
      { title: columns.part, width: 8 },
      { title: columns.entity, width: 32 },
      ...nameColumns(words),
      { title: columns.from, ...TIME },
      { title: columns.to, ...TIME },
      { title: columns.whyNot, width: 50 },
      { title: columns.request, width: 26 },
      { title: columns.clauses, width: 20 },
    ],
    numbered(document.figures.parts, ({ entities }) =>
      entities.flatMap(({ entity, refused }) => refused.map((refusal) => ({ entity, refusal }))),
    ).map(({ part, of: { entity, refusal } }) => [
      part,
      entity,
      ...nameCells(entity, entityNames),
      localTime(refusal.fromMs),
      localTime(refusal.toMs),
      words.refusalName(refusal.why),
      refusal.ref === undefined ? undefined : upFirst(naming.ref(refusal.ref)),
      clausesOfRefusal(refusal.why).join(', '),
    ]),
  );
}

/** Incidents with their clocks; absent where nobody kept incidents. */
export function addIncidentSheet(
  workbook: Workbook,
  { document, words, names: entityNames, naming, localTime }: RowSheetOptions,
): void {
  const { names, columns } = words.texts.sheets;
  const { incidents } = document.figures;
  if (!incidents) return;
  addRowSheet(
    workbook,
    names.incidents,
    [
      { title: columns.incident, width: 40 },
      { title: columns.cause, width: 30 },
      ...nameColumns(words),
      { title: columns.contractor, width: 30 },
      { title: columns.severity, width: 16 },
      { title: columns.opened, ...TIME },
      { title: columns.answeredAt, ...TIME },
      { title: columns.restored, ...TIME },
      { title: columns.responseMs, ...COUNT },
      { title: columns.responseLimitMs, ...COUNT },
      { title: columns.response, width: 40 },
      { title: columns.restorationMs, ...COUNT },
      { title: columns.restorationLimitMs, ...COUNT },
      { title: columns.restoration, width: 40 },
    ],
    incidents.rows.map((row) => {
      const { severity, response, restoration } = words.incident(row, incidents);
      return [
        row.incident,
        row.root,
        ...nameCells(row.root, entityNames),
        naming.party(`contractor:${row.contractor}`),
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
export function addTermSheet(workbook: Workbook, { document, words, naming }: RowSheetOptions): void {
  const { names, columns } = words.texts.sheets;
  addRowSheet(
    workbook,
    names.terms,
    [
      { title: columns.part, width: 8 },
      { title: columns.term, width: 40 },
      { title: columns.applied, width: 100, wrap: true },
    ],
    numbered(document.figures.parts, (part) => termRows(part, words, naming)).map(({ part, of }) => [
      part,
      ...of,
    ]),
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
