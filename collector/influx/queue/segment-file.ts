import { type FileHandle, open } from 'node:fs/promises';
import type { Batch } from './batch.ts';
import {
  parseRecordBody,
  parseRecordHeader,
  RECORD_HEADER_BYTES,
  RECORD_MAGIC,
  type RecordHeader,
} from './segment-record.ts';

export interface SegmentScan {
  readonly records: readonly { readonly offset: number; readonly header: RecordHeader }[];
  /** Where the first unreadable byte is, when the file is torn or damaged. */
  readonly unreadableFrom?: number;
}

/** Walks the headers of a segment without reading what is behind them; behind damage it goes on at the next whole one. */
export async function scanSegment(path: string, sizeBytes: number): Promise<SegmentScan> {
  await using file = await open(path, 'r');
  const records: { offset: number; header: RecordHeader }[] = [];
  let offset = 0;
  let unreadableFrom: number | undefined;
  while (offset < sizeBytes) {
    const header = parseRecordHeader(await readBytes(file, offset, RECORD_HEADER_BYTES));
    const end = header && offset + RECORD_HEADER_BYTES + header.payloadBytes;
    if (header !== undefined && end !== undefined && end <= sizeBytes) {
      records.push({ offset, header });
      offset = end;
    } else {
      unreadableFrom ??= offset;
      offset = await findRecord(file, offset + 1, sizeBytes);
    }
  }
  return { records, ...(unreadableFrom !== undefined && { unreadableFrom }) };
}

/** Offset of the next thing that looks like the start of a record, or the end of the file. */
async function findRecord(file: FileHandle, from: number, sizeBytes: number): Promise<number> {
  for (let start = from; start < sizeBytes; start += SEARCH_BYTES) {
    // Pieces overlap, so that a mark across their border is found as well.
    const piece = await readBytes(file, start, SEARCH_BYTES + RECORD_MAGIC.length - 1);
    const found = piece.indexOf(RECORD_MAGIC);
    if (found >= 0) return start + found;
  }
  return sizeBytes;
}

const SEARCH_BYTES = 256 * 1024;

/** The batch at `offset`, or `undefined` when it is torn or damaged. */
export async function readRecord(path: string, offset: number): Promise<Batch | undefined> {
  await using file = await open(path, 'r');
  const header = parseRecordHeader(await readBytes(file, offset, RECORD_HEADER_BYTES));
  if (header === undefined) return undefined;
  return parseRecordBody(header, await readBytes(file, offset + RECORD_HEADER_BYTES, header.payloadBytes));
}

/** Up to `length` bytes from `position`: fewer where the file ends. */
async function readBytes(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
