/** What a sequence parameter set says of the picture. */
export interface PictureFormat {
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond?: number;
}

const [LEAST_SIDE, LARGEST_SIDE] = [16, 16_384];
const MOST_FRAMES_PER_SECOND = 1_000;

/** `undefined` where no camera has such a picture: the parameter set was not read aright. */
export function pictureFormat(width: number, height: number, rate?: number): PictureFormat | undefined {
  const isPlausible = [width, height].every((side) => side >= LEAST_SIDE && side <= LARGEST_SIDE);
  if (!isPlausible) return undefined;
  const framesPerSecond = plausibleRate(rate);
  return { width, height, ...(framesPerSecond !== undefined && { framesPerSecond }) };
}

/** Frames a second to two decimals, where they can be true. */
export function plausibleRate(rate: number | undefined): number | undefined {
  if (rate === undefined || !(rate > 0 && rate <= MOST_FRAMES_PER_SECOND)) return undefined;
  return Math.round(rate * 100) / 100;
}
