import { findDayProblems } from '../../availability/sums/find-day-problems.ts';
import {
  type Verification,
  type VerifyOptions,
  verifyLedger,
} from '../../ledger/sqlite/checks/verify-chain.ts';

/** Checks all that a figure rests on: the chain, the schema, the working tables and the sums of days. */
export const verifyRecord = (path: string, options: Omit<VerifyOptions, 'derived'>): Promise<Verification> =>
  verifyLedger(path, { ...options, derived: findDayProblems });

/** What is wrong with the ledger that a document is compared with, one sentence each: from the last seal on, as `camwatch ledger verify` does it. */
export async function findRecordProblems(
  path: string,
  options: Pick<VerifyOptions, 'onProgress' | 'signal'> = {},
): Promise<readonly string[]> {
  return tell(await verifyRecord(path, { scope: 'since-last-seal', ...options }));
}

/** The same without the sums of days, which a running camwatch makes again by itself. */
export async function findRecordFaults(path: string): Promise<readonly string[]> {
  return tell(await verifyLedger(path, { scope: 'since-last-seal' }));
}

/** What is wrong with any row of the chain, from the first on: before anything is derived anew from rows that were edited. */
export async function findChainFaults(path: string): Promise<readonly string[]> {
  const { problems } = await verifyLedger(path, { scope: 'full' });
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
