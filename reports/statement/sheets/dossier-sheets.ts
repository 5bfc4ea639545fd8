import type { Workbook } from 'exceljs';
import type { Answering, Dossier } from '../../../contracts/dossier/dossier-schema.ts';
import { upFirst } from '../../../core/text/up-first.ts';
import { addRowSheet, FORMATS, type SheetCell } from '../../../documents/xlsx/sheet.ts';
import { changeInWords } from '../annexes/difference-annex.ts';
import { type DossierAct, dossierActs } from '../dossier-acts.ts';
import { type DossierWords, devicesInWords, limitInWords } from '../dossier-words.ts';
import { createLocalTime, type LocalTime } from '../local-time.ts';
import { createNaming } from '../naming.ts';
import type { StatementInput } from '../statement-input.ts';
import { nameCells, nameColumns } from './name-columns.ts';

const TIME = { width: 24, format: FORMATS.time } as const;
const COUNT = { width: 16, format: FORMATS.count } as const;

interface Context extends DossierWords {
  readonly names: StatementInput['names'];
  readonly at: (atMs: number | undefined) => Date | undefined;
}

/** The dossier: each act, its devices, who answers for others' time, and what came on record since; absent in earlier files. */
export function addDossierSheets(workbook: Workbook, input: StatementInput): void {
  const { document, words, names, since } = input;
  const { dossier, period } = document;
  if (!dossier) return;
  const localTime: LocalTime = createLocalTime(period.timeZone);
  const context: Context = {
    words,
    names,
    naming: createNaming(input),
    at: (atMs) => (atMs === undefined ? undefined : localTime(atMs)),
  };
  addActSheet(
    workbook,
    dossierActs(dossier, { figures: document.figures, ...(since ?? document) }, context),
    context,
  );
  addDeviceSheet(workbook, dossier, context);
  addAnsweringSheet(workbook, dossier.answering, context);
  addSinceSheet(workbook, dossier.since, context);
}

function addActSheet(workbook: Workbook, acts: readonly DossierAct[], context: Context): void {
  const { at, words } = context;
  const { names, columns } = words.texts.sheets;
  addRowSheet(
    workbook,
    names.dossier,
    [
      { title: columns.dossier, width: 24, wrap: true },
      { title: columns.id, width: 14 },
      { title: columns.row, width: 10, format: FORMATS.count },
      { title: columns.act, width: 20, wrap: true },
      { title: columns.party, width: 28, wrap: true },
      { title: columns.account, width: 16 },
      { title: columns.recorded, ...TIME },
      { title: columns.received, ...TIME },
      { title: columns.about, width: 60, wrap: true },
      { title: columns.why, width: 50, wrap: true },
      { title: columns.papers, width: 80, wrap: true },
      { title: columns.limit, ...TIME },
      { title: columns.overMs, ...COUNT },
      { title: columns.limits, width: 40, wrap: true },
    ],
    acts.map(({ about, ref, seq, act, party, author, recordedMs, receivedMs, ...rest }): SheetCell[] => {
      const { content, why, files = [], limit, untilMs } = rest;
      return [
        ...[about, ref, seq, act, party, author, at(recordedMs), at(receivedMs)],
        ...[content || undefined, why || undefined],
        files.map(({ name, sha256 }) => `${name} (${sha256})`).join('\n') || undefined,
        ...[at(limit?.dueMs ?? untilMs), limit?.overMs, limit && limitInWords(limit, context)],
      ];
    }),
  );
}

/** What a decision names, one by one: a claim may be for all cameras of a district. */
function addDeviceSheet(
  workbook: Workbook,
  { claims, works, unmeasured }: Dossier,
  { naming, names, at, words }: Context,
): void {
  const { names: sheetNames, columns } = words.texts.sheets;
  const rowsOf = (
    { ref, fromMs, toMs }: { readonly ref: string; readonly fromMs: number; readonly toMs?: number },
    entities: readonly string[],
    accepted?: NonNullable<Dossier['claims'][number]['decision']>['accepted'],
  ): readonly SheetCell[][] => {
    const kept = new Set(accepted?.entities);
    return entities.map((entity) => [
      ...[upFirst(naming.ref(ref)), ref, entity, ...nameCells(entity, names)],
      ...[at(fromMs), at(toMs)],
      ...(accepted && kept.has(entity) ? [at(accepted.fromMs), at(accepted.toMs)] : []),
    ]);
  };
  addRowSheet(
    workbook,
    sheetNames.dossierDevices,
    [
      { title: columns.dossier, width: 24 },
      { title: columns.id, width: 14 },
      { title: columns.entity, width: 32 },
      ...nameColumns(words),
      { title: columns.from, ...TIME },
      { title: columns.to, ...TIME },
      { title: columns.acceptedFrom, ...TIME },
      { title: columns.acceptedTo, ...TIME },
    ],
    [
      ...claims.flatMap((claim) => rowsOf(claim, claim.entities, claim.decision?.accepted)),
      ...works.flatMap((work) => rowsOf(work, work.entities)),
      ...unmeasured.flatMap((one) => rowsOf(one, [one.entity])),
    ],
  );
}

function addAnsweringSheet(
  workbook: Workbook,
  answering: readonly Answering[],
  { naming, names, at, words }: Context,
): void {
  if (answering.length === 0) return;
  const { names: sheetNames, columns } = words.texts.sheets;
  addRowSheet(
    workbook,
    sheetNames.answering,
    [
      { title: columns.entity, width: 32 },
      ...nameColumns(words),
      { title: columns.from, ...TIME },
      { title: columns.to, ...TIME },
      { title: columns.answering, width: 40 },
      { title: columns.contracts, width: 30 },
      { title: columns.agency, width: 40 },
      { title: columns.carrier, width: 40 },
    ],
    answering.map(({ owner, fromMs, toMs, contractors, contracts, agency, carrier }) => [
      ...[owner, ...nameCells(owner, names), at(fromMs), at(toMs)],
      contractors.map((id) => naming.party(`contractor:${id}`)).join('; ') || undefined,
      contracts.join('; ') || undefined,
      agency && naming.party(`agency:${agency}`),
      carrier && naming.party(`contractor:${carrier}`),
    ]),
  );
}

/** Of a restatement. */
function addSinceSheet(workbook: Workbook, since: Dossier['since'], context: Context): void {
  if (!since) return;
  const { names, columns, allTouched } = context.words.texts.sheets;
  addRowSheet(
    workbook,
    names.since,
    [
      { title: columns.act, width: 60 },
      { title: columns.id, width: 20 },
      { title: columns.rows, width: 10, format: FORMATS.count },
      { title: columns.recorded, ...TIME },
      { title: columns.account, width: 20 },
      { title: columns.entity, width: 60 },
    ],
    since.changes.map((change) => {
      const { ref, count, recordedMs, author, entities } = change;
      const touched = entities === undefined ? allTouched : devicesInWords(entities, context) || undefined;
      return [changeInWords(change, context), ref, count, context.at(recordedMs), author, touched];
    }),
  );
}
