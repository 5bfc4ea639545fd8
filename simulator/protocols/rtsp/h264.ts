import { type BitWriter, createBitWriter } from './bit-writer.ts';
import type { PictureSource } from './picture-source.ts';

/** Headers of NAL units: reference, then type. */
const IDR = 0x65;
const NON_IDR = 0x41;
const SPS = 0x67;
const PPS = 0x68;
const FILLER = 0x0c;
const MACROBLOCK = 16;
const FRAME_NUMBER_BITS = 8;

/**
 * A grey picture that stands still, in H.264 baseline of any size: the smallest stream that decoders accept. Each
 * macroblock of the first picture is predicted from its neighbours without a rest; all later ones are skipped.
 */
export function createH264Source(size: {
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
}): PictureSource {
  const macroblocks = Math.ceil(size.width / MACROBLOCK) * Math.ceil(size.height / MACROBLOCK);
  const sps = writeSps(size);
  const pps = writePps();
  const idr = writeIdr(macroblocks);
  const profile = sps.subarray(1, 4).toString('hex').toUpperCase();
  return {
    codec: 'H264',
    format: `packetization-mode=1;profile-level-id=${profile};sprop-parameter-sets=${sps.toString('base64')},${pps.toString('base64')}`,
    frame: (number) => (number === 0 ? [sps, pps, idr] : [writeSkipped(macroblocks, number)]),
    filler: (octets) => Buffer.concat([Buffer.from([FILLER]), Buffer.alloc(octets - 2, 0xff), STOP]),
    fragment: { headerOctets: 1, type: 28 },
  };
}

const STOP = Buffer.from([0x80]);

function unit(header: number, write: (writer: BitWriter) => void): Buffer {
  const writer = createBitWriter();
  write(writer);
  return Buffer.concat([Buffer.from([header]), writer.finish()]);
}

const CONSTRAINED_BASELINE = 0x42c0;

/** Sequence parameter set (§7.3.2.1). */
function writeSps({ width, height, framesPerSecond }: Parameters<typeof createH264Source>[0]): Buffer {
  const [columns, rows] = [Math.ceil(width / MACROBLOCK), Math.ceil(height / MACROBLOCK)];
  const [right, bottom] = [columns * MACROBLOCK - width, rows * MACROBLOCK - height];
  return unit(SPS, ({ bits, ue }) => {
    bits(CONSTRAINED_BASELINE, 16);
    bits(levelOf(columns * rows), 8);
    ue(0);
    ue(FRAME_NUMBER_BITS - 4);
    // Pictures are shown in the order in which they come.
    ue(2);
    ue(1);
    bits(0, 1);
    ue(columns - 1);
    ue(rows - 1);
    // Frames only, direct 8×8 inference.
    bits(0b11, 2);
    const isCropped = right > 0 || bottom > 0;
    bits(isCropped ? 1 : 0, 1);
    if (isCropped) for (const edge of [0, right / 2, 0, bottom / 2]) ue(edge);
    // Of the usability information only the timing.
    bits(0b10000, 5);
    bits(1, 1);
    bits(1, 32);
    bits(2 * framesPerSecond, 32);
    bits(0b1, 1);
    bits(0b0000, 4);
  });
}

/** Levels 4.0, 5.0 and 5.1 by the macroblocks of a picture (table A-1). */
function levelOf(macroblocks: number): number {
  if (macroblocks <= 8_192) return 40;
  return macroblocks <= 22_080 ? 50 : 51;
}

/** Picture parameter set (§7.3.2.2). */
function writePps(): Buffer {
  return unit(PPS, ({ bits, ue, se }) => {
    ue(0);
    ue(0);
    bits(0b00, 2);
    for (let field = 0; field < 3; field++) ue(0);
    bits(0b000, 3);
    for (let field = 0; field < 3; field++) se(0);
    // Deblocking is said in the slice, and switched off there.
    bits(0b100, 3);
  });
}

const I_SLICE = 7;
const P_SLICE = 5;
/** Intra 16×16, DC prediction, nothing coded; DC prediction of colour; no change of the quantiser; no coefficients. */
const EMPTY_MACROBLOCK = 0b00100111;

function writeIdr(macroblocks: number): Buffer {
  return unit(IDR, ({ bits, ue, se }) => {
    ue(0);
    ue(I_SLICE);
    ue(0);
    bits(0, FRAME_NUMBER_BITS);
    ue(0);
    bits(0b00, 2);
    se(0);
    ue(1);
    for (let index = 0; index < macroblocks; index++) bits(EMPTY_MACROBLOCK, 8);
  });
}

/** A picture that is wholly as the one before. */
function writeSkipped(macroblocks: number, number: number): Buffer {
  return unit(NON_IDR, ({ bits, ue, se }) => {
    ue(0);
    ue(P_SLICE);
    ue(0);
    bits(number % 2 ** FRAME_NUMBER_BITS, FRAME_NUMBER_BITS);
    bits(0b000, 3);
    se(0);
    ue(1);
    ue(macroblocks);
  });
}
