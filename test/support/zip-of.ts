import { crc32, deflateRawSync } from 'node:zlib';

/** An entry as it is, or packed already with whatever size its directory shall claim. */
type Entry = string | { readonly packed: Buffer; readonly claimedBytes: number };

/** A zip archive by hand, so that it may lie. */
export function zipOf(entries: Readonly<Record<string, Entry>>): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, entry] of Object.entries(entries)) {
    const packed = typeof entry === 'string' ? deflateRawSync(entry) : entry.packed;
    const size = typeof entry === 'string' ? Buffer.byteLength(entry) : entry.claimedBytes;
    const sum = typeof entry === 'string' ? crc32(entry) : 0;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    const common = (buffer: Buffer, at: number) => {
      buffer.writeUInt16LE(20, at);
      buffer.writeUInt16LE(8, at + 4);
      buffer.writeUInt32LE(sum, at + 10);
      buffer.writeUInt32LE(packed.length, at + 14);
      buffer.writeUInt32LE(size, at + 18);
      buffer.writeUInt16LE(Buffer.byteLength(name), at + 22);
    };
    common(local, 4);
    const header = Buffer.alloc(46);
    header.writeUInt32LE(0x02014b50, 0);
    common(header, 6);
    header.writeUInt32LE(offset, 42);
    locals.push(local, Buffer.from(name), packed);
    central.push(header, Buffer.from(name));
    offset += local.length + Buffer.byteLength(name) + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(entries).length, 8);
  end.writeUInt16LE(Object.keys(entries).length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}
