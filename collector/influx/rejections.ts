import { appendFile, mkdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { PRIVATE_FILE_MODE, PRIVATE_FOLDER_MODE } from '../../core/private-files.ts';
import { minutes } from '../../core/units.ts';
import { createSerializer } from './serializer.ts';

/** Points that InfluxDB will not have: counted, logged with its first words, and their lines kept for a person. */
export interface Rejections {
  readonly report: (points: number, message: string, lines?: readonly string[]) => void;
  /** Settles when everything reported so far is written down. */
  readonly close: () => Promise<void>;
}

export interface RejectionsOptions {
  readonly dir: string;
  readonly logger: Logger;
  readonly nowMs?: () => number;
}

const FILE_NAME = 'rejected.lines';
const MAX_FILE_BYTES = 1_000_000;
const LOG_INTERVAL_MS = minutes(1);

export function createRejections({ dir, logger, nowMs = Date.now }: RejectionsOptions): Rejections {
  const oneByOne = createSerializer();
  let loggedMs = Number.NEGATIVE_INFINITY;
  let unloggedPoints = 0;
  return {
    report: (points, message, lines = []) => {
      unloggedPoints += points;
      // A device that is refused is refused every few seconds: one line a minute says as much.
      if (nowMs() - loggedMs >= LOG_INTERVAL_MS) {
        logger.warn({ points: unloggedPoints, reason: message }, 'InfluxDB refused points');
        loggedMs = nowMs();
        unloggedPoints = 0;
      }
      if (lines.length === 0) return;
      const text = `# ${new Date(nowMs()).toISOString()} ${message}\n${lines.join('\n')}\n`;
      oneByOne(() => keep(dir, text)).catch((error: unknown) =>
        logger.warn({ error: String(error) }, 'refused points could not be set aside'),
      );
    },
    close: () => oneByOne(async () => undefined),
  };
}

/** Appends, and starts a new file when the old one is full: never more than two of them. */
async function keep(dir: string, text: string): Promise<void> {
  const path = join(dir, FILE_NAME);
  await mkdir(dir, { recursive: true, mode: PRIVATE_FOLDER_MODE });
  const sizeBytes = await stat(path).then(
    ({ size }) => size,
    () => 0,
  );
  if (sizeBytes > MAX_FILE_BYTES) await rename(path, `${path}.old`);
  await appendFile(path, text.slice(0, MAX_FILE_BYTES), { mode: PRIVATE_FILE_MODE });
}
