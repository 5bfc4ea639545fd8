/** A request of a client (RFC 2326 §6). */
export interface RtspRequest {
  readonly method: string;
  readonly url: string;
  readonly header: (name: string) => string | undefined;
}

const MOST_OCTETS = 8_192;
const INTERLEAVED = 0x24;

/** Takes requests out of what a connection sends; the client's own packets (RTCP) are dropped. */
export interface RtspParser {
  /** @throws RangeError where it is neither. */
  readonly push: (chunk: Buffer) => RtspRequest[];
}

export function createRtspParser(): RtspParser {
  let kept = Buffer.alloc(0);
  const next = (): RtspRequest | 'packet' | undefined => {
    if (kept.length === 0) return undefined;
    if (kept[0] === INTERLEAVED) {
      if (kept.length < 4) return undefined;
      const length = 4 + kept.readUInt16BE(2);
      if (kept.length < length) return undefined;
      kept = kept.subarray(length);
      return 'packet';
    }
    const end = kept.indexOf('\r\n\r\n');
    if (end < 0) {
      if (kept.length > MOST_OCTETS) throw new RangeError(`expected a head of at most ${MOST_OCTETS} octets`);
      return undefined;
    }
    const request = parseHead(kept.subarray(0, end).toString('latin1'));
    const bodyOctets = Number(request.header('content-length') ?? 0);
    if (!(bodyOctets >= 0 && bodyOctets <= MOST_OCTETS))
      throw new RangeError(`expected a body of at most ${MOST_OCTETS} octets`);
    if (kept.length < end + 4 + bodyOctets) return undefined;
    kept = kept.subarray(end + 4 + bodyOctets);
    return request;
  };
  return {
    push: (chunk) => {
      kept = Buffer.concat([kept, chunk]);
      const requests: RtspRequest[] = [];
      for (let found = next(); found !== undefined; found = next()) {
        if (found !== 'packet') requests.push(found);
      }
      return requests;
    },
  };
}

function parseHead(head: string): RtspRequest {
  const [first = '', ...lines] = head.split('\r\n');
  const [, method, url] = /^([A-Z_]+) (\S+) RTSP\/1\.0$/.exec(first) ?? [];
  if (method === undefined || url === undefined) throw new RangeError(`expected a request, got ${first}`);
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  return { method, url, header: (name) => headers.get(name) };
}

/** `rtsp://host/path?query/trackID=0` → `/path?query`. */
export function pathOf(url: string): string {
  return url.replace(/^rtsps?:\/\/[^/]*/i, '').replace(/\/?trackID=\d+$/i, '');
}
