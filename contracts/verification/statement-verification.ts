import type { Decision } from '../../ledger/record/decisions.ts';
import type { RecordDossier } from '../dossier/read-dossier.ts';
import type { ContractSettlement } from '../settle/contract-settlement.ts';
import type { HandedOut } from '../statements/handed-out.ts';
import type { Difference, StatementDocument } from '../statements/statement-schema.ts';
import type { VerificationCheck } from './verification-check.ts';

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
