import { CamwatchError } from '../../../core/errors.ts';
import { H265_UNITS } from './h265-units.ts';
import type { PictureSource } from './picture-source.ts';

export class PictureSizeError extends CamwatchError {
  readonly code = 'SIMULATOR_PICTURE_SIZE';
}

/** Filler data (type 38) of layer 0. */
const FILLER = Buffer.from([0x4c, 0x01]);
const STOP = Buffer.from([0x80]);

/**
 * A grey picture in H.265, each one decodable by itself.
 * @throws a {@link PictureSizeError} for a size of which none was coded.
 */
export function createH265Source({ width, height }: { width: number; height: number }): PictureSource {
  const units = H265_UNITS[`${width}x${height}`];
  if (units === undefined) {
    const known = Object.keys(H265_UNITS).join(', ');
    throw new PictureSizeError(`a made-up H.265 stream: expected a size of ${known}, got ${width}x${height}`);
  }
  const [vps, sps, pps] = units;
  const picture = units.map((unit) => Buffer.from(unit, 'base64'));
  return {
    codec: 'H265',
    format: `sprop-vps=${vps};sprop-sps=${sps};sprop-pps=${pps}`,
    frame: () => picture,
    filler: (octets) => Buffer.concat([FILLER, Buffer.alloc(octets - 3, 0xff), STOP]),
    fragment: { headerOctets: 2, type: 49 },
  };
}
