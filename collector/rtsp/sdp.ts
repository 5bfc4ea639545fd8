/** What DESCRIBE says of a stream (RFC 4566), as far as it is needed to play it. */
export interface Sdp {
  /** Address of the whole presentation, as written; may be relative or `*`. */
  readonly control?: string;
  readonly tracks: readonly Track[];
}

export interface Track {
  readonly media: string;
  readonly control?: string;
  /** Such as `H264`, `H265`, `JPEG`: the names that ONVIF uses as well. */
  readonly codec?: string;
  readonly width?: number;
  readonly height?: number;
  readonly framesPerSecond?: number;
  readonly bitsPerSecond?: number;
}

/** One part of the description: `m=` where it is a medium, its attributes, its bandwidth lines. */
export interface SdpPart {
  readonly medium: string;
  readonly attributes: ReadonlyMap<string, readonly string[]>;
  readonly bandwidths: ReadonlyMap<string, number>;
}
