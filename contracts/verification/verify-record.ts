import { findDayProblems } from '../../availability/sums/find-day-problems.ts';
import type { RecordStore } from '../../ledger/record/record-store.ts';
import type { Verification, VerifyOptions } from '../../ledger/record/verification.ts';

/** Checks all that a figure rests on: the chain, the schema, the working tables and the sums of days. */
export const verifyRecord = (
  { verify }: VerifiedStore,
  options: Omit<VerifyOptions, 'derived'>,
): Promise<Verification> => verify({ ...options, derived: findDayProblems });

type VerifiedStore = Pick<RecordStore, 'verify'>;

/** What is wrong with the ledger that a document is compared with, one sentence each: from the last seal on, as `camwatch ledger verify` does it. */
export async function findRecordProblems(
  store: VerifiedStore,
  options: Pick<VerifyOptions, 'onProgress' | 'signal'> = {},
): Promise<readonly string[]> {
  return tell(await verifyRecord(store, { scope: 'since-last-seal', ...options }));
}

/** The same without the sums of days, which a running camwatch makes again by itself. */
export async function findRecordFaults({ verify }: VerifiedStore): Promise<readonly string[]> {
  return tell(await verify({ scope: 'since-last-seal' }));
}

/** What is wrong with any row of the chain, from the first on: before anything is derived anew from rows that were edited. */
export async function findChainFaults({ verify }: VerifiedStore): Promise<readonly string[]> {
  const { problems } = await verify({ scope: 'full' });
  return problems.filter(({ kind }) => CHAIN_FAULTS.has(kind)).map(({ message }) => message);
}

const CHAIN_FAULTS: ReadonlySet<string> = new Set([
  'repeated',
  'missing',
  'unlinked',
  'changed',
  'seal',
  'head',
  'file',
]);

function tell({ problems, problemCount }: Verification): readonly string[] {
  const more = problemCount - problems.length;
  return [...problems.map(({ message }) => message), ...(more > 0 ? [`and ${more} more`] : [])];
}
