import type { NamedKey } from '../checkpoint/signed-note.ts';
import type { ChainHead } from './chain-heads.ts';
import type { LedgerReader } from './ledger-reader.ts';

export interface Verification {
  readonly scope: 'since-last-seal' | 'full';
  readonly fromSeq: number;
  readonly rows: number;
  /** The last row as it is stored. */
  readonly head: ChainHead;
  /** The first of them. */
  readonly problems: readonly ChainProblem[];
  readonly problemCount: number;
  /** Losses that are on record, so that nobody takes the ledger for one without gaps. */
  readonly acceptedLosses: readonly AcceptedLossRow[];
  /** The last head that others have signed; rows beyond it are unwitnessed. */
  readonly witnessed?: Witnessed;
  readonly unwitnessedRows: number;
}

export interface VerifyOptions {
  /** `full`: from the first row, with the file's inner structure. Schema and working tables are compared either way. */
  readonly scope: Verification['scope'];
  /** A head that was handed out earlier: the row of that number must still have that hash. */
  readonly expectedHead?: ChainHead;
  /** `check`: with `full`, the attached files beside the ledger too; a copy on its way has none beside it yet. */
  readonly attachments?: 'check' | 'leave-out';
  /** High-water marks besides the one beside the ledger. */
  readonly markFiles?: readonly string[];
  /** Whose cosignatures count; absent: those whose keys are on record. */
  readonly witnesses?: readonly NamedKey[];
  /** A checkpoint that was handed out: it was put on record first, so that it must stand there, word for word. */
  readonly handedOut?: { readonly size: number; readonly text: string };
  /** Compares what others derive from the chain: the sums of days. */
  readonly derived?: DerivedCheck;
  readonly onProgress?: (doneRows: number, totalRows: number) => void;
  readonly signal?: AbortSignal;
}

/** Between two of what it yields others get their turn. */
export type DerivedCheck = (reader: LedgerReader) => Iterable<DerivedProblems>;

export interface DerivedProblems {
  /** What differs, one sentence each. */
  readonly first: readonly string[];
  /** How many there are, with those that are not told. */
  readonly count: number;
}

/** The last head that others than the operator have signed: up to there the ledger cannot be written anew unnoticed. */
export interface Witnessed {
  readonly seq: number;
  readonly hash: string;
  /** Size of the tree that they signed. */
  readonly checkpoint: number;
  readonly by: readonly WitnessedBy[];
}

export interface WitnessedBy {
  readonly name: string;
  /** The public key of 32 bytes, in base64: to be compared with what the witness says of itself. */
  readonly key: string;
  readonly atMs: number;
}

/** A loss that somebody went on from: a row of the chain. */
export interface AcceptedLossRow {
  readonly seq: number;
  readonly recordedMs: number;
  readonly author: string;
  readonly reason: string;
  /** The last row that was left. */
  readonly endedAtSeq: number;
  /** The last row that was known to have been there. */
  readonly markSeq?: number;
}

export type ChainProblemKind =
  | 'changed'
  | 'missing'
  | 'repeated'
  | 'unlinked'
  | 'seal'
  | 'head'
  | 'file'
  | 'schema'
  | 'status'
  | 'open'
  | 'day'
  | 'attachment'
  | 'void'
  | 'receipt'
  | 'lost'
  | 'checkpoint';

/** One thing that is wrong, with the row it was found at (0: the whole file). */
export interface ChainProblem {
  readonly kind: ChainProblemKind;
  readonly seq: number;
  readonly message: string;
}
