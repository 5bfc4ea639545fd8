import { type Batch, packLines, unpackLines } from './batch.ts';
import type { WriteResult } from './write-request.ts';

/** Lines that InfluxDB refused by themselves, and what it said of them. */
export interface BadLines {
  readonly message: string;
  readonly lines: readonly string[];
}

/** What InfluxDB says of a batch that it did not take, or not whole. */
export type Refusal = Extract<WriteResult, { kind: 'expired' | 'partial' | 'rejected' }>;

export interface Isolation {
  /** Points InfluxDB took out of a batch that it had refused as a whole or in part. */
  readonly writtenPoints: number;
  /** Points older than their policy keeps, which InfluxDB dropped by itself. */
  readonly expiredPoints: number;
  readonly bad: readonly BadLines[];
  /** Pieces that were refused and not looked through: the requests were used up. */
  readonly unresolved: readonly BadLines[];
  /** Set when InfluxDB stopped answering: the whole batch is to be sent again, which doubles nothing. */
  readonly interruptedBy?: Extract<WriteResult, { kind: 'failed' | 'missing' }>;
}

export const isNoneTaken = ({ writtenPoints, expiredPoints }: Isolation): boolean =>
  writtenPoints === 0 && expiredPoints === 0;

export interface IsolationOptions {
  readonly post: (piece: Batch) => Promise<WriteResult>;
  readonly maxRequests: number;
  /** Ends after so many requests of which none brought anything. */
  readonly hopelessAfter: number;
}

/** Sends a refused batch again in halves of halves, so that one bad line does not take the others with it. */
export async function isolateBadLines(
  batch: Batch,
  refusal: Refusal,
  { post, maxRequests, hopelessAfter }: IsolationOptions,
): Promise<Isolation> {
  const bad: BadLines[] = [];
  let [writtenPoints, expiredPoints] = [0, 0];
  const pieces: BadLines[] = [];
  const take = (lines: readonly string[], refused: Refusal) => {
    const { kind, message } = refused;
    if (kind === 'expired') {
      expiredPoints += refused.points;
      // It says nothing of others that it may have refused beside them.
      const others = latest(lines, lines.length - refused.points);
      if (others.length > 0) pieces.push({ lines: others, message });
    } else if (lines.length > 1) pieces.push(...halve({ lines, message }));
    else bad.push({ lines, message });
  };
  take(await unpackLines(batch), refusal);
  for (let requests = 0; pieces.length > 0 && requests < maxRequests; requests++) {
    if (requests === hopelessAfter && writtenPoints === 0 && expiredPoints === 0) break;
    const { lines } = pieces.pop() ?? { lines: [] };
    const result = await post(await packLines(lines, batch));
    switch (result.kind) {
      case 'failed':
      case 'missing':
        return { writtenPoints, expiredPoints, bad, unresolved: pieces, interruptedBy: result };
      case 'written':
        writtenPoints += lines.length;
        break;
      case 'expired':
      case 'partial':
      case 'rejected':
        take(lines, result);
    }
  }
  return { writtenPoints, expiredPoints, bad, unresolved: pieces };
}

/** Points that are too old are the oldest: their number says which they are. */
function latest(lines: readonly string[], count: number): readonly string[] {
  return [...lines].sort((a, b) => timestampOf(b) - timestampOf(a)).slice(0, Math.max(0, count));
}

const timestampOf = (line: string): number => Number(line.slice(line.lastIndexOf(' ') + 1));

function halve({ lines, message }: BadLines): BadLines[] {
  const middle = Math.ceil(lines.length / 2);
  return [lines.slice(0, middle), lines.slice(middle)].map((half) => ({ lines: half, message }));
}
