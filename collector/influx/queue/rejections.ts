import { mkdir, stat } from 'node:fs/promises';
import type { Logger } from 'pino';
import { PRIVATE_FOLDER_MODE } from '../../../core/host/private-files.ts';
import { minutes } from '../../../core/time/units.ts';
import { createSerializer } from '../lines/serializer.ts';
import { appendRejected, loadRejected, type Rejected, rejectedPath } from '../rejected-file.ts';
import type { Retention } from './batch.ts';
import type { BadLines } from './isolate-bad-lines.ts';

/** Points that InfluxDB will not have: counted, named in the log, and kept until somebody sends them again. */
export interface Rejections {
  readonly setAside: (retention: Retention, bad: BadLines) => void;
  /** Older than their policy keeps: no later attempt would be any better. */
  readonly noteExpired: (points: number, message: string) => void;
  /** Points that are set aside now. */
  readonly points: () => number;
  /** Looks whether somebody sent them again meanwhile. */
  readonly lookAgain: () => void;
  /** Settles when everything set aside so far is written down. */
  readonly close: () => Promise<void>;
}

export interface RejectionsOptions {
  readonly dir: string;
  readonly logger: Logger;
  /** Points that could not be kept either. */
  readonly onDropped: (points: number) => void;
  readonly maxFileBytes?: number;
  readonly nowMs?: () => number;
}

const MAX_FILE_BYTES = 16_000_000;
const LOG_INTERVAL_MS = minutes(1);
/** As much of a line as says what it is of. */
const NAME_LENGTH = 200;

export function createRejections({
  dir,
  logger,
  onDropped,
  maxFileBytes = MAX_FILE_BYTES,
  nowMs = Date.now,
}: RejectionsOptions): Rejections {
  const path = rejectedPath(dir);
  const oneByOne = createSerializer();
  let points = 0;
  let loggedMs = Number.NEGATIVE_INFINITY;
  let unloggedPoints = 0;

  const log = (count: number, message: string, facts: object, words: string) => {
    unloggedPoints += count;
    // What is refused is refused every few seconds: one line a minute says as much.
    if (nowMs() - loggedMs < LOG_INTERVAL_MS) return;
    logger.warn({ points: unloggedPoints, reason: message, ...facts }, words);
    loggedMs = nowMs();
    unloggedPoints = 0;
  };
  const count = async () => {
    points = (await loadRejected(path)).reduce((sum, { lines }) => sum + lines.length, 0);
  };
  const keep = async (rejected: Rejected) => {
    await mkdir(dir, { recursive: true, mode: PRIVATE_FOLDER_MODE });
    if ((await sizeOf(path)) >= maxFileBytes) throw new Error(`${path} is full`);
    await appendRejected(path, rejected);
    points += rejected.lines.length;
  };
  const warn = (error: unknown) =>
    logger.warn({ error: String(error) }, 'refused points could not be set aside: they are lost');
  oneByOne(count).catch(warn);

  return {
    setAside: (retention, { message, lines }) => {
      const [first = ''] = lines;
      const facts = { first: first.slice(0, NAME_LENGTH) };
      log(
        lines.length,
        message,
        facts,
        'InfluxDB refused points: camwatch measurements resend tries them again',
      );
      const rejected = { atMs: nowMs(), retention, message, lines };
      oneByOne(() => keep(rejected)).catch((error: unknown) => {
        onDropped(lines.length);
        warn(error);
      });
    },
    noteExpired: (count, message) =>
      log(count, message, {}, 'InfluxDB refused points that are older than it keeps them'),
    points: () => points,
    lookAgain: () => {
      if (points === 0) return;
      oneByOne(async () => {
        if ((await sizeOf(path)) === 0) points = 0;
      }).catch(() => undefined);
    },
    close: () => oneByOne(async () => undefined),
  };
}

const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  );
