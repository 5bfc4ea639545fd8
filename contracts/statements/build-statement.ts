import type { Said } from '../../core/language/said.ts';
import { type Period, periodOf } from '../../core/time/periods.ts';
import { contractorParty } from '../../ledger/decisions/party.ts';
import type { Attachment } from '../../ledger/files/attachments.ts';
import { completeDossier } from '../dossier/complete-dossier.ts';
import type { RecordDossier } from '../dossier/read-dossier.ts';
import type { DecisionFinding } from '../findings/decision-finding.ts';
import type { ContractSettlement } from '../settle/contract-settlement.ts';
import { compareFigures, isSameFigures } from './statement-differences.ts';
import { divideMoney } from './statement-disputes.ts';
import { StatementError } from './statement-error.ts';
import { buildFigures, isWithoutRecord } from './statement-figures.ts';
import type { Signer } from './statement-key.ts';
import { type StatementLife, signOffOf, statementId } from './statement-register.ts';
import type { SignOff, StatementDocument, StatementFigures } from './statement-schema.ts';

/** What a document says besides the figures. */
export interface StatementFacts {
  readonly settlement: ContractSettlement;
  /** What the contract is called, and its number on paper. */
  readonly named: { readonly name?: string; readonly number?: string };
  readonly nowMs: number;
  /** The same figures can be asked for again as of this instant. */
  readonly recordedBeforeMs: number;
  readonly version: string;
  readonly signer: Signer;
  readonly life: StatementLife;
  /** What is worth a look, of the settlement's devices and links. */
  readonly findings?: readonly DecisionFinding[];
  /** What people decided, by the record; objections are added from the life of the statement. */
  readonly dossier?: RecordDossier;
}

/** A draft, which the contractor may object to from now on. @throws STATEMENT_REFUSED */
export function buildDraft(facts: StatementFacts): StatementDocument {
  const { settlement, life, nowMs } = facts;
  const { period } = settlement;
  expectOver(life.id, period, nowMs);
  expectWhole(life.id, settlement);
  if (life.issued) throw refused(life.id, ISSUED, 'statement restate');
  if (life.draft)
    throw refused(
      life.id,
      {
        en: `is drafted already (${iso(life.draft.recordedMs)}): withdraw that draft for a new one`,
        vi: `đã có dự thảo (${iso(life.draft.recordedMs)}): hãy rút dự thảo đó để lập dự thảo mới`,
      },
      '--replace WHY',
    );
  return documentOf(facts, {
    state: 'draft',
    number: 0,
    figures: buildFigures(settlement),
    objections: [],
    objectionEndsMs: nowMs + objectionMsOf(settlement),
  });
}

/** @throws STATEMENT_REFUSED */
export function expectOver(id: string, period: Period, nowMs: number): void {
  if (period.toMs <= nowMs) return;
  throw refused(id, {
    en: `expected a period that is over, got ${period.label}, which ends at ${iso(period.toMs)}`,
    vi: `cần kỳ đã kết thúc, kỳ ${period.label} kết thúc lúc ${iso(period.toMs)}`,
  });
}

/**
 * Money is worked out by the contract's own period: half a quarter has no statement. A label other than its own would be
 * the id of a second statement of the same time.
 */
function expectWhole(id: string, { period, parts }: ContractSettlement): void {
  const terms = parts.at(-1)?.terms;
  if (!terms) return;
  const whole = periodOf(terms.period, period.fromMs, terms.timeZone);
  if (whole.fromMs === period.fromMs && whole.toMs === period.toMs && whole.label === period.label) return;
  throw refused(id, {
    en: `expected a whole ${terms.period} such as ${whole.label}, by which the contract is settled, got ${period.label}`,
    vi: `hợp đồng đối soát theo cả ${PERIODS_VI[terms.period]}, ví dụ ${whole.label}, nhận được ${period.label}`,
  });
}

const PERIODS_VI = { month: 'tháng', quarter: 'quý', year: 'năm' } as const;

/** The contractor's agreement before the time for objections is over. */
export interface Agreement {
  /** The party, such as `contractor:keeper`. */
  readonly by: string;
  /** Papers that bear it out, kept beside the ledger by their hash. */
  readonly files: readonly Attachment[];
}

export interface IssueOptions {
  readonly agreement?: Agreement;
}

/** Only the contractor of a statement agrees to it. @throws STATEMENT_REFUSED */
export function expectAgreeing({ id, contract }: StatementDocument, by: string): void {
  const contractor = contractorParty(contract.contractor);
  if (by === contractor) return;
  throw refused(id, {
    en: `expected ${contractor}, who alone may agree, got ${by}`,
    vi: `chỉ ${contractor} được đồng ý, nhận được ${by}`,
  });
}

/**
 * Issues the figures of the draft, what is disputed apart.
 * @throws STATEMENT_REFUSED also where nothing is on record of the period, and where figures are no longer those of the draft:
 * nobody could object to them.
 */
export function buildIssue(
  facts: StatementFacts,
  draft: StatementDocument,
  { agreement }: IssueOptions,
): StatementDocument {
  const { settlement, life, nowMs } = facts;
  if (life.issued) throw refused(life.id, ISSUED, 'statement restate');
  if (!life.draft)
    throw refused(
      life.id,
      { en: 'has no draft: make one first', vi: 'chưa có dự thảo: hãy lập dự thảo trước' },
      'statement draft',
    );
  if (agreement) {
    expectAgreeing(draft, agreement.by);
    if (agreement.files.length === 0)
      throw refused(
        life.id,
        {
          en: 'expected a paper of the agreement, got none',
          vi: 'cần văn bản đồng ý, không có văn bản nào',
        },
        '--attach FILE',
      );
  }
  const signOff = signOffOf(life);
  if (nowMs < draft.objectionEndsMs && !agreement && !signOff)
    throw refused(
      life.id,
      {
        en: `the contractor may object until ${iso(draft.objectionEndsMs)}: wait until then, until it agrees, or for the paper on which it agreed`,
        vi: `nhà thầu được nêu ý kiến đến ${iso(draft.objectionEndsMs)}: hãy chờ đến hạn, đến khi nhà thầu đồng ý, hoặc có văn bản đồng ý của nhà thầu`,
      },
      'statement agree, or --agreed-by CONTRACTOR --attach FILE',
    );
  const figures = buildFigures(settlement);
  if (isWithoutRecord(figures))
    throw refused(life.id, {
      en: 'nothing of the period is on record (coverage 0 %): there is nothing to issue',
      vi: 'sổ ghi không có số liệu nào của kỳ (tỷ lệ 0 %): không có gì để phát hành',
    });
  if (!isSameFigures(draft.figures, figures))
    throw refused(
      life.id,
      {
        en: `figures changed since the draft (${renderChange(draft.figures, figures, 'and')}): make a new draft, for the contractor to look at`,
        vi: `số liệu đã thay đổi từ khi lập dự thảo (${renderChange(draft.figures, figures, 'và')}): hãy lập dự thảo mới để nhà thầu xem`,
      },
      'statement draft --replace WHY',
    );
  return documentOf(facts, {
    state: 'issued',
    number: 0,
    figures,
    objections: [...life.objections],
    objectionEndsMs: draft.objectionEndsMs,
    ...agreedOf(agreement, signOff),
  });
}

/** Who agreed, by which papers and by which act of its own; nothing where nobody did. */
function agreedOf(
  agreement: Agreement | undefined,
  signOff: SignOff | undefined,
): Pick<StatementDocument, 'agreedBy' | 'agreement' | 'signOff'> {
  const agreedBy = agreement?.by ?? signOff?.by;
  if (agreedBy === undefined) return {};
  const papers = agreement?.files.map((file) => ({ ...file })) ?? [];
  return { agreedBy, agreement: papers, ...(signOff && { signOff }) };
}

/** Corrects what was issued, with a table of what changed. @throws STATEMENT_REFUSED where nothing changed. */
export function buildRestatement(
  facts: StatementFacts,
  before: StatementDocument,
  reason: string,
): StatementDocument {
  const { settlement, life } = facts;
  if (!life.issued || !life.latest)
    throw refused(life.id, {
      en: 'is not issued yet: a draft is replaced, not restated',
      vi: 'chưa phát hành: dự thảo được thay, không điều chỉnh',
    });
  const figures = buildFigures(settlement);
  if (isSameFigures(before.figures, figures))
    throw refused(life.id, {
      en: 'nothing changed since it was last sealed: there is nothing to restate',
      vi: 'không có gì thay đổi từ lần niêm phong trước: không có gì để điều chỉnh',
    });
  return documentOf(facts, {
    state: 'restated',
    number: life.restatements.length + 1,
    figures,
    objections: [...life.objections],
    objectionEndsMs: before.objectionEndsMs,
    replaces: { number: before.number, sha256: life.latest.sha256 },
    reason,
    differences: compareFigures(before.figures, figures),
  });
}

type Rest = Pick<StatementDocument, 'state' | 'number' | 'figures' | 'objections' | 'objectionEndsMs'> &
  Partial<
    Pick<StatementDocument, 'agreedBy' | 'agreement' | 'signOff' | 'replaces' | 'reason' | 'differences'>
  >;

function documentOf(facts: StatementFacts, rest: Rest): StatementDocument {
  const { settlement, named, nowMs, recordedBeforeMs, version, signer, findings, dossier, life } = facts;
  const { contractId, contractor, agency, period, asOfMs, ledgerRows, contractVersions } = settlement;
  return {
    format: 'camwatch-statement-1',
    id: statementId(contractId, period.label),
    contract: { id: contractId, ...named, contractor, ...(agency === undefined ? {} : { agency }) },
    period: {
      label: period.label,
      fromMs: period.fromMs,
      toMs: period.toMs,
      timeZone: settlement.parts.at(-1)?.terms.timeZone ?? 'UTC',
    },
    madeMs: nowMs,
    asOfMs,
    recordedBeforeMs,
    software: { name: 'camwatch', version },
    ledger: {
      ...{ rows: ledgerRows.count, digest: ledgerRows.digest },
      ...(ledgerRows.heads && { heads: ledgerRows.heads.map((head) => ({ ...head })) }),
    },
    contractVersions: contractVersions.map(({ fromMs, seq, hash }) => ({ fromMs, seq, hash })),
    warnings: [...settlement.warnings],
    ...(findings && { findings: findings.map((finding) => ({ ...finding })) }),
    ...(dossier && { dossier: completeDossier(dossier, life, rest) }),
    ...(settlement.hangsOn && { hangsOn: settlement.hangsOn }),
    money: divideMoney(rest.figures, rest.objections),
    signer: { ...signer },
    ...rest,
  };
}

const objectionMsOf = ({ parts }: ContractSettlement): number => parts.at(-1)?.terms.objectionMs ?? 0;

const MOST_CHANGES = 3;

function renderChange(old: StatementFigures, now: StatementFigures, and: 'and' | 'và'): string {
  const differences = compareFigures(old, now);
  const shown = differences
    .slice(0, MOST_CHANGES)
    .map((difference) => `${difference.where}: ${difference.old ?? '–'} → ${difference.new ?? '–'}`);
  const more = differences.length - shown.length;
  return [...shown, ...(more > 0 ? [and === 'and' ? `and ${more} more` : `và ${more} mục khác`] : [])].join(
    '; ',
  );
}

/** `command`: what whoever types commands does about it. */
export const refused = (id: string, why: Said, command?: string): StatementError =>
  new StatementError(
    'STATEMENT_REFUSED',
    { en: `statement ${id}: ${why.en}`, vi: `bảng đối soát ${id}: ${why.vi}` },
    { command },
  );

const ISSUED: Said = {
  en: 'is issued already: a restatement corrects it',
  vi: 'đã phát hành: chỉ sửa bằng bảng điều chỉnh',
};

const iso = (atMs: number): string => new Date(atMs).toISOString();
