export interface RtspRequest {
  readonly method: 'OPTIONS' | 'DESCRIBE' | 'SETUP' | 'PLAY' | 'TEARDOWN';
  readonly url: string;
  /** Without `CSeq` and `User-Agent`. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A request as it goes over the wire (RFC 2326 §6). No value can end its line, wherever it came from. */
export function renderRequest({ method, url, headers }: RtspRequest, sequence: number): string {
  let text = `${method} ${onOneLine(url).replaceAll(' ', '%20')} RTSP/1.0\r\nCSeq: ${sequence}\r\nUser-Agent: camwatch\r\n`;
  for (const name in headers) text += `${name}: ${onOneLine(headers[name] ?? '')}\r\n`;
  return `${text}\r\n`;
}

/** Printable, without blanks at its ends. */
const PLAIN = /^(?! )[ -~]*(?<! )$/;

const onOneLine = (text: string) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not pass.
  PLAIN.test(text) ? text : text.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim();
