import { verifyOnRecord } from '../../../contracts/actions/statements/verify-on-record.ts';
import { findHandedOut, type HandedOut } from '../../../contracts/statements/handed-out.ts';
import { readSealed } from '../../../contracts/statements/record-statement.ts';
import { filedBy, listFiled, readLife } from '../../../contracts/statements/statement-register.ts';
import type { StatementVerification } from '../../../contracts/verification/statement-verification.ts';
import { verifyRecord } from '../../../contracts/verification/verify-record.ts';
import { minutes } from '../../../core/time/units.ts';
import { renderHead } from '../../../ledger/checkpoint/checkpoint.ts';
import { leavesOf, readCheckpointRows } from '../../../ledger/checkpoint/checkpoint-rows.ts';
import {
  type ListedCheckpoint,
  listCheckpoints,
  noteOf,
} from '../../../ledger/checkpoint/show-checkpoints.ts';
import type { Verification } from '../../../ledger/record/verification.ts';
import { expectStatement, type StatementAsked } from '../expect-statement.ts';
import { mayReadContract } from '../may-read.ts';
import type { PaperContext } from '../paper-context.ts';
import type { StatementToRead } from './read-statement.ts';

/** A large ledger takes longer than a page waits: then the command does it. */
const MOST_MS = minutes(2);
const MOST_CHECKPOINTS = 100;

export interface CheckpointsFound {
  /** The latest first. Where they were sent is for whoever watches over all. */
  readonly checkpoints: readonly ListedCheckpoint[];
  readonly total: number;
  readonly headSeq: number;
  /** What was handed out of statements with the content that was asked for; absent where nothing was. */
  readonly handedOut?: readonly (HandedOut & StatementAsked)[];
}

/** Heads that were signed, and where a file of that hash comes from. */
export function listCheckpointsFor(
  context: PaperContext,
  { sha256 }: { readonly sha256?: string | undefined },
): CheckpointsFound {
  const { reader, who } = context;
  const all = listCheckpoints(readCheckpointRows(reader.decisions('checkpoint'))).toReversed();
  return {
    checkpoints: all
      .slice(0, MOST_CHECKPOINTS)
      .map((one) => ({ ...one, sentTo: who.scope === 'city' ? one.sentTo : [] })),
    total: all.length,
    headSeq: reader.headSeq(),
    ...(sha256 !== undefined && { handedOut: findFile(context, sha256) }),
  };
}

function findFile(context: PaperContext, sha256: string): NonNullable<CheckpointsFound['handedOut']> {
  const rows = [...context.reader.decisions('statement')];
  return findHandedOut(rows, sha256).flatMap((found) => {
    const [first] = listFiled(readLife(rows, found.id));
    if (!first || !mayReadContract(context, first.contract, first.period.toMs - 1)) return [];
    return [{ ...found, contract: first.contract, period: first.period.label }];
  });
}

/** A checkpoint with all its signatures, or all heads of the tree, as the command gives them. @throws CHECKPOINT_UNKNOWN */
export function readCheckpointFileFor(
  { reader }: PaperContext,
  { size }: { readonly size: number | undefined },
): string {
  const rows = readCheckpointRows(reader.decisions('checkpoint'));
  if (size !== undefined) return noteOf(rows, size);
  return leavesOf(rows.issued)
    .map((head) => `${renderHead(head)}\n`)
    .join('');
}

/** What was found; absent where it took longer than a page waits. */
export type RecordVerified = Omit<Verification, 'problems'> & { readonly problems: readonly string[] };

/** Recomputes the chain since the last seal, or from its first row on with the files beside it, as `camwatch ledger verify` does it. */
export async function verifyRecordFor(
  context: PaperContext,
  { isWhole }: { readonly isWhole: boolean },
): Promise<RecordVerified | undefined> {
  const found = await withinTime((signal) =>
    verifyRecord(context.store, {
      scope: isWhole ? 'full' : 'since-last-seal',
      attachments: 'check',
      signal,
    }),
  );
  if (!found) return undefined;
  const { problems, ...rest } = found;
  return { ...rest, problems: maySeeProblems(context) ? problems.map(({ message }) => message) : [] };
}

export interface StatementVerified extends Omit<StatementVerification, 'document'> {
  readonly sha256: string;
}

/** Verifies a statement on record as `camwatch statement verify` does it; absent where it took longer than a page waits. @throws PAPER_UNKNOWN, STATEMENT_UNKNOWN, LEDGER_ATTACHMENT */
export async function verifyStatementFor(
  context: PaperContext,
  { fingerprint, ...asked }: StatementToRead & { readonly fingerprint?: string | undefined },
): Promise<StatementVerified | undefined> {
  const { life, statements } = expectStatement(context, asked);
  const filed = asked.hash === undefined ? life.latest : filedBy(life, asked.hash);
  const [file] = filed?.files ?? [];
  if (!filed || !file) return undefined;
  const { text } = readSealed(context.store.path, filed);
  const request = {
    ...{ text, fileSha256: file.sha256 },
    ...(fingerprint !== undefined && { fingerprint }),
  };
  const found = await withinTime((signal) => verifyOnRecord(statements, request, signal));
  if (!found) return undefined;
  return toldOf(context, found, filed.sha256);
}

/** What of a verification may be told. */
export function toldOf(
  context: PaperContext,
  { document: _, checks, ...rest }: StatementVerification,
  sha256: string,
): StatementVerified {
  const told = checks.map((check) =>
    check.name === 'ledger' && !maySeeProblems(context) ? { ...check, problems: [] } : check,
  );
  return { ...rest, checks: told, sha256 };
}

/** Sentences about rows name devices of others. */
const maySeeProblems = ({ who }: PaperContext): boolean => who.scope === 'city' && who.seesSecret;

export async function withinTime<Value>(
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value | undefined> {
  const signal = AbortSignal.timeout(MOST_MS);
  try {
    return await work(signal);
  } catch (error) {
    if (error === signal.reason) return undefined;
    throw error;
  }
}
