import { hashRow } from '../../ledger/record/row-body.ts';
import type { ProofDocument } from './proof-schema.ts';

/** By number, what a row says: its columns. */
export type ProvenBodies = ReadonlyMap<number, Readonly<Record<string, unknown>>>;

type ProvenRow = ProofDocument['rows'][number];

/** The hash of each row follows from the one before and from what it says, and what it says is of its number. */
export function checkProvenRows(rows: ProofDocument['rows']): {
  readonly problems: readonly string[];
  readonly bodies: ProvenBodies;
} {
  const bodies = new Map<number, Readonly<Record<string, unknown>>>();
  const problems: string[] = [];
  let before: ProvenRow | undefined;
  for (const row of rows) {
    const { seq, prev, hash, body, withheld } = row;
    if (before && seq <= before.seq) problems.push(`row ${seq}: expected one after row ${before.seq}`);
    if (before && isNext(before, row) && prev !== before.hash)
      problems.push(`row ${seq}: does not follow row ${before.seq}`);
    before = row;
    if (body === undefined || withheld !== undefined) {
      if ((body === undefined) !== (withheld !== undefined))
        problems.push(`row ${seq}: expected a body, or that it is withheld`);
      continue;
    }
    const columns = parseColumns(body);
    if (hashRow(prev, body) !== hash) problems.push(`row ${seq}: its hash is not that of what it says`);
    if (row.collector === undefined && columns.seq !== seq)
      problems.push(`row ${seq}: says that it is row ${String(columns.seq)}`);
    bodies.set(seq, columns);
  }
  for (const row of rows) problems.push(...checkReceived(row, rows, bodies));
  return { problems, bodies };
}

/** Rows of one chain whose numbers follow one another: between others' rows only numbers of these do. */
const isNext = (before: ProvenRow, { seq, collector }: ProvenRow): boolean =>
  seq === before.seq + 1 && collector === before.collector;

/** The number that a row of a collector has in its own chain follows from its receipt. */
function checkReceived(
  { seq, collector }: ProvenRow,
  rows: readonly ProvenRow[],
  bodies: Map<number, Readonly<Record<string, unknown>>>,
): readonly string[] {
  const columns = bodies.get(seq);
  if (collector === undefined || columns === undefined) return [];
  const receipt = rows.find((one) => one.seq > seq && one.collector === undefined);
  const said = receipt && bodies.get(receipt.seq);
  const isOf = said?.table === 'receipt' && said.collector === collector && Number(said.first_seq) <= seq;
  if (!isOf) return [`row ${seq}: expected the receipt of ${collector} behind it`];
  const ownSeq = Number(said.from_seq) + seq - Number(said.first_seq);
  if (columns.seq !== ownSeq)
    return [
      `row ${seq}: says that it is row ${String(columns.seq)} of ${collector}, and its receipt ${ownSeq}`,
    ];
  // What was recorded is what was received.
  bodies.set(seq, { ...columns, seq, recorded_ms: said.recorded_ms });
  return [];
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
