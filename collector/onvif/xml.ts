import { XMLParser } from 'fast-xml-parser';
import { cleanText } from '../../core/text/device-text.ts';
import { ProbeError } from '../probing/prober.ts';
import { parsePlainXml } from './plain-xml.ts';

/** An element, by local names: devices choose prefixes and versions of namespaces as they like. */
export type Xml = Readonly<Record<string, unknown>>;

/** Attributes that anybody asks for; the others, dozens of namespaces among them, are not even kept. */
const ATTRIBUTES: ReadonlySet<string> = new Set(['token']);

/** Keeps nothing between documents. */
const PARSER = new XMLParser({
  ignoreAttributes: (name: string) => !ATTRIBUTES.has(name),
  attributeNamePrefix: '@',
  textNodeName: '#text',
  alwaysCreateTextNode: true,
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  // Entities are decoded here, after the fact and once: nothing can expand.
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: 40,
});

/**
 * Reads a SOAP envelope from a device that nobody trusts: no document type (entities, outside references), no depth beyond
 * 40, no more tags than a recorder of 64 channels needs, and nothing that breaks off. Its size is limited by who received it.
 * @throws ProbeError `malformed`.
 */
export function parseEnvelope(text: string): { readonly header: Xml | undefined; readonly body: Xml } {
  if (hasTooManyTags(text)) throw malformed(`more than ${MOST_TAGS} tags`, text);
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw malformed('a document type, which SOAP forbids', text);
  // Some devices send the end of a C string, or blanks, behind their answer.
  const isWhole = /<\/(?:[\w.-]+:)?Envelope\s*>[\s\0]*$/.test(text.slice(-200));
  const envelope = isWhole ? child(parse(text), 'Envelope') : undefined;
  const body = child(envelope, 'Body');
  if (body === undefined)
    throw malformed(isWhole ? 'XML without a SOAP body' : 'no whole SOAP envelope', text);
  return { header: child(envelope, 'Header'), body };
}

/** Two megabytes of empty tags keep the process busy for a second, and everybody else's answers waiting. */
const MOST_TAGS = 60_000;

function hasTooManyTags(text: string): boolean {
  let count = 0;
  for (let at = text.indexOf('<'); at >= 0 && count <= MOST_TAGS; at = text.indexOf('<', at + 1)) count++;
  return count > MOST_TAGS;
}

function parse(text: string): Xml {
  const plain = parsePlainXml(text);
  if (plain) return plain;
  try {
    const document: unknown = PARSER.parse(text);
    return isElement(document) ? document : {};
  } catch (cause) {
    throw malformed('XML that cannot be read', text, cause);
  }
}

function malformed(what: string, text: string, cause?: unknown): ProbeError {
  const start = cleanText(text.slice(0, 60));
  const detail = start === undefined ? what : `${what}; it begins with ${JSON.stringify(start)}`;
  return new ProbeError('malformed', `expected a SOAP answer, got ${detail}`, { cause });
}

const isElement = (value: unknown): value is Xml =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The elements of this name, in their order. */
export function children(node: Xml | undefined, name: string): readonly Xml[] {
  const found = node && Object.hasOwn(node, name) ? node[name] : undefined;
  const list: readonly unknown[] = Array.isArray(found) ? found : [found];
  return list.filter(isElement);
}

/** The first element on this way down. */
export function child(node: Xml | undefined, ...path: readonly string[]): Xml | undefined {
  let at = node;
  for (const name of path) at = firstOf(at, name);
  return at;
}

function firstOf(node: Xml | undefined, name: string): Xml | undefined {
  const found = node && Object.hasOwn(node, name) ? node[name] : undefined;
  if (Array.isArray(found)) return found.find(isElement);
  return isElement(found) ? found : undefined;
}

/** The text of an element, cleaned; `undefined` where it is absent or empty. */
export function textOf(node: Xml | undefined): string | undefined {
  const text = node?.['#text'];
  return typeof text === 'string' ? cleanText(decodeEntities(text)) : undefined;
}

/** The text of the first element on this way down. */
export function textAt(node: Xml | undefined, ...path: readonly string[]): string | undefined {
  return textOf(child(node, ...path));
}

/** A number as XML has it; anything else is nothing. */
export function numberAt(node: Xml | undefined, ...path: readonly string[]): number | undefined {
  const text = textAt(node, ...path);
  return text !== undefined && /^[+-]?\d{1,15}(\.\d{1,9})?$/.test(text) ? Number(text) : undefined;
}

export function attribute(node: Xml | undefined, name: string): string | undefined {
  const text = node?.[`@${name}`];
  return typeof text === 'string' ? cleanText(decodeEntities(text)) : undefined;
}

const NAMED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** The five entities of XML and characters by number, once: `&amp;lt;` is `&lt;`. Others stay as they are. */
function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi,
    (whole, name, dec, hex) => {
      if (name !== undefined) return NAMED.get(String(name).toLowerCase()) ?? whole;
      const point = dec === undefined ? Number.parseInt(String(hex), 16) : Number(dec);
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    },
  );
}

/** Text as it may stand in an element or in an attribute. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
