import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';
import { inspectArchive } from '../../forms/inspect-archive.ts';
import { CELL_BREAK } from './document-lines.ts';

/** What a DOCX file says: its paragraphs and rows of tables in reading order, and its own properties. */
export interface DocxContent {
  readonly lines: readonly string[];
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
  return { lines: linesOf(parse(body)), properties: propertiesOf(parse(textOfPart(PROPERTIES) ?? '')) };
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

function linesOf(nodes: readonly Node[]): readonly string[] {
  return nodes.flatMap((node): readonly string[] => {
    const name = nameOf(node);
    if (name === 'w:p') return [textOf([node])];
    if (name === 'w:tr') return [cellsOf(node).join(CELL_BREAK)];
    return linesOf(childrenOf(node));
  });
}

function cellsOf(row: Node): readonly string[] {
  return childrenOf(row).flatMap((child): readonly string[] => {
    const name = nameOf(child);
    if (name === 'w:tc') return [textOf(childrenOf(child))];
    // Content controls and marks of changes may lie between a row and its cells.
    return name === 'w:trPr' ? [] : cellsOf(child);
  });
}

/** Deleted text of a file with tracked changes is left out; inserted text counts. */
function textOf(nodes: readonly Node[]): string {
  return nodes
    .map((node) => {
      const name = nameOf(node);
      if (name === '#text' || name === 'w:del' || name === 'w:pPr' || name === 'w:rPr') return '';
      if (name === 'w:t')
        return childrenOf(node)
          .map((child) => String(child['#text'] ?? ''))
          .join('');
      if (name === 'w:br') return '\n';
      if (name === 'w:noBreakHyphen') return '-';
      return textOf(childrenOf(node));
    })
    .join('')
    .normalize('NFC');
}

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
