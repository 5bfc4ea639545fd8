import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';

/** An element with its children in order; texts stand under `#text`. */
export type XmlNode = Readonly<Record<string, unknown>>;
const Nodes = z.array(z.record(z.string(), z.unknown()));
const Attributes = z.record(z.string(), z.string());

/** More than a report of 10,000 rows has. */
const MOST_TAGS = 2_000_000;
const MOST_BYTES = 32_000_000;

/**
 * Entities are not expanded but for the five of XML itself; without a part there are no elements.
 * @throws RangeError where there is more than in any report.
 */
export function parseXml(part: Buffer | undefined): readonly XmlNode[] {
  if (part === undefined) return [];
  if (part.length > MOST_BYTES) throw new RangeError(`a part of more than ${MOST_BYTES} bytes`);
  expectFewTags(part);
  if (part.includes('<!DOCTYPE'))
    throw new RangeError('a part with a document type, which no office program writes');
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    trimValues: false,
    parseTagValue: false,
    parseAttributeValue: false,
    processEntities: true,
  });
  return Nodes.parse(parser.parse(part.toString('utf8')));
}

const LONGEST_TAG = 100_000;
const [OPENING, CLOSING] = [0x3c, 0x3e];

function expectFewTags(part: Buffer): void {
  let tags = 0;
  for (let at = part.indexOf(OPENING); at >= 0; at = part.indexOf(OPENING, at + 1)) {
    tags++;
    const end = part.indexOf(CLOSING, at);
    if ((end < 0 ? part.length : end) - at > LONGEST_TAG)
      throw new RangeError(`a tag of more than ${LONGEST_TAG} bytes`);
    if (tags > MOST_TAGS) throw new RangeError(`more than ${MOST_TAGS} tags`);
  }
}

export const nameOf = (node: XmlNode): string => Object.keys(node).find((key) => key !== ':@') ?? '';

export const childrenOf = (node: XmlNode): readonly XmlNode[] =>
  Nodes.safeParse(node[nameOf(node)]).data ?? [];

export const attributesOf = (node: XmlNode): Readonly<Record<string, string>> =>
  Attributes.safeParse(node[':@']).data ?? {};

function nodeAt(node: XmlNode, path: readonly string[]): XmlNode | undefined {
  return path.reduce<XmlNode | undefined>(
    (at, name) => at && childrenOf(at).find((child) => nameOf(child) === name),
    node,
  );
}

/** The attributes of what lies at a path below an element. */
export function valuesAt(node: XmlNode, path: readonly string[]): Readonly<Record<string, string>> {
  const found = nodeAt(node, path);
  return found ? attributesOf(found) : {};
}

/** Its `w:val`. */
export const valueAt = (node: XmlNode, path: readonly string[]): string | undefined =>
  valuesAt(node, path)['w:val'];

/** Whether an element of a name lies anywhere below. */
export const hasBelow = (node: XmlNode, name: string): boolean =>
  childrenOf(node).some((child) => nameOf(child) === name || hasBelow(child, name));

/** A switch is on where it is there, unless it says otherwise. */
export function isOn(node: XmlNode, path: readonly string[]): boolean {
  const found = nodeAt(node, path);
  return found !== undefined && !isOff(attributesOf(found));
}

export const isOff = (attributes: Readonly<Record<string, string>>): boolean =>
  /^(0|false|off)$/.test(attributes['w:val'] ?? '');

/** All texts below, whatever they are for. */
export const plainText = (nodes: readonly XmlNode[]): string =>
  nodes
    .map((node) => (nameOf(node) === '#text' ? String(node['#text']) : plainText(childrenOf(node))))
    .join('');
