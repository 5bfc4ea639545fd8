import { pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';
import { describeEntry, directoryEntry, endRecord, FROM_BEHIND } from './zip.ts';

/** A file of an archive, in pieces as they come. */
export interface StreamedEntry {
  readonly path: string;
  readonly pieces: Iterable<string> | AsyncIterable<string>;
}

/** An archive in pieces, as fast as they are taken: sizes stand behind each file, since nobody knows them before. */
export async function* streamZip(entries: Iterable<StreamedEntry>): AsyncGenerator<Buffer> {
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { path, pieces } of entries) {
    const name = Buffer.from(path, 'utf8');
    const start = offset;
    const empty = describeEntry({ name, flags: FROM_BEHIND, crc: 0, packedBytes: 0, bytes: 0 });
    const local = Buffer.concat([LOCAL, empty, name]);
    yield local;
    const counted = { crc: 0, bytes: 0, packedBytes: 0 };
    for await (const piece of deflate(pieces, counted)) yield piece;
    const facts = describeEntry({ name, flags: FROM_BEHIND, ...counted });
    // Checksum and both sizes, as they stand in the head of other files.
    const behind = Buffer.concat([BEHIND, facts.subarray(10, 22)]);
    yield behind;
    offset += local.length + counted.packedBytes + behind.length;
    directory.push(directoryEntry(name, facts, start));
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  yield Buffer.concat([...directory, endRecord(directory.length, size, offset)]);
}

const LOCAL = Buffer.from('PK\u0003\u0004', 'latin1');
const BEHIND = Buffer.from('PK\u0007\u0008', 'latin1');

interface Counted {
  crc: number;
  bytes: number;
  packedBytes: number;
}

async function* deflate(pieces: StreamedEntry['pieces'], counted: Counted): AsyncGenerator<Buffer> {
  const packer = createDeflateRaw();
  pipeline(Readable.from(count(pieces, counted)), packer, () => undefined);
  for await (const piece of packer as AsyncIterable<Buffer>) {
    counted.packedBytes += piece.length;
    yield piece;
  }
}

async function* count(pieces: StreamedEntry['pieces'], counted: Counted): AsyncGenerator<Buffer> {
  for await (const text of pieces) {
    const piece = Buffer.from(text, 'utf8');
    counted.crc = crc32(piece, counted.crc);
    counted.bytes += piece.length;
    yield piece;
  }
}
