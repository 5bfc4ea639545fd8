import { crc32 } from 'node:zlib';
import type { Batch, Retention } from './batch.ts';

/**
 * A batch as it stands in a segment file: a header of 36 bytes, then the packed lines.
 *
 *     0 magic "CWQ1" · 4 CRC-32 of bytes 8–35 · 8 payload bytes · 12 CRC-32 of the payload
 *     16 points · 20 bytes of text · 24 retention policy · 28 oldest timestamp that is rolled up (double)
 *
 * The header has a checksum of its own: with it whole, a damaged payload costs one batch and not the rest of the file.
 */
export const RECORD_HEADER_BYTES = 36;

export interface RecordHeader extends Omit<Batch, 'body'> {
  readonly payloadBytes: number;
  readonly payloadCrc: number;
}

const MAGIC = 0x43575131;
export const RECORD_MAGIC: Buffer = Buffer.from('CWQ1');
const CHECKED_FROM = 8;
/** No batch comes near: a larger length is damage, and must not make us allocate it. */
const MAX_PAYLOAD_BYTES = 64 * 1024 * 1024;
const RETENTIONS: readonly Retention[] = ['raw', 'long'];

export function renderRecord(batch: Batch): Buffer {
  const record = Buffer.alloc(RECORD_HEADER_BYTES + batch.body.length);
  record.writeUInt32BE(MAGIC, 0);
  record.writeUInt32BE(batch.body.length, 8);
  record.writeUInt32BE(crc32(batch.body), 12);
  record.writeUInt32BE(batch.points, 16);
  record.writeUInt32BE(batch.textBytes, 20);
  record.writeUInt32BE(RETENTIONS.indexOf(batch.retention), 24);
  record.writeDoubleBE(batch.oldestMs, 28);
  record.writeUInt32BE(crc32(record.subarray(CHECKED_FROM, RECORD_HEADER_BYTES)), 4);
  batch.body.copy(record, RECORD_HEADER_BYTES);
  return record;
}

/** The header at the start of `bytes`, or `undefined` when it is torn or damaged. */
export function parseRecordHeader(bytes: Buffer): RecordHeader | undefined {
  if (bytes.length < RECORD_HEADER_BYTES || bytes.readUInt32BE(0) !== MAGIC) return undefined;
  if (bytes.readUInt32BE(4) !== crc32(bytes.subarray(CHECKED_FROM, RECORD_HEADER_BYTES))) return undefined;
  const payloadBytes = bytes.readUInt32BE(8);
  const retention = RETENTIONS[bytes.readUInt32BE(24)];
  if (retention === undefined || payloadBytes > MAX_PAYLOAD_BYTES) return undefined;
  return {
    payloadBytes,
    payloadCrc: bytes.readUInt32BE(12),
    points: bytes.readUInt32BE(16),
    textBytes: bytes.readUInt32BE(20),
    retention,
    oldestMs: bytes.readDoubleBE(28),
  };
}

/** The batch of a header and the bytes behind it, or `undefined` when they are torn or damaged. */
export function parseRecordBody(header: RecordHeader, payload: Buffer): Batch | undefined {
  if (payload.length !== header.payloadBytes || crc32(payload) !== header.payloadCrc) return undefined;
  const { retention, points, textBytes, oldestMs } = header;
  return { retention, points, textBytes, oldestMs, body: payload };
}
