import { promisify } from 'node:util';
import { constants, gunzip, gzip } from 'node:zlib';
import type { RETENTION } from '../../../core/names/series.ts';

export type Retention = keyof typeof RETENTION;

/** Lines for one retention policy, packed once for the disk and for the wire. */
export interface Batch {
  readonly retention: Retention;
  /** Lines in it. */
  readonly points: number;
  /** Bytes of the lines before they were packed: what InfluxDB has to digest. */
  readonly textBytes: number;
  /** Timestamp of its oldest point that is rolled up: from there on roll-ups are due again once it has arrived. `Infinity` where it has none. */
  readonly oldestMs: number;
  /** The lines, gzip level 1. */
  readonly body: Buffer;
}

type BatchFacts = Pick<Batch, 'retention' | 'oldestMs'>;

export function packLines(lines: readonly string[], facts: BatchFacts): Promise<Batch> {
  return packText(Buffer.from(lines.join('\n')), { ...facts, points: lines.length });
}

/** `text` is `points` lines, each but the last with its line break. */
export async function packText(text: Buffer, facts: BatchFacts & Pick<Batch, 'points'>): Promise<Batch> {
  const { retention, points, oldestMs } = facts;
  const body = await compress(text, { level: constants.Z_BEST_SPEED });
  return { retention, points, textBytes: text.length, oldestMs, body };
}

export async function unpackLines({ body }: Batch): Promise<readonly string[]> {
  return (await decompress(body)).toString('utf8').split('\n');
}

const compress = promisify(gzip);
const decompress = promisify(gunzip);
