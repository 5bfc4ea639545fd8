import { LEAST_LINE } from './docx-styles.ts';
import { isOff } from './xml-node.ts';

type Attributes = Readonly<Record<string, string>>;

const names = (text: string): readonly string[] => text.split(/\s+/).filter((name) => name !== '');

/** Elements of WordprocessingML and of pictures in a line that show what stands in them, whatever their attributes say. */
export const HARMLESS_ELEMENTS: ReadonlySet<string> = new Set([
  ...names(`w:document w:body w:hdr w:ftr w:p w:r w:t w:br w:tab w:cr w:noBreakHyphen w:pPr w:rPr w:sectPr w:tbl w:tblPr w:tblGrid w:tr w:trPr
    w:tc w:tcPr w:hyperlink w:smartTag w:smartTagPr w:proofErr w:bookmarkStart w:bookmarkEnd w:permStart w:permEnd
    w:lastRenderedPageBreak w:sdt w:sdtPr w:sdtEndPr w:sdtContent w:id w:alias w:tag w:lock w:temporary w:text w:placeholder
    w:docPart w:docPartObj w:docPartGallery w:docPartUnique w:fldChar`),
  ...names(`w:pStyle w:rStyle w:jc w:keepNext w:keepLines w:pageBreakBefore w:widowControl w:contextualSpacing w:outlineLvl
    w:tabs w:snapToGrid w:autoSpaceDE w:autoSpaceDN w:adjustRightInd w:suppressAutoHyphens w:suppressLineNumbers w:suppressOverlap
    w:wordWrap w:overflowPunct w:kinsoku w:topLinePunct w:mirrorIndents w:textAlignment w:pBdr w:between w:bar`),
  ...names(
    'w:b w:bCs w:i w:iCs w:u w:szCs w:lang w:noProof w:kern w:vertAlign w:caps w:smallCaps w14:ligatures',
  ),
  ...names(`w:tblW w:tblLayout w:tblLook w:tblBorders w:tblCellMar w:tblCaption w:tblDescription w:tblHeader w:cantSplit w:cnfStyle
    w:vAlign w:vMerge w:noWrap w:hideMark w:tcBorders w:tcMar w:insideH w:insideV w:tl2br w:tr2bl w:tblStyleRowBandSize w:tblStyleColBandSize`),
  ...names(`w:headerReference w:footerReference w:type w:pgNumType w:titlePg w:docGrid w:cols w:pgBorders w:footnotePr w:endnotePr
    w:pos w:numRestart`),
  ...names(`w:styles w:docDefaults w:rPrDefault w:pPrDefault w:latentStyles w:lsdException w:style w:name w:aliases w:basedOn w:next
    w:link w:uiPriority w:semiHidden w:unhideWhenUsed w:qFormat w:locked w:rsid w:autoRedefine w:tblStylePr`),
  ...names('w:fonts w:font w:panose1 w:charset w:family w:notTrueType w:pitch w:sig'),
  ...names(`w:footnotes w:endnotes w:footnote w:endnote w:footnoteRef w:endnoteRef w:separator w:continuationSeparator
    w:comments w:comment w:commentRangeStart w:commentRangeEnd w:commentReference w:annotationRef`),
  ...names(`w:drawing wp:inline wp:effectExtent wp:docPr wp:cNvGraphicFramePr a:graphicFrameLocks a:graphic a:graphicData
    pic:pic pic:nvPicPr pic:cNvPr pic:cNvPicPr a:picLocks pic:blipFill a:blip a:stretch a:fillRect pic:spPr
    a:off a:ext a:extLst a:prstGeom a:avLst a:noFill a:ln a14:useLocalDpi a16:creationId`),
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

const DARK_MOST = 140;
const LIGHT_LEAST = 150;

const isAuto = (colour: string | undefined): boolean => colour === undefined || colour === 'auto';
export const isDark = (colour: string | undefined): boolean =>
  isAuto(colour) || (brightness(colour ?? '') ?? 255) <= DARK_MOST;
export const isLight = (colour: string | undefined): boolean =>
  isAuto(colour) || (brightness(colour ?? '') ?? 0) >= LIGHT_LEAST;

const isThemed = (of: Attributes): boolean => Object.keys(of).some((name) => /theme/i.test(name));

const LIGHT_GROUNDS = /^(none|yellow|green|cyan|lightGray|white|magenta)$/;
/** In twips, of which a point has 20. */
const WIDEST = 20_000;

/** In thousandths of a percent. */
const MOST_CUT = 1_000;
/** In EMU, of which a centimetre has 360,000. */
const [LEAST_SIDE, MOST_SIDE] = [360_000, 36_000_000];

const margin = (of: Attributes): boolean => isBetween(number(of, 'w'), 0, 2_000);

/** Looks that are harmless within limits: beyond them a text is covered, cut off, moved or not to be told from its ground. */
export const DOCX_LOOKS: Readonly<Record<string, (attributes: Attributes) => boolean>> = {
  'w:color': (of) => isDark(number(of, 'val')) && !isThemed(of),
  'w:highlight': (of) => LIGHT_GROUNDS.test(number(of, 'val') ?? ''),
  'w:shd': (of) =>
    /^(clear|nil)$/.test(number(of, 'val') ?? '') && isLight(number(of, 'fill')) && !isThemed(of),
  'w:rFonts': (of) => ['ascii', 'hAnsi', 'cs', 'eastAsia'].every((script) => isSafeFont(number(of, script))),
  'w:altName': (of) => isSafeFont(number(of, 'val')),
  'w:sz': (of) => isBetween(number(of, 'val'), 8, 200),
  'w:spacing': (of) =>
    isBetween(number(of, 'val'), -10, 100) &&
    // An exact height cuts off what stands there, and is looked at with the text.
    (number(of, 'lineRule') === 'exact' || isBetween(number(of, 'line'), LEAST_LINE, WIDEST)) &&
    isBetween(number(of, 'before'), 0, WIDEST) &&
    isBetween(number(of, 'after'), 0, WIDEST),
  'w:w': (of) => isBetween(number(of, 'val'), 80, 150),
  'w:ind': (of) =>
    Object.entries(of).every(([name, value]) => /Chars$/.test(name) || isBetween(value, -800, 9_000)),
  'w:tblInd': (of) => isBetween(number(of, 'w'), -800, 9_000),
  'w:trHeight': (of) => number(of, 'hRule') !== 'exact' || isBetween(number(of, 'val'), LEAST_LINE, WIDEST),
  'w:gridCol': (of) => isBetween(number(of, 'w'), 200, WIDEST),
  'w:tcW': (of) => number(of, 'type') !== 'dxa' || isBetween(number(of, 'w'), 200, WIDEST),
  'w:top': margin,
  'w:bottom': margin,
  'w:left': margin,
  'w:right': margin,
  'w:start': margin,
  'w:end': margin,
  'w:pgSz': (of) =>
    isBetween(number(of, 'w'), 8_000, WIDEST * 2) && isBetween(number(of, 'h'), 8_000, WIDEST * 2),
  'w:pgMar': (of) => Object.values(of).every((value) => isBetween(value, 0, 4_000)),
  'w:textDirection': (of) => number(of, 'val') === 'lrTb',
  // A picture is whole, upright and large enough to be seen.
  'a:srcRect': (of) => Object.values(of).every((share) => isBetween(share, -MOST_CUT, MOST_CUT)),
  'a:xfrm': ({ rot = '0', flipH = '0', flipV = '0' }) =>
    [rot, flipH, flipV].every((turn) => /^(0|false)$/.test(turn)),
  'wp:extent': ({ cx, cy }) => isBetween(cx, LEAST_SIDE, MOST_SIDE) && isBetween(cy, LEAST_SIDE, MOST_SIDE),
  'w:numPr': () => true,
  'w:ilvl': () => true,
  // Numbers that Word writes by itself stand in no text.
  'w:numId': (of) => number(of, 'val') === '0',
  'w:position': (of) => number(of, 'val') === '0',
  ...Object.fromEntries(
    names(`w:bidi w:bidiVisual w:rtl w:cs w:strike w:dstrike w:outline w:shadow w:emboss w:imprint w:vanish w:webHidden w:specVanish
      w:hidden w:formProt w:rtlGutter w:tcFitText`).map((name) => [name, isOff] as const),
  ),
};
