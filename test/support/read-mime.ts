/** A part of a mail, decoded. Only what mails of ours have: no nested encodings, no comments. */
export interface MimePart {
  readonly raw: string;
  /** Lower case; the first of each name; unfolded and decoded. */
  readonly headers: ReadonlyMap<string, string>;
  readonly type: string;
  readonly parts: readonly MimePart[];
  readonly body: Buffer;
}

export function readMime(raw: string): MimePart {
  const end = /\r?\n\r?\n/.exec(raw);
  const head = end ? raw.slice(0, end.index) : raw;
  const rest = end ? raw.slice(end.index + end[0].length) : '';
  const headers = readHeaders(head);
  const contentType = headers.get('content-type') ?? 'text/plain';
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  return {
    raw,
    headers,
    type: contentType.split(';')[0]?.trim().toLowerCase() ?? '',
    parts: boundary === undefined ? [] : splitParts(rest, boundary).map(readMime),
    body: decodeBody(rest, headers.get('content-transfer-encoding') ?? '7bit'),
  };
}

function readHeaders(head: string): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (const line of head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const [, name = '', value = ''] = /^([^:]+):\s*(.*)$/.exec(line) ?? [];
    if (!headers.has(name.toLowerCase())) headers.set(name.toLowerCase(), decodeWords(value));
  }
  return headers;
}

/** RFC 2047: the space between two encoded words is none. */
function decodeWords(value: string): string {
  return value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/(?:=\?utf-8\?([qb])\?([^?]*)\?=)+/gi, (words) =>
      Buffer.concat(
        [...words.matchAll(/=\?utf-8\?([qb])\?([^?]*)\?=/gi)].map(([, encoding, text = '']) =>
          encoding?.toLowerCase() === 'b'
            ? Buffer.from(text, 'base64')
            : decodeQuotedPrintable(text.replaceAll('_', ' ')),
        ),
      ).toString('utf8'),
    );
}

const splitParts = (text: string, boundary: string): readonly string[] =>
  text
    .split(new RegExp(`\\r?\\n?--${boundary.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?:--)?[ \\t]*\\r?\\n`))
    .slice(1, -1);

function decodeBody(text: string, encoding: string): Buffer {
  switch (encoding.toLowerCase()) {
    case 'base64':
      return Buffer.from(text, 'base64');
    case 'quoted-printable':
      return decodeQuotedPrintable(text.replace(/=\r?\n/g, ''));
    default:
      return Buffer.from(text, 'utf8');
  }
}

const decodeQuotedPrintable = (text: string): Buffer =>
  Buffer.concat(
    text
      .split(/(=[0-9A-F]{2})/i)
      .map((piece) =>
        /^=[0-9A-F]{2}$/i.test(piece) ? Buffer.from(piece.slice(1), 'hex') : Buffer.from(piece, 'utf8'),
      ),
  );
