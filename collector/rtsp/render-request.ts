export interface RtspRequest {
  readonly method: 'OPTIONS' | 'DESCRIBE' | 'SETUP' | 'PLAY' | 'TEARDOWN';
  readonly url: string;
  /** Without `CSeq` and `User-Agent`. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A request as it goes over the wire (RFC 2326 §6). No value can end its line, wherever it came from. */
export function renderRequest({ method, url, headers }: RtspRequest, sequence: number): string {
  const lines = Object.entries({ CSeq: String(sequence), 'User-Agent': 'camwatch', ...headers }).map(
    ([name, value]) => `${name}: ${onOneLine(value)}`,
  );
  return [`${method} ${onOneLine(url).replaceAll(' ', '%20')} RTSP/1.0`, ...lines, '', ''].join('\r\n');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not pass.
const onOneLine = (text: string) => text.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim();
