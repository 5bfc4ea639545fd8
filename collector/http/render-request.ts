import type { SocketPlace } from './open-socket.ts';

export interface HttpRequest extends SocketPlace {
  readonly method: 'GET' | 'POST';
  /** With its query, as it stands in the request line. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** A longer answer is `oversized`. */
  readonly maxBodyBytes: number;
}

/** A request as it goes over the wire (RFC 9112). @throws RangeError where a value would end its line. */
export function renderRequest(wanted: HttpRequest, isKept: boolean): Buffer {
  const { method, path, headers, body } = wanted;
  const all: Readonly<Record<string, string>> = {
    Accept: '*/*',
    'Accept-Encoding': 'identity',
    Connection: isKept ? 'keep-alive' : 'close',
    ...headers,
    Host: hostOf(wanted),
    ...(body !== undefined && { 'Content-Length': String(Buffer.byteLength(body)) }),
  };
  let head = `${method} ${path} HTTP/1.1\r\n`;
  if (UNSAFE_PATH.test(path)) throw new RangeError('expected a path that fits a request line');
  for (const name in all) {
    const value = all[name] ?? '';
    if (UNSAFE.test(value)) throw new RangeError(`expected a value of ${name} on one line`);
    head += `${name}: ${value}\r\n`;
  }
  return Buffer.concat([Buffer.from(`${head}\r\n`, 'latin1'), Buffer.from(body ?? '')]);
}

const UNSAFE_PATH = /[^\u0021-\u00ff]/;
/** What {@link https://www.rfc-editor.org/rfc/rfc9110#section-5.5} lets no value have, and what Latin-1 has not. */
const UNSAFE = /[^\t\u0020-\u007e\u0080-\u00ff]/;

function hostOf({ address, port, transport }: HttpRequest): string {
  const host = address.includes(':') ? `[${address}]` : address;
  return port === (transport === 'tls' ? 443 : 80) ? host : `${host}:${port}`;
}
