import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import type { Request, Response } from 'express';
import { renderCsv, renderCsvRows } from '../../core/text/render-csv.ts';
import { type RowBatches, streamXlsx } from '../../core/text/stream-xlsx.ts';
import { minutes, seconds } from '../../core/time/units.ts';
import { createTimeAccount } from '../server/time-account.ts';
import { refuseWhile, threadCpuMs } from './limit-share.ts';
import type { List, Table } from './list.ts';
import { RequestError } from './request-error.ts';

/** Made at once: some milliseconds. */
const ROWS_TOGETHER = 200;
/** Whoever reads slowly holds one of them, and nobody holds all. */
const MOST_AT_ONCE = { all: 6, ofOne: 2 } as const;
const MOST_MS = minutes(3);
/** Whoever takes nothing for so long has gone, or holds it for nothing. */
const STALL_MS = seconds(30);
/** Of the time of this thread: what is made of a large city takes seconds. */
const SHARE = { share: 0.1, reserveMs: 3_000 } as const;

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

export type SendList = (response: Response, name: string, list: List) => Promise<void>;

export interface ListSenderOptions {
  /** Whose file it is: of an account, or of a network where nobody is known. */
  readonly whoOf: (request: Request) => string;
  readonly elapsedMs?: () => number;
  readonly stallMs?: number;
}

/**
 * A page of a list as JSON; or all of it as a file, row by row as fast as it is taken, and never the whole of it in memory. There is
 * one for all lists: what is held of one is held of all.
 */
export function createListSender({
  whoOf,
  elapsedMs = () => performance.now(),
  stallMs = STALL_MS,
}: ListSenderOptions): SendList {
  const account = createTimeAccount(SHARE, elapsedMs);
  const open: string[] = [];
  return async (response, name, list) => {
    if (list.format === 'json') {
      response.json(list.body);
      return;
    }
    refuseWhile(account.waitMs());
    const who = whoOf(response.req);
    const own = open.filter((one) => one === who).length;
    if (open.length >= MOST_AT_ONCE.all || own >= MOST_AT_ONCE.ofOne)
      throw new RequestError('PORTAL_BUSY', 'expected fewer files at once: ask again when one is done');
    open.push(who);
    const end = new AbortController();
    const whole = setTimeout(() => end.abort(), MOST_MS);
    const stalled = setTimeout(() => end.abort(), stallMs);
    try {
      const { format, table } = list;
      const batches = rowBatches(table, account.add);
      response
        .type(TYPES[format])
        .setHeader('Content-Disposition', `attachment; filename="camwatch-${name}.${format}"`);
      const pieces: AsyncIterable<string | Buffer> =
        format === 'csv' ? renderCsvBatches(batches) : streamXlsx(batches);
      const taken = noteEach(pieces, () => stalled.refresh());
      await pipeline(Readable.from(taken, { highWaterMark: 1 }), response, { signal: end.signal });
    } catch (error) {
      // Whoever went away, or took too long, has no use for a message.
      if (!response.headersSent || !isGone(error)) throw error;
    } finally {
      clearTimeout(whole);
      clearTimeout(stalled);
      open.splice(open.indexOf(who), 1);
    }
  };
}

/** Pieces are asked for as they are taken. */
async function* noteEach<Piece>(pieces: AsyncIterable<Piece>, note: () => void): AsyncIterable<Piece> {
  for await (const piece of pieces) {
    note();
    yield piece;
  }
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
