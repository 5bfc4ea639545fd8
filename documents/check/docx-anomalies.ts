import { DOCX_LOOKS, HARMLESS_ELEMENTS, SAFE_FONTS } from './docx-looks.ts';
import { readRelations } from './relations.ts';
import { attributesOf, childrenOf, nameOf, plainText, type XmlNode } from './xml-node.ts';

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
  for (const path of parts.keys()) {
    if (!KNOWN_PART.test(path)) tell(`part ${path}`);
    if (RELATIONS.test(path)) tellRelations(parts, path, tell);
    if (SHOWN.test(path)) tellElements(nodesOf(path), { isMargin: MARGIN.test(path), tell });
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
    if (isExternal ? type === 'hyperlink' : NOT_BY_NAME.has(type) || TARGET.exec(target)?.[1] === type)
      continue;
    tell(`relation ${type}: ${target}`);
  }
}

interface Telling {
  /** Of the head or foot of a page, where fields count pages. */
  readonly isMargin: boolean;
  readonly tell: (oddity: string) => void;
}

function tellElements(nodes: readonly XmlNode[], telling: Telling): void {
  for (const node of nodes) {
    const name = nameOf(node);
    if (name === '#text' || name.startsWith('?')) continue;
    tellElement(node, name, telling);
    tellElements(childrenOf(node), telling);
  }
}

const PAGE_FIELD = /^\s*(PAGE|NUMPAGES|SECTIONPAGES)\s*(\\\* MERGEFORMAT\s*)?$/;

function tellElement(node: XmlNode, name: string, { isMargin, tell }: Telling): void {
  const attributes = attributesOf(node);
  if (name === 'w:instrText' || name === 'w:fldSimple') {
    const instruction = attributes['w:instr'] ?? plainText(childrenOf(node));
    if (!isMargin || !PAGE_FIELD.test(instruction)) tell(`field ${instruction.trim()}`);
    return;
  }
  const isPlain = Object.hasOwn(DOCX_LOOKS, name) ? DOCX_LOOKS[name] : undefined;
  if (isPlain ? isPlain(attributes) : HARMLESS_ELEMENTS.has(name)) return;
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
