import { isOff } from './xml-node.ts';

type Attributes = Readonly<Record<string, string>>;

/** Where an element stands in a part. */
export interface Surroundings {
  readonly parent: string;
  /** What there is for a line, in twips: a cell, or a page within its margins. */
  readonly width: number;
  /** Of a paragraph that shows nothing, such as the space between two tables. */
  readonly isEmpty: boolean;
}

const names = (text: string): readonly string[] => text.split(/\s+/).filter((name) => name !== '');

/** Elements of WordprocessingML and of pictures in a line that show what stands in them, whatever their attributes say. */
export const HARMLESS_ELEMENTS: ReadonlySet<string> = new Set([
  ...names(`w:document w:body w:hdr w:ftr w:p w:r w:t w:br w:cr w:noBreakHyphen w:pPr w:rPr w:sectPr w:tbl w:tblPr w:tblGrid w:tr w:trPr
    w:tc w:tcPr w:hyperlink w:smartTag w:smartTagPr w:proofErr w:bookmarkStart w:bookmarkEnd w:permStart w:permEnd
    w:lastRenderedPageBreak w:sdt w:sdtPr w:sdtEndPr w:sdtContent w:id w:alias w:tag w:lock w:temporary w:text w:placeholder
    w:docPart w:docPartObj w:docPartGallery w:docPartUnique w:fldChar`),
  ...names(`w:pStyle w:rStyle w:jc w:keepNext w:keepLines w:pageBreakBefore w:widowControl w:contextualSpacing w:outlineLvl
    w:tabs w:snapToGrid w:autoSpaceDE w:autoSpaceDN w:adjustRightInd w:suppressAutoHyphens w:suppressLineNumbers w:suppressOverlap
    w:wordWrap w:overflowPunct w:kinsoku w:topLinePunct w:mirrorIndents w:textAlignment w:pBdr`),
  ...names(
    'w:b w:bCs w:i w:iCs w:u w:szCs w:lang w:noProof w:kern w:vertAlign w:caps w:smallCaps w14:ligatures',
  ),
  ...names(`w:tblW w:tblLayout w:tblLook w:tblBorders w:tblCellMar w:tblCaption w:tblDescription w:tblHeader w:cantSplit w:cnfStyle
    w:vAlign w:vMerge w:hideMark w:tcBorders w:tcMar w:tblStyleRowBandSize w:tblStyleColBandSize`),
  ...names(`w:headerReference w:footerReference w:type w:pgNumType w:titlePg w:footnotePr w:endnotePr
    w:pos w:numRestart`),
  ...names(`w:styles w:docDefaults w:rPrDefault w:pPrDefault w:latentStyles w:lsdException w:style w:name w:aliases w:basedOn w:next
    w:link w:uiPriority w:semiHidden w:unhideWhenUsed w:qFormat w:locked w:rsid w:autoRedefine w:tblStylePr`),
  ...names('w:fonts w:font w:panose1 w:charset w:family w:notTrueType w:pitch w:sig'),
  ...names(`w:footnotes w:endnotes w:footnote w:endnote w:footnoteRef w:endnoteRef w:separator w:continuationSeparator
    w:comments w:comment w:commentRangeStart w:commentRangeEnd w:commentReference w:annotationRef`),
  'w:drawing',
]);

/** Fonts whose digits are what they say, by their names in small letters. */
export const SAFE_FONTS: ReadonlySet<string> = new Set([
  ...[
    'times new roman',
    'tinos',
    'liberation serif',
    'arial',
    'liberation sans',
    'helvetica',
    'calibri',
    'carlito',
  ],
  ...[
    'cambria',
    'caladea',
    'tahoma',
    'verdana',
    'segoe ui',
    'courier new',
    'georgia',
    'calibri light',
    'aptos',
  ],
  ...['noto serif', 'noto sans', 'dejavu serif', 'dejavu sans', 'freeserif', 'freesans', 'lohit devanagari'],
  ...['noto serif cjk sc', 'noto sans cjk sc', 'noto sans devanagari', 'open sans', 'aptos display'],
]);

const isBetween = (text: string | undefined, least: number, most: number): boolean =>
  text === undefined || (Number(text) >= least && Number(text) <= most);

const number = (of: Attributes, name: string): string | undefined => of[`w:${name}`];

const isSafeFont = (name: string | undefined): boolean =>
  name === undefined || name.split(';').every((one) => SAFE_FONTS.has(one.trim().toLowerCase()));

/** As grey as the eye sees it, from 0 (black) to 255 (ITU-R BT.601). */
function brightness(colour: string): number | undefined {
  const [, red = '', green = '', blue = ''] = /^([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(colour) ?? [];
  if (blue === '') return undefined;
  return [red, green, blue].reduce(
    (sum, part, index) => sum + Number.parseInt(part, 16) * ([0.299, 0.587, 0.114][index] ?? 0),
    0,
  );
}

/** Letters and grounds within these differ by 3 to 1 at least (WCAG 2.2, 1.4.3). */
const DARK_MOST = 105;
const LIGHT_LEAST = 190;

const isAuto = (colour: string | undefined): boolean => colour === undefined || colour === 'auto';
export const isDark = (colour: string | undefined): boolean =>
  isAuto(colour) || (brightness(colour ?? '') ?? 255) <= DARK_MOST;
export const isLight = (colour: string | undefined): boolean =>
  isAuto(colour) || (brightness(colour ?? '') ?? 0) >= LIGHT_LEAST;

const isThemed = (of: Attributes): boolean => Object.keys(of).some((name) => /theme/i.test(name));

/** In half points. */
const LEAST_SIZE = 14;
const LIGHT_GROUNDS = /^(none|yellow|green|cyan|lightGray|white)$/;
/** In twips, of which a point has 20. */
const WIDEST = 20_000;

/** In hundredths of a letter. */
const [LEAST_LETTERS, MOST_LETTERS] = [-100, 400];
/** Of a line that letters may leave free at both of its ends together. */
const MOST_FREE = 0.8;

function isIndented(of: Attributes, { width, isEmpty }: Surroundings): boolean {
  const free = (...sides: readonly string[]) =>
    Number(sides.map((side) => number(of, side)).find(Boolean) ?? 0);
  const [first, last] = [free('start', 'left'), free('end', 'right')];
  // A paragraph of nothing but a border is a short line.
  const isOnPage = isEmpty || first + last + Math.max(0, free('firstLine')) <= width * MOST_FREE;
  return (
    isOnPage &&
    Object.entries(of).every(([name, value]) =>
      /Chars$/.test(name) ? isBetween(value, LEAST_LETTERS, MOST_LETTERS) : isBetween(value, -800, WIDEST),
    )
  );
}

/** In eighths of a point: thicker lines cover what is beside them. */
const MOST_BORDER = 24;
/** In twips. */
const MOST_MARGIN = 600;
const border = (of: Attributes): boolean =>
  isBetween(number(of, 'w'), 0, MOST_MARGIN) && isBetween(number(of, 'sz'), 0, MOST_BORDER);
const noBorder = (of: Attributes): boolean => /^(none|nil)$/.test(number(of, 'val') ?? '');

/** In twips, for the letters of 13 points that a report has. */
const LEAST_EXACT = 260;
const isHighEnough = (of: Attributes, { isEmpty }: Surroundings): boolean =>
  number(of, 'lineRule') === 'exact'
    ? isEmpty || isBetween(number(of, 'line') ?? '0', LEAST_EXACT, WIDEST)
    : isBetween(number(of, 'line'), LEAST_AUTO, WIDEST);
/** In 240ths of a line. */
const LEAST_AUTO = 200;

/** Looks that are harmless within limits: beyond them a text is covered, cut off, moved or not to be told from its ground. */
export const DOCX_LOOKS: Readonly<
  Record<string, (attributes: Attributes, surroundings: Surroundings) => boolean>
> = {
  'w:color': (of) => isDark(number(of, 'val')) && !isThemed(of),
  'w:highlight': (of) => LIGHT_GROUNDS.test(number(of, 'val') ?? ''),
  'w:shd': (of) =>
    /^(clear|nil)$/.test(number(of, 'val') ?? '') && isLight(number(of, 'fill')) && !isThemed(of),
  'w:rFonts': (of) => ['ascii', 'hAnsi', 'cs', 'eastAsia'].every((script) => isSafeFont(number(of, script))),
  'w:altName': (of) => isSafeFont(number(of, 'val')),
  'w:sz': (of) => isBetween(number(of, 'val'), LEAST_SIZE, 200),
  'w:spacing': (of, surroundings) =>
    isBetween(number(of, 'val'), -10, 100) &&
    isHighEnough(of, surroundings) &&
    isBetween(number(of, 'before'), 0, WIDEST) &&
    isBetween(number(of, 'after'), 0, WIDEST),
  'w:w': (of) => isBetween(number(of, 'val'), 80, 150),
  'w:ind': isIndented,
  'w:tab': (of, { parent, width }) => parent === 'w:r' || isBetween(number(of, 'pos'), -800, width),
  'w:tblInd': (of) => isBetween(number(of, 'w'), -800, 900),
  'w:trHeight': (of) => number(of, 'hRule') !== 'exact',
  'w:gridCol': (of) => isBetween(number(of, 'w'), 200, WIDEST),
  'w:tcW': (of) => number(of, 'type') !== 'dxa' || isBetween(number(of, 'w'), 200, WIDEST),
  ...Object.fromEntries(
    names('w:top w:bottom w:left w:right w:start w:end w:insideH w:insideV w:between').map(
      (name) => [name, border] as const,
    ),
  ),
  // Lines through a cell, and beside a paragraph.
  'w:tl2br': noBorder,
  'w:tr2bl': noBorder,
  'w:bar': noBorder,
  // A grid for signs of one width squeezes letters.
  'w:docGrid': (of) => /^(default|lines)$/.test(number(of, 'type') ?? 'default'),
  'w:cols': (of) => isBetween(number(of, 'num'), 0, 1),
  'w:pgSz': (of) =>
    isBetween(number(of, 'w'), 8_000, WIDEST * 2) && isBetween(number(of, 'h'), 8_000, WIDEST * 2),
  'w:pgMar': (of) => Object.values(of).every((value) => isBetween(value, 0, 4_000)),
  'w:textDirection': (of) => number(of, 'val') === 'lrTb',
  'w:numPr': () => true,
  'w:ilvl': () => true,
  // Numbers that Word writes by itself stand in no text.
  'w:numId': (of) => number(of, 'val') === '0',
  'w:position': (of) => number(of, 'val') === '0',
  ...Object.fromEntries(
    names(`w:bidi w:bidiVisual w:rtl w:cs w:strike w:dstrike w:outline w:shadow w:emboss w:imprint w:vanish w:webHidden w:specVanish
      w:hidden w:formProt w:rtlGutter w:tcFitText w:noWrap`).map((name) => [name, isOff] as const),
  ),
};
