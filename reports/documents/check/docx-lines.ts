import { hash } from 'node:crypto';
import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';
import { inspectArchive } from '../../forms/inspect-archive.ts';
import { CELL_BREAK } from './document-lines.ts';
import { plainDigits } from './plain-digits.ts';

/** What a DOCX file says: its paragraphs and rows of tables in reading order, and its own properties. */
export interface DocxContent {
  readonly lines: readonly string[];
  /** Paragraphs of its other parts: heads and feet of pages, notes, remarks. */
  readonly asides: readonly string[];
  /** Texts that a reader does not see; they are in no line. */
  readonly hidden: readonly string[];
  /** Of each picture, hashed. */
  readonly pictures: readonly string[];
  /** Drawings, text boxes and embedded objects. */
  readonly drawings: number;
  readonly properties: ReadonlyMap<string, string>;
}

const BODY = 'word/document.xml';
/** Far more than the largest report has. */
const MOST_BYTES = 500_000_000;
const PROPERTIES = 'docProps/custom.xml';

/** @throws RangeError when the bytes are no DOCX file. */
export function readDocx(bytes: Uint8Array): DocxContent {
  const archive = inspectArchive(Buffer.from(bytes), MOST_BYTES);
  if (archive.is !== 'sound')
    throw new RangeError(
      archive.is === 'broken' ? 'no zip archive' : `more than ${MOST_BYTES} bytes unpacked`,
    );
  const textOfPart = (path: string) => archive.entries.get(path)?.toString('utf8');
  const body = textOfPart(BODY);
  if (body === undefined) throw new RangeError(`expected a part ${BODY}, found none`);
  const hidden: string[] = [];
  const reading: Reading = { hidingStyles: hidingStyles(parse(textOfPart(STYLES) ?? '')), hidden };
  const nodes = parse(body);
  const paths = [...archive.entries.keys()].sort();
  return {
    lines: linesOf(nodes, reading),
    asides: paths
      .filter((path) => ASIDE.test(path))
      .flatMap((path) => linesOf(parse(textOfPart(path) ?? ''), reading)),
    hidden,
    pictures: paths
      .filter((path) => path.startsWith('word/media/'))
      .map((path) => hash('sha256', archive.entries.get(path) ?? '', 'hex')),
    drawings: countOf(nodes, DRAWINGS),
    properties: propertiesOf(parse(textOfPart(PROPERTIES) ?? '')),
  };
}

const STYLES = 'word/styles.xml';
const ASIDE = /^word\/(header|footer|footnotes|endnotes|comments)[^/]*\.xml$/;
const DRAWINGS: ReadonlySet<string> = new Set(['w:drawing', 'w:pict', 'w:object', 'w:altChunk']);

interface Reading {
  /** Styles by whose looks a text is not seen. */
  readonly hidingStyles: ReadonlySet<string>;
  /** What is not seen is put here. */
  readonly hidden: string[];
}

/** An element with its children in order; texts stand under `#text`. */
type Node = Readonly<Record<string, unknown>>;
const Nodes = z.array(z.record(z.string(), z.unknown()));

/** Entities are not expanded but for the five of XML itself. */
function parse(xml: string): readonly Node[] {
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    trimValues: false,
    parseTagValue: false,
    processEntities: true,
  });
  return Nodes.parse(parser.parse(xml));
}

const nameOf = (node: Node): string => Object.keys(node).find((key) => key !== ':@') ?? '';
const childrenOf = (node: Node): readonly Node[] => Nodes.safeParse(node[nameOf(node)]).data ?? [];

function linesOf(nodes: readonly Node[], reading: Reading): readonly string[] {
  return nodes.flatMap((node): readonly string[] => {
    const name = nameOf(node);
    if (name === 'w:p') return [textOf([node], reading)];
    if (name === 'w:tr') return rowOf(node, reading);
    return linesOf(childrenOf(node), reading);
  });
}

function rowOf(row: Node, reading: Reading): readonly string[] {
  const line = cellsOf(row, reading).join(CELL_BREAK);
  if (!isOn(row, ['w:trPr', 'w:hidden'])) return [line];
  reading.hidden.push(line);
  return [];
}

function cellsOf(row: Node, reading: Reading): readonly string[] {
  return childrenOf(row).flatMap((child): readonly string[] => {
    const name = nameOf(child);
    if (name === 'w:tc') return [textOf(childrenOf(child), reading)];
    // Content controls and marks of changes may lie between a row and its cells.
    return name === 'w:trPr' ? [] : cellsOf(child, reading);
  });
}

const LEFT_OUT: ReadonlySet<string> = new Set(['#text', 'w:del', 'w:moveFrom', 'w:pPr', 'w:rPr']);

/** What is deleted or moved away in a file with tracked changes is left out, what came in counts. */
function textOf(nodes: readonly Node[], reading: Reading): string {
  return nodes
    .map((node) => {
      const name = nameOf(node);
      if (LEFT_OUT.has(name)) return '';
      if (name === 'w:t')
        return plainDigits(
          childrenOf(node)
            .map((child) => String(child['#text'] ?? ''))
            .join(''),
        );
      if (name === 'w:br') return '\n';
      if (name === 'w:noBreakHyphen') return '-';
      // A sign of a font, which may look like any digit.
      if (name === 'w:sym') return '\ufffd';
      const text = textOf(childrenOf(node), reading);
      if (text === '' || !isHidden(node, reading)) return text;
      reading.hidden.push(text);
      return '';
    })
    .join('')
    .normalize('NFC');
}

/** In half points: smaller letters are dots. */
const LEAST_SIZE = 8;

/** Hidden as Word has it, written in white, or as small as a dot: of itself, or by its style. */
function isHidden(node: Node, { hidingStyles }: Reading): boolean {
  const name = nameOf(node);
  if (name === 'w:p') return hidingStyles.has(valueAt(node, ['w:pPr', 'w:pStyle']) ?? '');
  if (name !== 'w:r') return false;
  return hides(node) || hidingStyles.has(valueAt(node, ['w:rPr', 'w:rStyle']) ?? '');
}

function hides(node: Node): boolean {
  const size = Number(valueAt(node, ['w:rPr', 'w:sz']) ?? LEAST_SIZE);
  const colour = valueAt(node, ['w:rPr', 'w:color']);
  return isOn(node, ['w:rPr', 'w:vanish']) || size < LEAST_SIZE || colour?.toUpperCase() === 'FFFFFF';
}

function hidingStyles(nodes: readonly Node[]): ReadonlySet<string> {
  const styles = nodes
    .flatMap(childrenOf)
    .filter((node) => nameOf(node) === 'w:style' && hides(node))
    .map((node) => attributesOf(node)['w:styleId'] ?? '');
  return new Set(styles.filter((id) => id !== ''));
}

function nodeAt(node: Node, path: readonly string[]): Node | undefined {
  return path.reduce<Node | undefined>(
    (at, name) => at && childrenOf(at).find((child) => nameOf(child) === name),
    node,
  );
}

const Attributes = z.record(z.string(), z.string());
const attributesOf = (node: Node): Readonly<Record<string, string>> =>
  Attributes.safeParse(node[':@']).data ?? {};

const valueAt = (node: Node, path: readonly string[]): string | undefined => {
  const found = nodeAt(node, path);
  return found && attributesOf(found)['w:val'];
};

/** A switch is on where it is there, unless it says otherwise. */
function isOn(node: Node, path: readonly string[]): boolean {
  const found = nodeAt(node, path);
  return found !== undefined && !/^(0|false|off)$/.test(attributesOf(found)['w:val'] ?? '');
}

const countOf = (nodes: readonly Node[], names: ReadonlySet<string>): number =>
  nodes.reduce((sum, node) => sum + (names.has(nameOf(node)) ? 1 : 0) + countOf(childrenOf(node), names), 0);

function propertiesOf(nodes: readonly Node[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const visit = (node: Node): void => {
    if (nameOf(node) === 'property') {
      const attributes = z.record(z.string(), z.unknown()).safeParse(node[':@']).data;
      found.set(String(attributes?.name ?? ''), plainText(childrenOf(node)));
      return;
    }
    for (const child of childrenOf(node)) visit(child);
  };
  for (const node of nodes) visit(node);
  return found;
}

const plainText = (nodes: readonly Node[]): string =>
  nodes
    .map((node) => (nameOf(node) === '#text' ? String(node['#text']) : plainText(childrenOf(node))))
    .join('');
