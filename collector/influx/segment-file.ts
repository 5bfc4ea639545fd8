import { type FileHandle, open } from 'node:fs/promises';
import type { Batch } from './batch.ts';
import {
  parseRecordBody,
  parseRecordHeader,
  RECORD_HEADER_BYTES,
  type RecordHeader,
} from './segment-record.ts';

export interface SegmentScan {
  readonly records: readonly { readonly offset: number; readonly header: RecordHeader }[];
  /** Where the first unreadable byte is, when the file is torn or damaged. */
  readonly unreadableFrom?: number;
}

/** Walks the headers of a segment without reading what is behind them. */
export async function scanSegment(path: string, sizeBytes: number): Promise<SegmentScan> {
  await using file = await open(path, 'r');
  const records: { offset: number; header: RecordHeader }[] = [];
  let offset = 0;
  while (offset < sizeBytes) {
    const header = parseRecordHeader(await readBytes(file, offset, RECORD_HEADER_BYTES));
    const end = header && offset + RECORD_HEADER_BYTES + header.payloadBytes;
    if (header === undefined || end === undefined || end > sizeBytes)
      return { records, unreadableFrom: offset };
    records.push({ offset, header });
    offset = end;
  }
  return { records };
}

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
