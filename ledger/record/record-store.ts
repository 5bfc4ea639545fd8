import type { AuditEntry } from './audit.ts';
import type { ClusterReads } from './cluster.ts';
import type { Collectors, CollectorsOptions } from './collectors.ts';
import type { DayWriter } from './days.ts';
import type { Decisions, DecisionsOptions } from './decisions.ts';
import type { Held } from './held.ts';
import type { ImportContent, ImportOptions, ImportOutcome } from './imports.ts';
import type { IncidentLists, IncidentReads } from './incidents/incident-reads.ts';
import type { Lease, LeaseWord } from './leases.ts';
import type { LedgerReader } from './ledger-reader.ts';
import type { Outgoing } from './outgoing.ts';
import type { OpenReceivingOptions, Receiving } from './receiving.ts';
import type { ProveOptions, RowsProof, Uncovered } from './row-proofs.ts';
import type { TurnWriter } from './turns.ts';
import type { Verification, VerifyOptions } from './verification.ts';

/** Where the record of a city is kept. Nothing of it is open until somebody opens it, and whoever opens it closes it. */
export interface RecordStore {
  /** What opens it again, in another thread: a path, or the address of a database. */
  readonly place: string;
  /** Papers, and files that were handed out, lie beside it. */
  readonly path: string;
  readonly exists: () => boolean;
  /** @throws LEDGER_MISSING, LEDGER_NEWER, LEDGER_CORRUPT. */
  readonly openReader: () => LedgerReader & Disposable;
  readonly openIncidents: () => IncidentReads & IncidentLists & Disposable;
  /**
   * For decisions, beside the owner, who need not stop; makes the record where there is none.
   * @throws LEDGER_NEWER, LEDGER_CORRUPT, LEDGER_UNWRITABLE, LEDGER_BUSY.
   */
  readonly openDecisions: (options: DecisionsOptions) => Decisions & Disposable;
  /**
   * Takes over what another system recorded, in small transactions beside the owner. It counts from the last one on: what was
   * broken off counts for nothing, and goes on where it is started again.
   * @throws LEDGER_NEWER, LEDGER_CORRUPT, LEDGER_UNWRITABLE, LEDGER_BUSY, LEDGER_FULL, and the reason of the signal.
   */
  readonly importChanges: (content: ImportContent, options: ImportOptions) => Promise<ImportOutcome>;
  /** For who may send rows to a hub, beside the owner. @throws as {@link RecordStore.openDecisions}. */
  readonly openCollectors: (options: CollectorsOptions) => Collectors & Disposable;
  /** For the sums of days. @throws as {@link RecordStore.openDecisions}. */
  readonly openDays: (options: { readonly nowMs: () => number }) => DayWriter & Disposable;
  /** The right to be the one process that runs on it. @throws LEDGER_LOCKED naming the owner. */
  readonly own: (nowMs: () => number) => Disposable;
  /**
   * The right to be the only one who does what has this name, for as long as it lasts; `undefined` while another has it. `holder` is
   * who is named to others.
   */
  readonly hold: (name: string, holder: string) => Promise<Held | undefined>;
  /** Adds a row to the audit, beside the owner. @throws LEDGER_BUSY and what else keeps it shut. */
  readonly noteAudit: (entry: AuditEntry) => void;
  /** What is known of the machines that work on it. @throws as {@link RecordStore.openReader}. */
  readonly openCluster: () => ClusterReads & Disposable;
  /** Appends leases to the record's own chain, beside the owner; returns how many. @throws LEDGER_BUSY and what else keeps it shut. */
  readonly appendLeases: (leases: readonly Lease[], word: LeaseWord) => number;
  /** For what collectors send, beside the owner. @throws as {@link RecordStore.openDecisions}. */
  readonly openReceiving: (options: OpenReceivingOptions) => Receiving & Disposable;
  /** For sending this record elsewhere, with what `run` is at. @throws as {@link RecordStore.openReader}. */
  readonly openOutgoing: (run: string) => Outgoing & Disposable;
  /** For what follows from whose turn it was. @throws as {@link RecordStore.openDecisions}. */
  readonly openTurns: (options: { readonly nowMs: () => number }) => TurnWriter & Disposable;
  /** Recomputes the chain. Problems are data; @throws only where it cannot be read. */
  readonly verify: (options: VerifyOptions) => Promise<Verification>;
  /** The path of rows to the last checkpoint that others have signed, or where none covers them to the last one. */
  readonly prove: (seqs: Iterable<number>, options: ProveOptions) => Promise<RowsProof | Uncovered>;
}
