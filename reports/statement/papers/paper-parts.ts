import type { Block } from '../../../documents/model/block.ts';
import { pairTable } from '../cells.ts';
import type { StatementWords } from '../statement-words.ts';

/** A row of the ledger that a paper rests on. */
export interface RecordedRow {
  readonly seq: number;
  readonly act: string;
  readonly recordedMs: number;
  readonly hash: string;
}

/** Who is bound by which contract. */
export interface PaperContract {
  readonly id: string;
  readonly name?: string | undefined;
  readonly number?: string | undefined;
}

/** `hợp đồng số 01/2025/HĐ`, or its id where it has no number. */
export const contractText = ({ id, number }: PaperContract, { texts }: StatementWords): string =>
  number === undefined ? texts.front.contract.byId(id) : texts.front.contract.byNumber(number);

export function partyPairs(
  { id, name, number }: PaperContract,
  parties: { readonly a: string; readonly b: string },
  { texts }: StatementWords,
): readonly (readonly [string, string])[] {
  const { opening } = texts.front;
  return [
    [opening.contract, name ?? id],
    ...(number === undefined ? [] : [[opening.contractNumber, number] as const]),
    [opening.partyA, parties.a],
    [opening.partyB, parties.b],
  ];
}

interface Paper {
  readonly name: string;
  readonly sha256: string;
}

/** The papers by name and hash, the rows of the ledger by number and hash, and what prevails. */
export function proofBlocks(
  files: readonly Paper[],
  rows: readonly RecordedRow[],
  words: StatementWords,
): readonly Block[] {
  const { papers, annexes } = words.texts;
  const once = [
    ...new Map(files.map(({ name, sha256 }) => [`${name} ${sha256}`, [name, sha256] as const])).values(),
  ];
  return [
    { kind: 'section', title: papers.attached },
    once.length === 0
      ? { kind: 'paragraph', text: papers.nothingAttached }
      : pairTable(once, annexes.technical.paper),
    { kind: 'section', title: papers.record },
    {
      kind: 'table',
      columns: [{ share: 4 }, { share: 4 }, { share: 2, align: 'right' }, { share: 9 }],
      header: [papers.recordHeader.map((text) => ({ text }))],
      rows: rows.map(({ act, recordedMs, seq, hash }) => ({
        kind: 'row',
        cells: [act, words.time(recordedMs), String(seq), hash],
      })),
      size: 'small',
    },
    { kind: 'paragraph', text: papers.times(words.zone) },
    { kind: 'paragraph', text: papers.basis },
  ];
}
