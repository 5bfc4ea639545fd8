import { hash } from 'node:crypto';
import type { Decision } from '../../ledger/record/decisions.ts';
import { type HandedOut, listHandedOut } from './handed-out.ts';

/** The beginning of a file that was handed out, and how long that is. */
export interface SignedPart {
  readonly length: number;
  readonly handedOut: readonly HandedOut[];
}

/** What was handed out, where a file begins with it: whoever signs a PDF puts the signature behind. `ends`: where it may have ended. */
export function findSignedPart(
  rows: Iterable<Decision>,
  content: Buffer,
  ends: readonly number[],
): SignedPart | undefined {
  const listed = listHandedOut(rows).filter(({ file, issued }) => file.format === 'pdf' && !issued);
  const lengths = new Set(listed.map(({ file }) => file.sizeBytes));
  for (const length of ends.filter((end) => end < content.length && lengths.has(end))) {
    const sha256 = hash('sha256', content.subarray(0, length), 'hex');
    const handedOut = listed.filter(({ file }) => file.sha256 === sha256);
    if (handedOut.length > 0) return { length, handedOut };
  }
  return undefined;
}
