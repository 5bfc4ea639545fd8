import { type BitReader, createBitReader, unescapeNal } from './bit-reader.ts';
import { type PictureFormat, pictureFormat } from './picture-format.ts';

const SPS = 7;
/** Profiles that carry the chroma format and scaling lists (H.264 §7.3.2.1.1). */
const HIGH_PROFILES: ReadonlySet<number> = new Set([
  100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135,
]);
const LARGEST_CYCLE = 255;
const EXTENDED_ASPECT = 255;

/** Size and frame rate from a sequence parameter set of H.264 (§7.3.2.1.1, annex E); `undefined` where it is none. */
export function parseH264Sps(nal: Uint8Array): PictureFormat | undefined {
  if (((nal[0] ?? 0) & 31) !== SPS) return undefined;
  const reader = createBitReader(unescapeNal(nal.subarray(1)));
  const profile = reader.bits(8);
  reader.skip(16);
  reader.unsigned();
  const chroma = HIGH_PROFILES.has(profile) ? readChroma(reader) : { format: 1, isSeparate: false };
  reader.unsigned();
  skipPictureOrder(reader);
  reader.unsigned();
  reader.skip(1);
  const macroblocksWide = reader.unsigned() + 1;
  const mapUnitsHigh = reader.unsigned() + 1;
  const isFrameOnly = reader.flag();
  if (!isFrameOnly) reader.skip(1);
  reader.skip(1);
  const fields = isFrameOnly ? 1 : 2;
  const { horizontal, vertical } = readCropping(reader, chroma, fields);
  const width = macroblocksWide * 16 - horizontal;
  const height = mapUnitsHigh * 16 * fields - vertical;
  if (reader.isPastEnd()) return undefined;
  const rate = reader.flag() ? readRate(reader) : undefined;
  return pictureFormat(width, height, reader.isPastEnd() ? undefined : rate);
}

interface Chroma {
  /** 0 monochrome, 1 4:2:0, 2 4:2:2, 3 4:4:4. */
  readonly format: number;
  readonly isSeparate: boolean;
}

function readChroma(reader: BitReader): Chroma {
  const format = reader.unsigned();
  const isSeparate = format === 3 && reader.flag();
  reader.unsigned();
  reader.unsigned();
  reader.skip(1);
  if (reader.flag()) {
    const lists = format === 3 ? 12 : 8;
    for (let list = 0; list < lists; list++) if (reader.flag()) skipScalingList(reader, list < 6 ? 16 : 64);
  }
  return { format, isSeparate };
}

function skipScalingList(reader: BitReader, size: number): void {
  let last = 8;
  for (let at = 0; at < size; at++) {
    const next = (last + reader.signed() + 256) % 256;
    if (next === 0) return;
    last = next;
  }
}

function skipPictureOrder(reader: BitReader): void {
  const type = reader.unsigned();
  if (type === 0) reader.unsigned();
  if (type !== 1) return;
  reader.skip(1);
  reader.signed();
  reader.signed();
  const cycle = Math.min(reader.unsigned(), LARGEST_CYCLE);
  for (let at = 0; at < cycle; at++) reader.signed();
}

function readCropping(reader: BitReader, { format, isSeparate }: Chroma, fields: number) {
  if (!reader.flag()) return { horizontal: 0, vertical: 0 };
  const [left, right, top, bottom] = [
    reader.unsigned(),
    reader.unsigned(),
    reader.unsigned(),
    reader.unsigned(),
  ];
  const isPlain = format === 0 || isSeparate;
  const unitX = !isPlain && format < 3 ? 2 : 1;
  const unitY = (!isPlain && format === 1 ? 2 : 1) * fields;
  return { horizontal: (left + right) * unitX, vertical: (top + bottom) * unitY };
}

/** Of the usability information (annex E.1.1): everything before the timing is passed over. */
function readRate(reader: BitReader): number | undefined {
  if (reader.flag() && reader.bits(8) === EXTENDED_ASPECT) reader.skip(32);
  if (reader.flag()) reader.skip(1);
  if (reader.flag()) {
    reader.skip(4);
    if (reader.flag()) reader.skip(24);
  }
  if (reader.flag()) {
    reader.unsigned();
    reader.unsigned();
  }
  if (!reader.flag()) return undefined;
  const [ticks, scale] = [reader.bits(32), reader.bits(32)];
  return ticks === 0 ? undefined : scale / (2 * ticks);
}
