import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

/** A file of a ZIP archive. */
export interface ZipEntry {
  readonly path: string;
  readonly data: Uint8Array;
}

/**
 * The files of an archive that this program has just written: no encryption, no ZIP64, no parts.
 * Not for files from elsewhere: sizes are believed.
 */
export function readZip(archive: Uint8Array): readonly ZipEntry[] {
  const view = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  const end = view.lastIndexOf(END_SIGNATURE);
  const entries: ZipEntry[] = [];
  let at = view.readUInt32LE(end + 16);
  for (let left = view.readUInt16LE(end + 10); left > 0; left -= 1) {
    const nameLength = view.readUInt16LE(at + 28);
    entries.push({
      path: view.toString('utf8', at + 46, at + 46 + nameLength),
      data: entryData(view, at),
    });
    at += 46 + nameLength + view.readUInt16LE(at + 30) + view.readUInt16LE(at + 32);
  }
  return entries;
}

const END_SIGNATURE = Buffer.from('PK\u0005\u0006', 'latin1');

function entryData(view: Buffer, at: number): Uint8Array {
  const method = view.readUInt16LE(at + 10);
  const size = view.readUInt32LE(at + 20);
  const local = view.readUInt32LE(at + 42);
  const start = local + 30 + view.readUInt16LE(local + 26) + view.readUInt16LE(local + 28);
  const packed = view.subarray(start, start + size);
  return method === 0 ? packed : inflateRawSync(packed);
}

/** An archive whose bytes depend on nothing but its files and their order: every entry is dated 1 January 1980. */
export function writeZip(entries: readonly ZipEntry[]): Uint8Array {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { path, data } of entries) {
    const name = Buffer.from(path, 'utf8');
    const packed = deflateRawSync(data);
    const sizes = { crc: crc32(data), packedBytes: packed.length, bytes: data.length };
    const facts = describeEntry({ name, flags: 0, ...sizes });
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), facts, name, packed]);
    directory.push(directoryEntry(name, facts, offset));
    files.push(local);
    offset += local.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  return Buffer.concat([...files, ...directory, endRecord(entries.length, size, offset)]);
}

interface EntryFacts {
  readonly name: Buffer;
  readonly flags: number;
  readonly crc: number;
  readonly packedBytes: number;
  readonly bytes: number;
}

/** The 26 bytes that the local header and the directory share. */
export function describeEntry({ name, flags, crc, packedBytes, bytes }: EntryFacts): Buffer {
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(20, 0);
  facts.writeUInt16LE(UTF8_NAMES | flags, 2);
  facts.writeUInt16LE(DEFLATED, 4);
  facts.writeUInt16LE(0, 6);
  facts.writeUInt16LE(FIRST_DAY, 8);
  facts.writeUInt32LE(crc, 10);
  facts.writeUInt32LE(packedBytes, 14);
  facts.writeUInt32LE(bytes, 18);
  facts.writeUInt16LE(name.length, 22);
  return facts;
}

/** Checksum and sizes stand behind the file. */
export const FROM_BEHIND = 0x0008;
const UTF8_NAMES = 0x0800;
const DEFLATED = 8;
const FIRST_DAY = 0x0021;

export function directoryEntry(name: Buffer, facts: Buffer, offset: number): Buffer {
  const head = Buffer.alloc(6);
  head.write('PK\u0001\u0002', 0, 'latin1');
  head.writeUInt16LE(20, 4);
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(offset, 10);
  return Buffer.concat([head, facts, tail, name]);
}

export function endRecord(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  END_SIGNATURE.copy(end);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}
