const CENTRAL_ENTRY = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const END_LENGTH = 22;
const MAX_COMMENT = 65_535;

/**
 * What a zip archive says that it unpacks to, in bytes, summed over its central directory (APPNOTE 4.3.12);
 * `undefined` where there is no directory. A small file that unpacks to gigabytes is refused before it is unpacked.
 */
export function unpackedSizeBytes(archive: Buffer): number | undefined {
  const end = findEnd(archive);
  if (end === undefined) return undefined;
  let offset = archive.readUInt32LE(end + 16);
  let total = 0;
  for (let count = archive.readUInt16LE(end + 10); count > 0; count--) {
    if (offset + 46 > archive.length || archive.readUInt32LE(offset) !== CENTRAL_ENTRY) return undefined;
    total += archive.readUInt32LE(offset + 24);
    const variable = [28, 30, 32].reduce((sum, at) => sum + archive.readUInt16LE(offset + at), 0);
    offset += 46 + variable;
  }
  return total;
}

function findEnd(archive: Buffer): number | undefined {
  const last = archive.length - END_LENGTH;
  for (let offset = last; offset >= Math.max(0, last - MAX_COMMENT); offset--) {
    if (archive.readUInt32LE(offset) === END_OF_DIRECTORY) return offset;
  }
  return undefined;
}
