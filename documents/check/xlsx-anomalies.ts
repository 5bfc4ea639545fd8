import { readRelations } from './relations.ts';
import { attributesOf, childrenOf, nameOf, parseXml, plainText, type XmlNode } from './xml-node.ts';

/**
 * What can make a workbook show something else than its cells, by the part that it is in: every element, part and relation
 * that is not known to be harmless, and what hides rows, columns and sheets. What is not known is told.
 */
export function xlsxAnomalies(parts: ReadonlyMap<string, Buffer>): readonly string[] {
  const found: string[] = [];
  for (const [path, content] of parts) {
    if (!KNOWN_PART.test(path)) found.push(`part ${path}`);
    if (path.endsWith('.rels')) found.push(...oddRelations(parts, path));
    if (SHEET.test(path) || path === WORKBOOK) {
      const tell = (oddity: string) => found.push(`${path}: ${oddity}`.slice(0, LONGEST));
      for (const node of parseXml(content)) tellBelow(node, path === WORKBOOK ? IN_WORKBOOK : IN_SHEET, tell);
    }
  }
  return found;
}

const LONGEST = 160;
const WORKBOOK = 'xl/workbook.xml';
const SHEET = /^xl\/worksheets\/[^/]+\.xml$/;
const KNOWN_PART =
  /^(\[Content_Types\]\.xml|_rels\/\.rels|docProps\/\w+\.(xml|jpeg|png|emf|wmf)|xl\/(_rels\/workbook\.xml\.rels|(workbook|styles|sharedStrings|calcChain)\.xml|theme\/theme\d*\.xml|worksheets\/(sheet\d+\.xml|_rels\/sheet\d+\.xml\.rels)|printerSettings\/\w+\.bin))$/;
const KNOWN_RELATION =
  /^(officeDocument|core-properties|extended-properties|custom-properties|thumbnail|worksheet|styles|sharedStrings|calcChain|theme|printerSettings)$/;

const oddRelations = (parts: ReadonlyMap<string, Buffer>, path: string): readonly string[] =>
  readRelations(parts, path.replace(/_rels\/(.*)\.rels$/, '$1'))
    .filter(({ type, isExternal }) => isExternal || !KNOWN_RELATION.test(type))
    .map(({ type, path: target }) => `relation ${type}: ${target}`);

type Attributes = Readonly<Record<string, string>>;
/** Whether an element shows what stands in it; `skip`: it and all that is below do. */
type Looks = Readonly<
  Record<string, 'skip' | 'plain' | ((attributes: Attributes, node: XmlNode) => boolean)>
>;

const isYes = (text: string | undefined): boolean => text === '1' || text === 'true';
const isSeen = ({ hidden, ht, width }: Attributes): boolean =>
  !isYes(hidden) && Number(ht ?? LEAST_HEIGHT) >= LEAST_HEIGHT && Number(width ?? LEAST_WIDTH) >= LEAST_WIDTH;
/** In points, and in letters. */
const [LEAST_HEIGHT, LEAST_WIDTH] = [8, 3];

const all = (names: string, is: 'skip' | 'plain'): Looks =>
  Object.fromEntries(names.split(/\s+/).map((name) => [name, is]));

const IN_SHEET: Looks = {
  ...all('worksheet sheetPr cols sheetData sheetViews headerFooter', 'plain'),
  ...all('dimension pageMargins pageSetup printOptions autoFilter selection pane phoneticPr', 'skip'),
  ...all(
    'pageSetUpPr tabColor outlinePr sheetProtection ignoredErrors rowBreaks colBreaks sheetCalcPr c',
    'skip',
  ),
  row: isSeen,
  col: isSeen,
  sheetFormatPr: ({ zeroHeight }) => !isYes(zeroHeight),
  sheetView: ({ showZeros = '1', showFormulas, rightToLeft }) =>
    isYes(showZeros) && !isYes(showFormulas) && !isYes(rightToLeft),
  ...Object.fromEntries(
    ['oddHeader', 'oddFooter', 'evenHeader', 'evenFooter', 'firstHeader', 'firstFooter'].map((name) => [
      name,
      (_: Attributes, node: XmlNode) => plainText(childrenOf(node)).trim() === '',
    ]),
  ),
};

const IN_WORKBOOK: Looks = {
  ...all('workbook bookViews sheets definedNames', 'plain'),
  ...all('fileVersion fileSharing workbookPr workbookProtection workbookView calcPr extLst', 'skip'),
  sheet: ({ state = 'visible' }) => state === 'visible',
  definedName: ({ name = '' }) => /^_xlnm\.(Print_Area|Print_Titles|_FilterDatabase)$/.test(name),
};

function tellBelow(node: XmlNode, looks: Looks, tell: (oddity: string) => void): void {
  const name = nameOf(node);
  if (name === '#text' || name.startsWith('?')) return;
  const look = Object.hasOwn(looks, name) ? looks[name] : undefined;
  if (look === 'skip') return;
  const attributes = attributesOf(node);
  const isPlain = look === 'plain' || (look?.(attributes, node) ?? false);
  if (!isPlain) tell(`${name} ${wordsOf(node, attributes)}`.trim());
  // What is below an element that is not known is no more known than that.
  if (look !== undefined) for (const child of childrenOf(node)) tellBelow(child, looks, tell);
}

/** What names it among its like. */
function wordsOf(node: XmlNode, attributes: Attributes): string {
  const named = ['name', 'r', 'min', 'max', 'ref', 'sqref', 'state', 'hidden', 'ht', 'width'].flatMap(
    // What is not hidden is as if nothing were said of it: some programs say so.
    (key) =>
      attributes[key] === undefined || (key === 'hidden' && !isYes(attributes[key]))
        ? []
        : [`${key}=${attributes[key]}`],
  );
  const text = ['sheetData', 'row'].includes(nameOf(node)) ? '' : plainText(childrenOf(node)).trim();
  return [...named, text].join(' ');
}
