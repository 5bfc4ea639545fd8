import { hash } from 'node:crypto';
import { CELL_BREAK } from './document-lines.ts';
import { docxAnomalies } from './docx-anomalies.ts';
import { otherNames } from './docx-namespaces.ts';
import { type DrawnPicture, picturesIn, readPicture } from './docx-pictures.ts';
import { isHidden, isRaised, readStyles, type TellingStyles } from './docx-styles.ts';
import { openOfficeFile } from './open-office-file.ts';
import { plainDigits } from './plain-digits.ts';
import { readRelations } from './relations.ts';
import {
  attributesOf,
  childrenOf,
  isOn,
  nameOf,
  parseXml,
  plainText,
  valueAt,
  type XmlNode,
} from './xml-node.ts';

/** What a DOCX file says: its paragraphs and rows of tables in reading order, and its own properties. */
export interface DocxContent {
  readonly lines: readonly string[];
  /** Paragraphs of its other parts: heads and feet of pages, notes, remarks. */
  readonly asides: readonly string[];
  readonly pictures: readonly PlacedPicture[];
  /** Where its names stand for something else than they do in any report. */
  readonly otherNames: readonly string[];
  /** Texts that a reader does not see; they are in no line. */
  readonly hidden: readonly string[];
  /** What can show something else than the words that stand there, and how often it is there. */
  readonly oddities: ReadonlyMap<string, number>;
  readonly properties: ReadonlyMap<string, string>;
}

export interface PlacedPicture extends DrawnPicture {
  /** Of its file. */
  readonly sha256: string;
}

const BODY = 'word/document.xml';
const STYLES = 'word/styles.xml';
const PROPERTIES = 'docProps/custom.xml';
const ASIDE = /^word\/(header|footer|footnotes|endnotes|comments)[^/]*\.xml$/;

/** @throws RangeError when the bytes are no DOCX file, or more than any report is. */
export function readDocx(bytes: Uint8Array): DocxContent {
  const parts = openOfficeFile(bytes, BODY);
  const parsed = new Map<string, readonly XmlNode[]>();
  const nodesOf = (path: string) => {
    const nodes = parsed.get(path) ?? parseXml(parts.get(path));
    parsed.set(path, nodes);
    return nodes;
  };
  const hidden: string[] = [];
  const files = new Map(
    readRelations(parts, BODY)
      .filter(({ isExternal }) => !isExternal)
      .map(({ id, path }) => [id, hash('sha256', parts.get(path) ?? '', 'hex')]),
  );
  const reading: Reading = { styles: readStyles(nodesOf(STYLES)), hidden, files };
  const paths = [...parts.keys()].sort();
  return {
    lines: linesOf(nodesOf(BODY), reading),
    asides: paths.filter((path) => ASIDE.test(path)).flatMap((path) => linesOf(nodesOf(path), reading)),
    pictures: paths
      .filter((path) => path === BODY || ASIDE.test(path))
      .flatMap((path) => picturesIn(nodesOf(path)))
      .map((picture) => ({ ...picture, sha256: files.get(picture.embedded ?? '') ?? '' })),
    otherNames: otherNames(paths, nodesOf),
    hidden,
    oddities: docxAnomalies(parts, nodesOf),
    properties: propertiesOf(nodesOf(PROPERTIES)),
  };
}

interface Reading {
  readonly styles: TellingStyles;
  /** What is not seen is put here. */
  readonly hidden: string[];
  /** Of each picture by the id that the body calls it by, hashed. */
  readonly files: ReadonlyMap<string, string>;
  /** By which id the drawing that is read shows a picture. */
  readonly embedded?: string | undefined;
}

function linesOf(nodes: readonly XmlNode[], reading: Reading): readonly string[] {
  return nodes.flatMap((node): readonly string[] => {
    const name = nameOf(node);
    if (name === 'w:p') return [textOf([node], reading)];
    if (name === 'w:tr') return rowOf(node, reading);
    return linesOf(childrenOf(node), reading);
  });
}

function rowOf(row: XmlNode, reading: Reading): readonly string[] {
  const line = cellsOf(row, reading).join(CELL_BREAK);
  if (!isOn(row, ['w:trPr', 'w:hidden'])) return [line];
  reading.hidden.push(line);
  return [];
}

function cellsOf(row: XmlNode, reading: Reading): readonly string[] {
  return childrenOf(row).flatMap((child): readonly string[] => {
    const name = nameOf(child);
    if (name === 'w:tc') return [cellOf(child, reading)];
    // Content controls and marks of changes may lie between a row and its cells.
    return name === 'w:trPr' ? [] : cellsOf(child, reading);
  });
}

/** A cell that goes on from the one above shows what stands there, and nothing of its own. */
function cellOf(cell: XmlNode, reading: Reading): string {
  const text = linesOf(childrenOf(cell), reading).join('\n');
  const merge = ['w:tcPr', 'w:vMerge'];
  const goesOn = isOn(cell, merge) && (valueAt(cell, merge) ?? 'continue') === 'continue';
  if (!goesOn || text === '') return text;
  reading.hidden.push(text);
  return '';
}

const LEFT_OUT: ReadonlySet<string> = new Set(['#text', 'w:del', 'w:moveFrom', 'w:pPr', 'w:rPr']);

/** What is deleted or moved away in a file with tracked changes is left out, what came in counts. */
function textOf(nodes: readonly XmlNode[], reading: Reading): string {
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
      if (name === 'w:tab' || name === 'w:ptab') return '\t';
      if (name === 'w:cr') return '\n';
      if (name === 'a:blip') return pictureOf(node, reading);
      if (name === 'w:drawing')
        return textOf(childrenOf(node), { ...reading, embedded: readPicture(node).embedded });
      // A sign of a font, which may look like any digit.
      if (name === 'w:sym') return '\ufffd';
      const text = textOf(childrenOf(node), reading);
      if (text !== '' && isRaised(node, reading.styles)) return `\ufffd${text}`;
      if (text === '' || !isHidden(node, reading.styles)) return text;
      reading.hidden.push(text);
      return '';
    })
    .join('')
    .normalize('NFC');
}

/** A picture stands in its line as what it is made of: another one is another line. */
function pictureOf(node: XmlNode, { files, embedded }: Reading): string {
  const known = attributesOf(node)['r:embed'] === embedded ? files.get(embedded ?? '') : undefined;
  // Word draws what stands inside, and others what stands outside: neither is the picture that was handed out.
  if (known && hasDrawing(node)) return `${PICTURE}${hash('sha256', `${known} svg`, 'hex')}`;
  return `${PICTURE}${known ?? 'không có / none'}`;
}

const hasDrawing = (node: XmlNode): boolean =>
  nameOf(node).toLowerCase().endsWith('svgblip') || childrenOf(node).some((child) => hasDrawing(child));

/** Stands for an object in a text (Unicode, object replacement character). */
export const PICTURE = '\ufffc';

function propertiesOf(nodes: readonly XmlNode[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const visit = (node: XmlNode): void => {
    if (nameOf(node) === 'property') {
      found.set(attributesOf(node).name ?? '', plainText(childrenOf(node)));
      return;
    }
    for (const child of childrenOf(node)) visit(child);
  };
  for (const node of nodes) visit(node);
  return found;
}
