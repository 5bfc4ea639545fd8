import type { Workbook } from 'exceljs';
import type { Answering, Dossier } from '../../../settlement/dossier/dossier-schema.ts';
import { addRowSheet, FORMATS, type SheetCell } from '../xlsx/sheet.ts';
import { changeInWords } from './difference-annex.ts';
import { type DossierAct, dossierActs } from './dossier-acts.ts';
import { type DossierWords, devicesInWords, limitInWords } from './dossier-words.ts';
import { createLocalTime, type LocalTime } from './local-time.ts';
import { createNaming } from './naming.ts';
import type { StatementInput } from './statement-input.ts';
import { upFirst } from './up-first.ts';

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
  addActSheet(workbook, dossierActs(dossier, (since ?? document).objections, context), context);
  addDeviceSheet(workbook, dossier, context);
  addAnsweringSheet(workbook, dossier.answering, context);
  addSinceSheet(workbook, dossier.since, context);
}

function addActSheet(workbook: Workbook, acts: readonly DossierAct[], context: Context): void {
  const { at } = context;
  addRowSheet(
    workbook,
    'Hồ sơ',
    [
      { title: 'Hồ sơ', width: 24, wrap: true },
      { title: 'Mã', width: 14 },
      { title: 'Dòng sổ ghi', width: 10, format: FORMATS.count },
      { title: 'Việc', width: 20, wrap: true },
      { title: 'Bên', width: 28, wrap: true },
      { title: 'Tài khoản', width: 16 },
      { title: 'Ghi sổ lúc', ...TIME },
      { title: 'Nhận hoặc thông báo lúc', ...TIME },
      { title: 'Nội dung', width: 60, wrap: true },
      { title: 'Căn cứ, lý do, ý kiến', width: 50, wrap: true },
      { title: 'Văn bản (SHA-256)', width: 80, wrap: true },
      { title: 'Hạn', ...TIME },
      { title: 'quá hạn (ms)', ...COUNT },
      { title: 'Thời hạn của hợp đồng', width: 40, wrap: true },
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
  { naming, names, at }: Context,
): void {
  const rowsOf = (
    { ref, fromMs, toMs }: { readonly ref: string; readonly fromMs: number; readonly toMs?: number },
    entities: readonly string[],
    accepted?: NonNullable<Dossier['claims'][number]['decision']>['accepted'],
  ): readonly SheetCell[][] => {
    const kept = new Set(accepted?.entities);
    return entities.map((entity) => [
      ...[upFirst(naming.ref(ref)), ref, entity, names.entities?.get(entity), names.places?.get(entity)],
      ...[at(fromMs), at(toMs)],
      ...(accepted && kept.has(entity) ? [at(accepted.fromMs), at(accepted.toMs)] : []),
    ]);
  };
  addRowSheet(
    workbook,
    'Thiết bị của hồ sơ',
    [
      { title: 'Hồ sơ', width: 24 },
      { title: 'Mã', width: 14 },
      { title: 'Thiết bị, đường truyền', width: 32 },
      { title: 'tên', width: 40 },
      { title: 'địa điểm', width: 50 },
      { title: 'Từ', ...TIME },
      { title: 'Đến', ...TIME },
      { title: 'chấp nhận từ', ...TIME },
      { title: 'chấp nhận đến', ...TIME },
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
  { naming, names, at }: Context,
): void {
  if (answering.length === 0) return;
  addRowSheet(
    workbook,
    'Bên chịu trách nhiệm',
    [
      { title: 'Thiết bị, đường truyền', width: 32 },
      { title: 'tên', width: 40 },
      { title: 'địa điểm', width: 50 },
      { title: 'Từ', ...TIME },
      { title: 'Đến', ...TIME },
      { title: 'bên chịu trách nhiệm', width: 40 },
      { title: 'hợp đồng', width: 30 },
      { title: 'đơn vị quản lý, sử dụng', width: 40 },
      { title: 'nhà mạng', width: 40 },
    ],
    answering.map(({ owner, fromMs, toMs, contractors, contracts, agency, carrier }) => [
      ...[owner, names.entities?.get(owner), names.places?.get(owner), at(fromMs), at(toMs)],
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
  addRowSheet(
    workbook,
    'Ghi sổ sau',
    [
      { title: 'Việc', width: 60 },
      { title: 'Mã', width: 20 },
      { title: 'Số dòng', width: 10, format: FORMATS.count },
      { title: 'Ghi sổ lúc', ...TIME },
      { title: 'Tài khoản', width: 20 },
      { title: 'Thiết bị, đường truyền', width: 60 },
    ],
    since.changes.map((change) => {
      const { ref, count, recordedMs, author, entities } = change;
      const touched = entities === undefined ? 'tất cả' : devicesInWords(entities, context);
      return [changeInWords(change, context), ref, count, context.at(recordedMs), author, touched];
    }),
  );
}
