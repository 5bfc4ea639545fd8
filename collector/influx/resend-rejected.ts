import { rename, rm } from 'node:fs/promises';
import { CamwatchError } from '../../core/errors.ts';
import { type Batch, packLines } from './queue/batch.ts';
import { type Isolation, isolateBadLines } from './queue/isolate-bad-lines.ts';
import type { WriteResult } from './queue/write-request.ts';
import { appendRejected, loadRejected, type Rejected, rejectedPath } from './rejected-file.ts';

/** Thrown when points that are set aside cannot be sent: they stay where they are. */
export class MeasurementsResendError extends CamwatchError {
  readonly code = 'MEASUREMENTS_RESEND';
}

export interface Resent {
  /** Points that were set aside. */
  readonly points: number;
  readonly written: number;
  /** Older than InfluxDB keeps them: gone. */
  readonly expired: number;
  /** Refused again: they stay set aside. */
  readonly refused: readonly Rejected[];
}

export interface ResendOptions {
  /** Folder of the queue, which another process may be writing to. */
  readonly queueDir: string;
  readonly post: (batch: Batch) => Promise<WriteResult>;
  readonly nowMs?: () => number;
}

const BATCH_LINES = 5_000;
/** Down to one line among 5,000 and a few of its neighbours. */
const HOPELESS_REQUESTS = 16;

/**
 * Sends what InfluxDB had refused once more. Points that it refuses again are set aside again; nothing is lost when it
 * ends in between, since what was sent twice is there once.
 * @throws MEASUREMENTS_RESEND when InfluxDB takes no writes.
 */
export async function resendRejected({ queueDir, post, nowMs = Date.now }: ResendOptions): Promise<Resent> {
  const path = rejectedPath(queueDir);
  const sending = `${path}.sending`;
  // What an earlier command left goes first; the collector begins a new file meanwhile.
  const earlier = await loadRejected(sending);
  if (earlier.length === 0) await rename(path, sending).catch(ignoreMissing);
  const batches = (await loadRejected(sending)).flatMap(cut);
  const refused: Rejected[] = [];
  let [written, expired] = [0, 0];
  for (const [index, rejected] of batches.entries()) {
    const isolation = await send(rejected, post);
    if (isolation.interruptedBy) {
      for (const one of [...refused, ...batches.slice(index)]) await appendRejected(path, one);
      await rm(sending, { force: true });
      throw new MeasurementsResendError(
        `InfluxDB takes no writes: ${isolation.interruptedBy.message}; ${pointsOf(batches) - written - expired} points stay set aside`,
      );
    }
    written += isolation.writtenPoints;
    expired += isolation.expiredPoints;
    for (const bad of [...isolation.bad, ...isolation.unresolved])
      refused.push({ ...rejected, ...bad, atMs: nowMs() });
  }
  for (const one of refused) await appendRejected(path, one);
  await rm(sending, { force: true });
  return { points: pointsOf(batches), written, expired, refused };
}

export const pointsOf = (rejected: readonly Rejected[]): number =>
  rejected.reduce((sum, { lines }) => sum + lines.length, 0);

/** Everything that is set aside, whether or not an earlier command has begun with it. */
export const loadSetAside = async (queueDir: string): Promise<readonly Rejected[]> => [
  ...(await loadRejected(`${rejectedPath(queueDir)}.sending`)),
  ...(await loadRejected(rejectedPath(queueDir))),
];

function cut(rejected: Rejected): readonly Rejected[] {
  const { lines } = rejected;
  const count = Math.ceil(lines.length / BATCH_LINES);
  return Array.from({ length: count }, (_, index) => ({
    ...rejected,
    lines: lines.slice(index * BATCH_LINES, (index + 1) * BATCH_LINES),
  }));
}

async function send({ lines, retention }: Rejected, post: ResendOptions['post']): Promise<Isolation> {
  const nothing = { writtenPoints: 0, expiredPoints: 0, bad: [], unresolved: [] };
  const batch = await packLines(lines, { retention, oldestMs: 0 });
  const result = await post(batch);
  if (result.kind === 'written') return { ...nothing, writtenPoints: lines.length };
  if (result.kind === 'failed' || result.kind === 'missing') return { ...nothing, interruptedBy: result };
  const maxRequests = 2 * lines.length;
  return isolateBadLines(batch, result, { post, maxRequests, hopelessAfter: HOPELESS_REQUESTS });
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
}
