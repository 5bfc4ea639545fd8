import { hash } from 'node:crypto';
import { CamwatchError } from '../../core/errors.ts';
import { parsePeriod } from '../../core/time/periods.ts';
import { showUntrusted } from '../../ledger/decisions/show-untrusted.ts';
import { checkHangsOnSums } from '../hangs-on/check-sums.ts';
import type { ContractSettlement } from '../settle/contract-settlement.ts';
import { findHandedOut } from '../statements/handed-out.ts';
import { compareFigures, isSameFigures } from '../statements/statement-differences.ts';
import { buildFigures } from '../statements/statement-figures.ts';
import { readLife } from '../statements/statement-register.ts';
import type { Difference, StatementDocument } from '../statements/statement-schema.ts';
import { openStatement } from '../statements/statement-seal.ts';
import { checkSums } from './check-sums.ts';
import {
  checkContent,
  checkDossier,
  checkFigures,
  checkHangsOn,
  checkMoney,
  checkRecord,
  checkRows,
  checkSigner,
} from './statement-checks.ts';
import { notesOf, noteWarnings } from './statement-notes.ts';
import {
  STATEMENT_CHECKS,
  type StatementCheck,
  type StatementCheckName,
  type StatementVerdict,
  type StatementVerification,
  type VerifyInput,
  type VerifyLedger,
} from './statement-verification.ts';
import { checkOf, isGood, listChecks } from './verification-check.ts';

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
