import { type Batch, packLines, unpackLines } from './batch.ts';
import type { WriteResult } from './write-request.ts';

export interface Isolation {
  /** Points InfluxDB took out of a batch that it had rejected as a whole. */
  readonly writtenPoints: number;
  /** Points InfluxDB dropped by itself on the way. */
  readonly droppedPoints: number;
  readonly badLines: readonly string[];
  /** Set when InfluxDB stopped answering: the whole batch is to be sent again, which doubles nothing. */
  readonly interruptedBy?: Extract<WriteResult, { kind: 'failed' | 'missing' }>;
}

/** Enough to find three bad lines among 5,000; a batch that is bad all over is not sent line by line. */
const MAX_REQUESTS = 80;

/** Sends a rejected batch again in halves of halves, so that one bad line does not take the others with it. */
export async function isolateBadLines(
  batch: Batch,
  post: (piece: Batch) => Promise<WriteResult>,
): Promise<Isolation> {
  const pieces = halve(await unpackLines(batch));
  const badLines: string[] = [];
  let [writtenPoints, droppedPoints] = [0, 0];
  for (let requests = 1; ; requests++) {
    const lines = pieces.pop();
    if (lines === undefined) return { writtenPoints, droppedPoints, badLines };
    const result = await post(await packLines(lines, batch));
    switch (result.kind) {
      case 'failed':
      case 'missing':
        return { writtenPoints, droppedPoints, badLines, interruptedBy: result };
      case 'written':
        writtenPoints += lines.length;
        break;
      case 'partial':
        droppedPoints += result.droppedPoints;
        writtenPoints += lines.length - result.droppedPoints;
        break;
      case 'rejected':
        if (lines.length > 1 && requests < MAX_REQUESTS) pieces.push(...halve(lines));
        else badLines.push(...lines);
        break;
    }
  }
}

function halve(lines: readonly string[]): string[][] {
  if (lines.length < 2) return [[...lines]];
  const middle = Math.ceil(lines.length / 2);
  return [lines.slice(0, middle), lines.slice(middle)];
}
