// An independent reader of `camwatch ledger export`: shares no code with camwatch, follows docs/ledger.md only.
import { createHash } from 'node:crypto';

/** Checks the lines of an export; returns what is wrong, in words. Nothing returned: the chain holds. */
export function verifyExport(text: string): string[] {
  const [header, ...rows] = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  if (header.format !== 'camwatch-ledger-export' || header.version !== 1)
    return ['not an export of version 1'];

  const problems: string[] = [];
  let seq = 0;
  // By collector; the ledger's own chain has no name.
  const lasts = new Map<string | undefined, { seq: number; hash: string }>();
  for (const row of rows) {
    const last = lasts.get(row.collector) ?? { seq: 0, hash: '0'.repeat(64) };
    if (row.seq !== seq + 1) problems.push(`row ${row.seq}: expected row ${seq + 1}`);
    if (row.prev !== last.hash)
      problems.push(`row ${row.seq}: the hash before it is ${last.hash}, not ${row.prev}`);
    seq = row.seq;
    const ownSeq = row.collector === undefined ? seq : last.seq + 1;
    if (row.withheld === undefined) problems.push(...checkBody(row, ownSeq));
    lasts.set(row.collector, { seq: ownSeq, hash: row.hash });
  }
  if (header.head.seq !== seq || header.head.hash !== lasts.get(undefined)?.hash)
    problems.push(`the export ends at row ${seq}`);
  return problems;
}

function checkBody(
  { seq, prev, hash, body }: { seq: number; prev: string; hash: string; body: string },
  ownSeq: number,
): string[] {
  const digest = createHash('sha256').update(prev).update('\n').update(body).digest('hex');
  if (digest !== hash) return [`row ${seq}: its body has the hash ${digest}, not ${hash}`];
  const parsed = JSON.parse(body);
  if (parsed.seq !== ownSeq) return [`row ${seq}: its body says row ${parsed.seq}`];
  return [];
}
