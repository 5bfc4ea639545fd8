import { DOCX_LOOKS, HARMLESS_ELEMENTS, SAFE_FONTS, type Surroundings } from './docx-looks.ts';
import { oddPictureParts } from './docx-pictures.ts';
import { isInPlace } from './docx-structure.ts';
import { readRelations } from './relations.ts';
import { attributesOf, childrenOf, hasBelow, nameOf, plainText, valuesAt, type XmlNode } from './xml-node.ts';

/**
 * What can make a document show something else than its words: every element, look, part and relation that is not known to
 * be harmless, with how often it is there. What is not known is told, so that what a program of tomorrow adds is told too.
 */
export function docxAnomalies(
  parts: ReadonlyMap<string, Buffer>,
  nodesOf: (path: string) => readonly XmlNode[],
): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const tell = (oddity: string) => found.set(oddity, (found.get(oddity) ?? 0) + 1);
  const page = pageWidth(nodesOf('word/document.xml')) || USUAL_WIDTH;
  for (const path of parts.keys()) {
    if (!KNOWN_PART.test(path)) tell(`part ${path}`);
    if (RELATIONS.test(path)) tellRelations(parts, path, tell);
    if (SHOWN.test(path))
      tellElements(nodesOf(path), {
        ...{ isMargin: MARGIN.test(path), tell, page, parent: '', isEmpty: false },
        width: path === 'word/styles.xml' ? STYLE_WIDTH : page,
      });
    if (THEME.test(path)) tellFonts(nodesOf(path), tell);
  }
  return found;
}

const KNOWN_PART =
  /^(\[Content_Types\]\.xml|_rels\/\.rels|docProps\/\w+\.(xml|jpeg|png|emf|wmf)|docMetadata\/LabelInfo\.xml|customXml\/(_rels\/)?[\w.]+|word\/(_rels\/[\w.]+\.rels|theme\/theme\d*\.xml|media\/[\w-]+\.(png|jpe?g|gif|bmp|tiff?)|(document|styles|stylesWithEffects|settings|webSettings|fontTable|numbering|footnotes|endnotes|comments\w*|people|header\d*|footer\d*)\.xml))$/;
const RELATIONS = /\.rels$/;
const SHOWN = /^word\/(document|styles|fontTable|footnotes|endnotes|comments|header\d*|footer\d*)\.xml$/;
const MARGIN = /^word\/(header|footer)/;
const THEME = /^word\/theme\//;

/** Where a relation of a type leads by the names that office programs give. */
const TARGET = /^(?:word\/)?(?:theme\/|media\/|_rels\/)?([A-Za-z]+)\d*\.\w+$/;
const NOT_BY_NAME: ReadonlySet<string> = new Set([
  'officeDocument',
  'core-properties',
  'extended-properties',
  'custom-properties',
  'thumbnail',
  'classificationlabels',
  'customXml',
  'customXmlProps',
  'image',
]);

function tellRelations(
  parts: ReadonlyMap<string, Buffer>,
  path: string,
  tell: (oddity: string) => void,
): void {
  for (const { type, path: target, isExternal } of readRelations(
    parts,
    path.replace(/_rels\/(.*)\.rels$/, '$1'),
  )) {
    if (!isExternal && (NOT_BY_NAME.has(type) || TARGET.exec(target)?.[1] === type)) continue;
    tell(`relation ${type}: ${target}`);
  }
}

interface Telling extends Surroundings {
  /** Of the head or foot of a page, where fields count pages. */
  readonly isMargin: boolean;
  /** The width of the widest page within its margins, in twips. */
  readonly page: number;
  readonly tell: (oddity: string) => void;
}

/** A style may be that of a cell. */
const STYLE_WIDTH = 3_000;
/** Of a page that says nothing of its own: A4 within the margins of a report. */
const USUAL_WIDTH = 8_800;

function pageWidth(nodes: readonly XmlNode[]): number {
  const widths = nodes.flatMap((node): readonly number[] => {
    if (nameOf(node) !== 'w:sectPr') return [pageWidth(childrenOf(node))];
    const [{ 'w:w': width }, margins] = [valuesAt(node, ['w:pgSz']), valuesAt(node, ['w:pgMar'])];
    return [Number(width) - Number(margins['w:left']) - Number(margins['w:right'])];
  });
  return Math.max(0, ...widths.filter((width) => width > 0));
}

function tellElements(nodes: readonly XmlNode[], telling: Telling): void {
  for (const node of nodes) {
    const name = nameOf(node);
    if (name === '#text' || name.startsWith('?')) continue;
    if (!isInPlace(name, telling.parent)) telling.tell(`${name} in ${telling.parent}`);
    if (name === 'w:tr') tellWidth(node, telling);
    tellElement(node, name, telling);
    if (name === 'w:drawing') for (const odd of oddPictureParts(node)) telling.tell(odd);
    else tellElements(childrenOf(node), { ...telling, ...surroundingsIn(node, name, telling), parent: name });
  }
}

function surroundingsIn(node: XmlNode, name: string, { width, isEmpty }: Telling): Partial<Surroundings> {
  if (name === 'w:p')
    return { width, isEmpty: plainText(childrenOf(node)).trim() === '' && !hasBelow(node, 'w:drawing') };
  if (name !== 'w:tc') return { width, isEmpty };
  return { width: widthOf(node) };
}

function widthOf(cell: XmlNode): number {
  const { 'w:w': width, 'w:type': type } = valuesAt(cell, ['w:tcPr', 'w:tcW']);
  return type === 'dxa' ? Number(width) : NARROW;
}
/** For cells that say no width of their own. */
const NARROW = 1_000;
/** In twips. */
const BESIDE = 300;

/** A row that is wider than the page leaves cells outside. */
function tellWidth(row: XmlNode, { page, tell }: Telling): void {
  const width = childrenOf(row)
    .filter((cell) => nameOf(cell) === 'w:tc')
    .reduce((sum, cell) => sum + Number(valuesAt(cell, ['w:tcPr', 'w:tcW'])['w:w'] ?? 0), 0);
  if (width > page + BESIDE) tell(`w:tr width=${width}`);
}

const PAGE_FIELD = /^\s*(PAGE|NUMPAGES|SECTIONPAGES)\s*(\\\* MERGEFORMAT\s*)?$/;

function tellElement(node: XmlNode, name: string, { isMargin, tell, ...surroundings }: Telling): void {
  const attributes = attributesOf(node);
  if (name === 'w:instrText' || name === 'w:fldSimple') {
    const instruction = attributes['w:instr'] ?? plainText(childrenOf(node));
    if (!isMargin || !PAGE_FIELD.test(instruction)) tell(`field ${instruction.trim()}`);
    return;
  }
  const isPlain = Object.hasOwn(DOCX_LOOKS, name) ? DOCX_LOOKS[name] : undefined;
  if (isPlain ? isPlain(attributes, surroundings) : HARMLESS_ELEMENTS.has(name)) return;
  const values = Object.entries(attributes).map(([key, value]) => `${key.replace(/^w:/, '')}=${value}`);
  tell([name, ...values].join(' ').slice(0, LONGEST));
}

const LONGEST = 100;

/** A theme gives fonts their names. */
function tellFonts(nodes: readonly XmlNode[], tell: (oddity: string) => void): void {
  for (const node of nodes) {
    const { typeface } = attributesOf(node);
    const isUsed = nameOf(node) === 'a:latin' && typeface !== undefined && typeface !== '';
    if (isUsed && !SAFE_FONTS.has(typeface.toLowerCase())) tell(`font ${typeface}`);
    tellFonts(childrenOf(node), tell);
  }
}
