import { type BitReader, createBitReader, unescapeNal } from './bit-reader.ts';
import { type PictureFormat, pictureFormat } from './picture-format.ts';

const SPS = 33;

/** Size from a sequence parameter set of H.265 (§7.3.2.2); `undefined` where it is none. */
export function parseH265Sps(nal: Uint8Array): PictureFormat | undefined {
  if ((((nal[0] ?? 0) >> 1) & 63) !== SPS) return undefined;
  const reader = createBitReader(unescapeNal(nal.subarray(2)));
  reader.skip(4);
  const subLayers = reader.bits(3);
  reader.skip(1);
  skipProfileTierLevel(reader, subLayers);
  reader.unsigned();
  const chromaFormat = reader.unsigned();
  const isSeparate = chromaFormat === 3 && reader.flag();
  const [codedWidth, codedHeight] = [reader.unsigned(), reader.unsigned()];
  const isPlain = chromaFormat === 0 || isSeparate;
  const unitX = !isPlain && chromaFormat < 3 ? 2 : 1;
  const unitY = !isPlain && chromaFormat === 1 ? 2 : 1;
  const [left, right, top, bottom] = reader.flag()
    ? [reader.unsigned(), reader.unsigned(), reader.unsigned(), reader.unsigned()]
    : [0, 0, 0, 0];
  if (reader.isPastEnd()) return undefined;
  return pictureFormat(codedWidth - (left + right) * unitX, codedHeight - (top + bottom) * unitY);
}

const GENERAL_BITS = 88;
const LEVEL_BITS = 8;

/** §7.3.3: for each lower sub-layer its own profile and level, where it says that it has one. */
function skipProfileTierLevel(reader: BitReader, subLayers: number): void {
  reader.skip(GENERAL_BITS + LEVEL_BITS);
  const present = Array.from({ length: subLayers }, () => [reader.flag(), reader.flag()]);
  if (subLayers > 0) reader.skip(2 * (8 - subLayers));
  for (const [hasProfile, hasLevel] of present) {
    reader.skip((hasProfile ? GENERAL_BITS : 0) + (hasLevel ? LEVEL_BITS : 0));
  }
}
