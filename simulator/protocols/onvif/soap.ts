import { XMLParser } from 'fast-xml-parser';

/** A request, taken apart as far as a device needs it. */
export interface SoapRequest {
  /** Local name of the operation. */
  readonly operation: string;
  /** A parameter by its local name, wherever in the operation it stands. */
  readonly parameter: (name: string) => string | undefined;
  readonly token?: UsernameToken;
}

/** WS-UsernameToken with a digest. */
export interface UsernameToken {
  readonly user: string;
  readonly digest: string;
  readonly nonce: string;
  readonly created: string;
}

const parser = new XMLParser({
  removeNSPrefix: true,
  ignoreAttributes: true,
  parseTagValue: false,
  processEntities: false,
  trimValues: true,
});

/** @throws RangeError where it is no SOAP request. */
export function parseSoapRequest(text: string): SoapRequest {
  let document: unknown;
  try {
    document = parser.parse(text, true);
  } catch (error) {
    throw new RangeError('expected XML', { cause: error });
  }
  const envelope = childOf(document, 'Envelope');
  const body = childOf(envelope, 'Body');
  const [operation] = isRecord(body) ? Object.keys(body) : [];
  if (operation === undefined) throw new RangeError('expected a SOAP body with an operation');
  const token = childOf(childOf(childOf(envelope, 'Header'), 'Security'), 'UsernameToken');
  const read = (name: string) => textOf(childOf(token, name));
  return {
    operation,
    parameter: (name) => textOf(find(childOf(body, operation), name)),
    ...(token !== undefined && {
      token: {
        user: read('Username') ?? '',
        digest: read('Password') ?? '',
        nonce: read('Nonce') ?? '',
        created: read('Created') ?? '',
      },
    }),
  };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const childOf = (node: unknown, name: string): unknown => (isRecord(node) ? node[name] : undefined);

function find(node: unknown, name: string): unknown {
  if (!isRecord(node)) return undefined;
  if (name in node) return node[name];
  return Object.values(node)
    .map((child) => find(child, name))
    .find((found) => found !== undefined);
}

const textOf = (node: unknown): string | undefined => (typeof node === 'string' ? node : undefined);

const NAMESPACES = {
  tt: 'http://www.onvif.org/ver10/schema',
  tds: 'http://www.onvif.org/ver10/device/wsdl',
  trt: 'http://www.onvif.org/ver10/media/wsdl',
  tr2: 'http://www.onvif.org/ver20/media/wsdl',
  trc: 'http://www.onvif.org/ver10/recording/wsdl',
  tse: 'http://www.onvif.org/ver10/search/wsdl',
  ter: 'http://www.onvif.org/ver10/error',
} as const;
export type Service = 'tds' | 'trt' | 'tr2' | 'trc' | 'tse';
export const namespaceOf = (service: Service): string => NAMESPACES[service];

export type SoapPrefix = 'SOAP-ENV' | 's' | 'env';

export function renderEnvelope(prefix: SoapPrefix, body: string): string {
  const namespaces = Object.entries(NAMESPACES).map(([name, uri]) => `xmlns:${name}="${uri}"`);
  const soap = `xmlns:${prefix}="http://www.w3.org/2003/05/soap-envelope"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${prefix}:Envelope ${soap} ${namespaces.join(' ')}><${prefix}:Body>${body}</${prefix}:Body></${prefix}:Envelope>`;
}

/** Why a device refuses (ONVIF Core §5.8.2): the party to blame, the subcodes of ONVIF, and a sentence. */
export interface SoapFault {
  readonly blame: 'Sender' | 'Receiver';
  readonly codes: readonly string[];
  readonly reason: string;
}

export function renderFault(prefix: SoapPrefix, { blame, codes, reason }: SoapFault): string {
  const subcode = codes.reduceRight(
    (inner, code) =>
      `<${prefix}:Subcode><${prefix}:Value>ter:${code}</${prefix}:Value>${inner}</${prefix}:Subcode>`,
    '',
  );
  return `<${prefix}:Fault><${prefix}:Code><${prefix}:Value>${prefix}:${blame}</${prefix}:Value>${subcode}</${prefix}:Code><${prefix}:Reason><${prefix}:Text xml:lang="en">${escapeXml(reason)}</${prefix}:Text></${prefix}:Reason></${prefix}:Fault>`;
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export const escapeXml = (text: string): string =>
  text.replace(/[&<>"]/g, (found) => ESCAPES[found] ?? found);

/** `2026-11-25T03:49:00Z`. */
export const xmlTime = (epochMs: number): string => new Date(epochMs).toISOString().replace(/\.\d+Z$/, 'Z');
