import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import type { Response } from 'express';
import { renderCsv, renderCsvRows } from '../../core/text/render-csv.ts';
import { type RowBatches, streamXlsx } from '../../core/text/stream-xlsx.ts';
import { minutes } from '../../core/time/units.ts';
import { createTimeAccount } from '../server/time-account.ts';
import { refuseWhile, threadCpuMs } from './limit-share.ts';
import type { List, Table } from './list.ts';
import { RequestError } from './request-error.ts';

/** Made at once: some milliseconds. */
const ROWS_TOGETHER = 200;
/** Whoever reads slowly holds one of them. */
const MOST_AT_ONCE = 6;
const MOST_MS = minutes(3);
/** Of the time of this thread: what is made of a large city takes seconds. */
const SHARE = { share: 0.1, reserveMs: 3_000 } as const;

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

export type SendList = (response: Response, name: string, list: List) => Promise<void>;

/** A page of a list as JSON; or all of it as a file, row by row as fast as it is taken, and never the whole of it in memory. */
export function createListSender(elapsedMs = () => performance.now()): SendList {
  const account = createTimeAccount(SHARE, elapsedMs);
  let open = 0;
  return async (response, name, list) => {
    if (list.format === 'json') {
      response.json(list.body);
      return;
    }
    refuseWhile(account.waitMs());
    if (open >= MOST_AT_ONCE)
      throw new RequestError('PORTAL_BUSY', 'expected fewer files at once: ask again when one is done');
    open += 1;
    try {
      const { format, table } = list;
      const batches = rowBatches(table, account.add);
      response
        .type(TYPES[format])
        .setHeader('Content-Disposition', `attachment; filename="camwatch-${name}.${format}"`);
      const pieces = format === 'csv' ? renderCsvBatches(batches) : streamXlsx(batches);
      await pipeline(Readable.from(pieces), response, { signal: AbortSignal.timeout(MOST_MS) });
    } catch (error) {
      // Whoever went away, or took too long, has no use for a message.
      if (!response.headersSent || !isGone(error)) throw error;
    } finally {
      open -= 1;
    }
  };
}

const isGone = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'ERR_STREAM_PREMATURE_CLOSE' || error.code === 'ABORT_ERR');

async function* rowBatches({ head, size, rowsOf }: Table, add: (tookMs: number) => void): RowBatches {
  yield [head];
  for (let at = 0; at < size; at += ROWS_TOGETHER) {
    const startMs = threadCpuMs();
    const rows = rowsOf(at, at + ROWS_TOGETHER);
    add(threadCpuMs() - startMs);
    yield rows;
    await setImmediate();
  }
}

async function* renderCsvBatches(batches: RowBatches): AsyncGenerator<string> {
  let isFirst = true;
  for await (const rows of batches) {
    yield isFirst ? renderCsv(rows) : renderCsvRows(rows);
    isFirst = false;
  }
}
