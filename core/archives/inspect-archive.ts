import { inflateRawSync } from 'node:zlib';

/** What a zip archive holds, unpacked with a limit on what comes out, whatever its directory claims. */
export type Archive =
  | { readonly is: 'sound'; readonly entries: ReadonlyMap<string, Buffer> }
  | { readonly is: 'broken' }
  | { readonly is: 'too-large' };

const CENTRAL_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const END_OF_DIRECTORY = 0x06054b50;
const END_LENGTH = 22;
const MOST_COMMENT = 65_535;
const MOST_ENTRIES = 2_000;

/** Unpacks all entries (APPNOTE 4.3), at most `mostBytes` together. */
export function inspectArchive(archive: Buffer, mostBytes: number): Archive {
  try {
    return unpack(archive, mostBytes);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if ('code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') return { is: 'too-large' };
    // Offsets beyond the end, and data that are no deflate stream.
    return { is: 'broken' };
  }
}

function unpack(archive: Buffer, mostBytes: number): Archive {
  const end = findEnd(archive);
  if (end === undefined) return { is: 'broken' };
  const count = archive.readUInt16LE(end + 10);
  if (count > MOST_ENTRIES) return { is: 'too-large' };
  const entries = new Map<string, Buffer>();
  const names = new Set<string>();
  let offset = archive.readUInt32LE(end + 16);
  let left = mostBytes;
  for (let number = 0; number < count; number++) {
    if (archive.readUInt32LE(offset) !== CENTRAL_ENTRY) return { is: 'broken' };
    const nameLength = archive.readUInt16LE(offset + 28);
    const name = archive.toString('utf8', offset + 46, offset + 46 + nameLength);
    const content = contentAt(archive, offset, left);
    left -= content.length;
    // Which of two parts of one name is read, every program decides by itself.
    const lower = name.toLowerCase();
    if (names.has(lower)) return { is: 'broken' };
    names.add(lower);
    entries.set(name, content);
    offset += 46 + nameLength + archive.readUInt16LE(offset + 30) + archive.readUInt16LE(offset + 32);
  }
  return { is: 'sound', entries };
}

const STORED = 0;
const DEFLATED = 8;

/** @param central Where its entry in the directory is. */
function contentAt(archive: Buffer, central: number, mostBytes: number): Buffer {
  const method = archive.readUInt16LE(central + 10);
  const packedBytes = archive.readUInt32LE(central + 20);
  const local = archive.readUInt32LE(central + 42);
  if (archive.readUInt32LE(local) !== LOCAL_ENTRY) throw new RangeError('no entry where the directory says');
  const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  if (from + packedBytes > archive.length) throw new RangeError('an entry that is cut off');
  const packed = archive.subarray(from, from + packedBytes);
  if (method === DEFLATED) {
    // Zero would mean no limit.
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, mostBytes) });
  }
  if (method !== STORED) throw new RangeError('an entry that is packed in an unknown way');
  return packed;
}

function findEnd(archive: Buffer): number | undefined {
  const last = archive.length - END_LENGTH;
  for (let offset = last; offset >= Math.max(0, last - MOST_COMMENT); offset--) {
    if (archive.readUInt32LE(offset) === END_OF_DIRECTORY) return offset;
  }
  return undefined;
}
