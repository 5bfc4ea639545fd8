import { hash } from 'node:crypto';
import { CamwatchError } from '../../core/errors.ts';
import { canonicalJson, isSameJson } from '../../core/text/canonical-json.ts';
import { parsePeriod } from '../../core/time/periods.ts';
import { showUntrusted } from '../../ledger/decisions/show-untrusted.ts';
import type { Decision } from '../../ledger/record/decisions.ts';
import { completeDossier } from '../dossier/complete-dossier.ts';
import type { RecordDossier } from '../dossier/read-dossier.ts';
import { checkHangsOnSums } from '../hangs-on/check-sums.ts';
import { describeChangedRows } from '../settle/changed-rows.ts';
import type { ContractSettlement } from '../settle/contract-settlement.ts';
import { findHandedOut, type HandedOut } from '../statements/handed-out.ts';
import { compareFigures, isSameFigures } from '../statements/statement-differences.ts';
import { divideMoney } from '../statements/statement-disputes.ts';
import { buildFigures } from '../statements/statement-figures.ts';
import { listFiled, readLife, rulesOfParts, type StatementLife } from '../statements/statement-register.ts';
import type { Difference, StatementDocument } from '../statements/statement-schema.ts';
import { openStatement, type SealedFile } from '../statements/statement-seal.ts';
import { checkSums } from './check-sums.ts';
import { checkOf, isGood, listChecks, type VerificationCheck } from './verification-check.ts';

export const STATEMENT_CHECKS = [
  'seal',
  'signer',
  'ledger',
  'record',
  'dossier',
  'rows',
  'figures',
  'money',
  'hangs-on',
] as const;
export type StatementCheckName = (typeof STATEMENT_CHECKS)[number];

export type StatementCheck = VerificationCheck<StatementCheckName>;

/** A file by itself proves little: anybody can seal one with a key of his own. */
export type StatementVerdict = 'good' | 'bad' | 'ledger-not-checked' | 'key-and-ledger-not-checked';

/** What became of every check of a file; it is good where none of them is bad. Its texts are safe to print. */
export interface StatementVerification {
  readonly verdict: StatementVerdict;
  readonly isGood: boolean;
  readonly checks: readonly StatementCheck[];
  readonly document?: StatementDocument;
  /** Where and when the ledger says that just this file was handed out; absent where it was not asked. */
  readonly handedOut?: readonly HandedOut[];
  /** What differs from the figures that the ledger gives now, as of the same instants. */
  readonly differences: readonly Difference[];
  /** Worth knowing, and not wrong. */
  readonly notes: readonly string[];
}

export interface VerifyInput {
  readonly text: string;
  /** Of the file that is checked, where that is a document made of the statement in `text`. */
  readonly fileSha256?: string;
  /** Of the key that the reader got by another way. */
  readonly fingerprint?: string;
  /** Absent: only what can be said of the file by itself. */
  readonly ledger?: VerifyLedger;
  /** Of the program that verifies. */
  readonly version: string;
}

export interface VerifyLedger {
  readonly rows: Iterable<Decision>;
  /**
   * The figures of a document's contract and period, as of the instants that it names, and what the money hangs on where the
   * document says that.
   */
  readonly settle: (document: StatementDocument) => ContractSettlement;
  /** The dossier of a document, by the record as it was settled from; without it a file that has one is red. */
  readonly dossier?: (
    document: StatementDocument,
    settlement: ContractSettlement,
  ) => RecordDossier | undefined;
  /** Those of these rows whose content is not what their hash says. */
  readonly changedRows: (seqs: Iterable<number>) => readonly number[];
  /** What is wrong with the ledger itself, its schema and its working tables included: see `findRecordProblems`. */
  readonly problems: readonly string[];
}

/** So many are told: one digit may be in many sums. */
const MOST_SUMS = 10;

/** Checks a statement: its bytes, who signed it, that it is on record, and that the ledger still gives its figures. */
export function verifyStatement(input: VerifyInput): StatementVerification {
  const { text, fingerprint, version } = input;
  const ledger = input.ledger && { ...input.ledger, rows: [...input.ledger.rows] };
  const { statement, problems } = openStatement(text);
  const seal = checkOf('seal', problems);
  if (!statement) return conclude([seal], { differences: [], notes: [] });
  const { document } = statement;
  const money = checkOf('money', [
    ...checkMoney(document),
    ...checkHangsOnSums(document),
    ...checkSums(document.figures).slice(0, MOST_SUMS),
  ]);
  const signer = checkSigner(document, fingerprint);
  if (!ledger)
    return conclude([seal, signer, money], {
      document,
      differences: [],
      notes: notesOf(document, version, undefined),
    });
  const life = readLife(ledger.rows, document.id);
  const { fileSha256 = hash('sha256', text, 'hex') } = input;
  const handedOut = findHandedOut(ledger.rows, fileSha256).filter(({ of }) => of === statement.sha256);
  const record = checkOf('record', checkRecord(statement, life));
  const sound = checkOf('ledger', ledger.problems);
  const notes = notesOf(document, version, life);
  const settlement = settleAgain(document, ledger);
  if (typeof settlement === 'string') {
    const figures = checkOf('figures', [`cannot be computed again: ${settlement}`]);
    return conclude([seal, signer, sound, record, figures, money], {
      ...{ document, handedOut, differences: [], notes },
    });
  }
  const figures = buildFigures(settlement);
  const differences = isSameFigures(document.figures, figures)
    ? []
    : compareFigures(document.figures, figures);
  const checks = [
    seal,
    signer,
    sound,
    record,
    ...checkDossier(document, { settlement, life, ledger }),
    checkOf('rows', [
      ...checkRows(document, settlement),
      ...checkContent(statement, { settlement, life, handedOut, ledger }),
    ]),
    checkOf('figures', checkFigures(document, settlement, differences)),
    money,
    ...checkHangsOn(document, settlement),
  ];
  return conclude(checks, {
    document,
    handedOut,
    differences,
    notes: [...notes, ...noteWarnings(document, settlement)],
  });
}

/** The settlement, or why there is none: a file that was changed may name what is not, or a period of a thousand years. */
function settleAgain(document: StatementDocument, { settle }: VerifyLedger): ContractSettlement | string {
  const { label, fromMs, toMs, timeZone } = document.period;
  try {
    const named = parsePeriod(label, timeZone);
    if (named?.fromMs !== fromMs || named.toMs !== toMs)
      return `expected the ends of ${label} in ${timeZone}, got ${fromMs} to ${toMs}`;
    return settle(document);
  } catch (error) {
    if (error instanceof CamwatchError || error instanceof RangeError) return error.message;
    throw error;
  }
}

function conclude(
  done: readonly StatementCheck[],
  rest: Pick<StatementVerification, 'document' | 'handedOut' | 'differences' | 'notes'>,
): StatementVerification {
  const { document } = rest;
  const names = STATEMENT_CHECKS.filter(
    (name) =>
      (name !== 'dossier' || document?.dossier) && (name !== 'hangs-on' || document?.hangsOn !== undefined),
  );
  const checks = listChecks(names, done);
  return {
    ...rest,
    verdict: verdictOf(checks),
    isGood: isGood(checks),
    checks,
    differences: rest.differences.map(showDifference),
    notes: rest.notes.map(showUntrusted),
  };
}

function verdictOf(checks: readonly StatementCheck[]): StatementVerdict {
  const isChecked = (name: StatementCheckName) =>
    checks.some((check) => check.name === name && check.outcome === 'good');
  if (!isGood(checks)) return 'bad';
  if (isChecked('record')) return 'good';
  return isChecked('signer') ? 'ledger-not-checked' : 'key-and-ledger-not-checked';
}

const showDifference = ({ where, old, new: now }: Difference): Difference => ({
  where: showUntrusted(where),
  ...(old === undefined ? {} : { old: showUntrusted(old) }),
  ...(now === undefined ? {} : { new: showUntrusted(now) }),
});

/** A signature is worth what is known of its key: without a fingerprint from elsewhere there is nothing to compare. */
function checkSigner({ signer }: StatementDocument, fingerprint: string | undefined): StatementCheck {
  if (fingerprint === undefined) return { name: 'signer', outcome: 'not-checked', problems: [] };
  const isExpected = signer.fingerprint === fingerprint;
  return checkOf(
    'signer',
    isExpected ? [] : [`expected the key ${fingerprint}, got the key ${signer.fingerprint}`],
  );
}

function checkRecord({ document, sha256 }: SealedFile, life: StatementLife): readonly string[] {
  const filed = listFiled(life).find((candidate) => candidate.sha256 === sha256);
  if (!filed) return [`the ledger has no statement ${document.id} with the hash ${sha256}`];
  return [
    ...(filed.fingerprint === document.signer.fingerprint
      ? []
      : [
          `row ${filed.seq} of the ledger names the key ${filed.fingerprint}, the file the key ${document.signer.fingerprint}`,
        ]),
    ...(isSameJson(filed.rules, rulesOfParts(document.figures).rules)
      ? []
      : [`row ${filed.seq} of the ledger names other versions of the rules than the file`]),
  ];
}

function checkRows(document: StatementDocument, settlement: ContractSettlement): readonly string[] {
  const { rows, digest } = document.ledger;
  const { count, digest: now } = settlement.ledgerRows;
  const versions = settlement.contractVersions.map(({ seq, hash }) => `${seq}:${hash}`).join(', ');
  const named = document.contractVersions.map(({ seq, hash }) => `${seq}:${hash}`).join(', ');
  return [
    ...(rows === count && digest === now
      ? []
      : [
          `expected ${rows} rows of the ledger with the digest ${digest}, got ${count} rows with the digest ${now}`,
        ]),
    ...(versions === named ? [] : [`expected the contract of the rows ${named}, got ${versions}`]),
  ];
}

interface ContentRows {
  readonly settlement: ContractSettlement;
  readonly life: StatementLife;
  readonly handedOut: readonly HandedOut[];
  readonly ledger: VerifyLedger;
}

/** The rows that figures rest on, those of the contract, and those of the statement itself have the content they were hashed with. */
function checkContent(
  { document }: SealedFile,
  { settlement, life, handedOut, ledger }: ContentRows,
): readonly string[] {
  const changed = ledger.changedRows([
    ...settlement.ledgerRows.seqs,
    ...document.contractVersions.map(({ seq }) => seq),
    ...[...listFiled(life), ...handedOut].map(({ seq }) => seq),
  ]);
  return changed.length === 0 ? [] : [describeChangedRows(changed)];
}

/** Files of earlier versions have none. */
function checkDossier(
  document: StatementDocument,
  { settlement, life, ledger }: { settlement: ContractSettlement; life: StatementLife; ledger: VerifyLedger },
): readonly StatementCheck[] {
  if (!document.dossier) return [];
  const recorded = ledger.dossier?.(document, settlement);
  const now = recorded && completeDossier(recorded, life, document);
  const differing = DOSSIER_PARTS.filter((part) => !isSameJson(document.dossier?.[part], now?.[part]));
  return [
    checkOf(
      'dossier',
      differing.map((part) => `expected ${part} as the ledger has them, got others`),
    ),
  ];
}

const DOSSIER_PARTS = [
  'client',
  'claims',
  'works',
  'unmeasured',
  'objections',
  'answering',
  'since',
] as const;

/** Files of earlier versions have none. */
function checkHangsOn(
  { hangsOn }: StatementDocument,
  settlement: ContractSettlement,
): readonly StatementCheck[] {
  if (!hangsOn) return [];
  const isSame = settlement.hangsOn && isSameJson(hangsOn, settlement.hangsOn);
  return [
    checkOf(
      'hangs-on',
      isSame ? [] : ['expected what the money hangs on as the ledger gives it, got another'],
    ),
  ];
}

function checkFigures(
  document: StatementDocument,
  settlement: ContractSettlement,
  differences: readonly Difference[],
): readonly string[] {
  const { contract } = document;
  return [
    ...(contract.contractor === settlement.contractor && contract.agency === settlement.agency
      ? []
      : [`expected the contractor ${contract.contractor}, got ${settlement.contractor}`]),
    ...(differences.length === 0
      ? []
      : [
          `${differences.length} ${differences.length === 1 ? 'figure differs' : 'figures differ'} from what the ledger gives`,
        ]),
  ];
}

/** What is worth knowing a later version may see otherwise, and earlier ones wrote in words; the seal covers the file's. */
function noteWarnings(document: StatementDocument, { warnings }: ContractSettlement): readonly string[] {
  const [filed, now] = [canonicalJson(document.warnings), canonicalJson([...warnings])];
  return filed === now ? [] : [`warnings: the file has ${filed}, now ${now}`];
}

/** The division into disputed and undisputed follows from the lines and the objections that the document names. */
function checkMoney({ figures, objections, money }: StatementDocument): readonly string[] {
  const again = divideMoney(figures, objections);
  return [
    ...(again.total === money.total && again.total === figures.total
      ? []
      : [`expected the total ${again.total} VND from the lines, got ${money.total} VND`]),
    ...(again.disputed === money.disputed && again.undisputed === money.undisputed
      ? []
      : [
          `expected ${again.disputed} VND disputed and ${again.undisputed} VND undisputed, got ${money.disputed} and ${money.undisputed}`,
        ]),
  ];
}

function notesOf(
  { software, state, number }: StatementDocument,
  version: string,
  life: StatementLife | undefined,
): readonly string[] {
  const latest = life?.latest;
  const isSuperseded = latest && (ACTIONS[state] !== latest.action || latest.number !== number);
  return [
    ...(software.version === version
      ? []
      : [`made by camwatch ${software.version}, verified by camwatch ${version}`]),
    ...(isSuperseded ? [`superseded: what counts now is ${renderFiled(latest)}`] : []),
    ...(life ? [] : ['checked without the ledger: whether its figures are right was not looked at']),
  ];
}

const ACTIONS = { draft: 'drafted', issued: 'issued', restated: 'restated' } as const;

const renderFiled = ({
  action,
  number,
  sha256,
}: {
  readonly action: string;
  readonly number: number;
  readonly sha256: string;
}) => `${action === 'restated' ? `restatement ${number}` : action} (${sha256})`;
