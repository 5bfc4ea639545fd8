/** Coded pictures of one stream, the same every time. */
export interface PictureSource {
  /** As in `a=rtpmap`. */
  readonly codec: 'H264' | 'H265';
  /** As in `a=fmtp`: the parameter sets, true to the size. */
  readonly format: string;
  /** NAL units of a picture; 0 is one that decoding can start from. */
  readonly frame: (number: number) => readonly Buffer[];
  /** A NAL unit of so many octets that says nothing: what brings a still picture to the rate of a lively one. */
  readonly filler: (octets: number) => Buffer;
  /** How a unit that is too long for a packet is cut (RFC 6184 §5.8, RFC 7798 §4.4.3). */
  readonly fragment: { readonly headerOctets: 1 | 2; readonly type: number };
}
