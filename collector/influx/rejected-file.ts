import { createReadStream } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PRIVATE_FILE_MODE } from '../../core/host/private-files.ts';
import type { Retention } from './queue/batch.ts';
import type { BadLines } from './queue/isolate-bad-lines.ts';

/** Lines that InfluxDB refused together: when, of which policy, and what it said. */
export interface Rejected extends BadLines {
  readonly atMs: number;
  readonly retention: Retention;
}

export const rejectedPath = (queueDir: string): string => join(queueDir, 'rejected.lines');

export async function appendRejected(path: string, rejected: Rejected): Promise<void> {
  await appendFile(path, renderRejected(rejected), { mode: PRIVATE_FILE_MODE });
}

/** A comment of line protocol, then the lines. */
export function renderRejected({ atMs, retention, message, lines }: Rejected): string {
  const head = `# ${new Date(atMs).toISOString()} ${retention} ${message.replaceAll(/\s+/g, ' ')}`;
  return `${head}\n${lines.join('\n')}\n`;
}

/** Everything in the file, one after the other; nothing where there is none. What stands behind no heading is left out. */
export async function loadRejected(path: string): Promise<readonly Rejected[]> {
  const found: (Rejected & { readonly lines: string[] })[] = [];
  try {
    for await (const line of createInterface({ input: createReadStream(path) })) {
      const [, at = '', policy, message = ''] = HEAD.exec(line) ?? [];
      const retention = RETENTIONS.find((name) => name === policy);
      if (retention) found.push({ atMs: Date.parse(at), retention, message, lines: [] });
      else if (line !== '' && !line.startsWith('#')) found.at(-1)?.lines.push(line);
    }
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  return found;
}

const HEAD = /^# (\d{4}-\S+Z) (\w+) (.*)$/;
const RETENTIONS: readonly Retention[] = ['raw', 'long'];

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT';
