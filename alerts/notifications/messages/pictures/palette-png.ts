import { crc32, deflateSync } from 'node:zlib';

/**
 * A picture of few colours as PNG: each channel in 16 steps, 256 colours at most. A quarter of the size of what the
 * canvas writes itself, which goes out with every mail of an incident.
 */
export function encodePalettePng(rgba: Uint8ClampedArray, width: number, height: number): Uint8Array {
  const { colours, rows, bits } = toPalette(rgba, width, height);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header(width, height, bits)),
    chunk('PLTE', Buffer.from(colours.flatMap((colour) => channelsOf(colour)))),
    chunk('IDAT', deflateSync(rows, { level: 7 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const INDEXED = 3;
/** Bits that are kept of each channel: fewer where there are too many colours. */
const DEPTHS = [4, 3, 2] as const;

function toPalette(rgba: Uint8ClampedArray, width: number, height: number) {
  const pixels = new Uint32Array(rgba.buffer, rgba.byteOffset, width * height);
  for (const depth of DEPTHS) {
    const palette = indexColours(pixels, depth);
    if (palette) return pack(palette, width, height);
  }
  throw new RangeError('more colours than a palette holds');
}

/** Little-endian: red is the lowest byte. */
function indexColours(pixels: Uint32Array, depth: number) {
  const mask = (0xff << (8 - depth)) & 0xff;
  const mask3 = mask | (mask << 8) | (mask << 16);
  const indices = new Uint8Array(pixels.length);
  const colours = new Map<number, number>();
  let last = -1;
  let lastIndex = 0;
  for (let at = 0; at < pixels.length; at++) {
    const colour = (pixels[at] ?? 0) & mask3;
    if (colour !== last) {
      last = colour;
      lastIndex = colours.get(colour) ?? colours.size;
      if (lastIndex > 255) return undefined;
      colours.set(colour, lastIndex);
    }
    indices[at] = lastIndex;
  }
  return { indices, colours: [...colours.keys()].map((colour) => widen(colour, depth)) };
}

/** Full white stays full: the steps are spread over the whole range. */
function widen(colour: number, depth: number): number {
  const wide = (value: number) => Math.round(((value >> (8 - depth)) * 255) / (2 ** depth - 1));
  const [red, green, blue] = channelsOf(colour).map(wide);
  return (red ?? 0) | ((green ?? 0) << 8) | ((blue ?? 0) << 16);
}

const channelsOf = (colour: number): readonly number[] => [
  colour & 0xff,
  (colour >> 8) & 0xff,
  (colour >> 16) & 0xff,
];

interface Palette {
  readonly indices: Uint8Array;
  readonly colours: readonly number[];
}

/** Each row begins with its filter: none. Two pixels share a byte where there are 16 colours at most. */
function pack({ indices, colours }: Palette, width: number, height: number) {
  const perByte = colours.length <= 16 ? 2 : 1;
  const rowBytes = Math.ceil(width / perByte) + 1;
  const rows = Buffer.alloc(rowBytes * height);
  for (let y = 0; y < height; y++) {
    const start = y * rowBytes + 1;
    for (let x = 0; x < width; x++) {
      const index = indices[y * width + x] ?? 0;
      const at = start + (perByte === 2 ? x >> 1 : x);
      rows[at] = perByte === 2 && x % 2 === 0 ? index << 4 : (rows[at] ?? 0) | index;
    }
  }
  return { colours, rows, bits: 8 / perByte };
}

function header(width: number, height: number, bits: number): Buffer {
  const bytes = Buffer.alloc(13);
  bytes.writeUInt32BE(width, 0);
  bytes.writeUInt32BE(height, 4);
  bytes[8] = bits;
  bytes[9] = INDEXED;
  return bytes;
}

function chunk(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
