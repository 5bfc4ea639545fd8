import { hashRow } from '../../ledger/record/row-body.ts';
import type { ProofDocument } from './proof-schema.ts';

/** By number, what a row says: its columns. */
export type ProvenBodies = ReadonlyMap<number, Readonly<Record<string, unknown>>>;

/** The hash of each row follows from the one before and from what it says, and what it says is of its number. */
export function checkProvenRows(rows: ProofDocument['rows']): {
  readonly problems: readonly string[];
  readonly bodies: ProvenBodies;
} {
  const bodies = new Map<number, Readonly<Record<string, unknown>>>();
  const problems: string[] = [];
  let before: ProofDocument['rows'][number] | undefined;
  for (const row of rows) {
    const { seq, prev, hash, body, withheld } = row;
    if (before && seq <= before.seq) problems.push(`row ${seq}: expected one after row ${before.seq}`);
    if (before && seq === before.seq + 1 && prev !== before.hash)
      problems.push(`row ${seq}: does not follow row ${before.seq}`);
    before = row;
    if (body === undefined || withheld !== undefined) {
      if ((body === undefined) !== (withheld !== undefined))
        problems.push(`row ${seq}: expected a body, or that it is withheld`);
      continue;
    }
    const columns = parseColumns(body);
    if (hashRow(prev, body) !== hash) problems.push(`row ${seq}: its hash is not that of what it says`);
    if (columns.seq !== seq) problems.push(`row ${seq}: says that it is row ${String(columns.seq)}`);
    bodies.set(seq, columns);
  }
  return { problems, bodies };
}

function parseColumns(body: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return {};
  }
}
