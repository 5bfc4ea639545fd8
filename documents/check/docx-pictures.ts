import { plainDigits } from './plain-digits.ts';
import { attributesOf, childrenOf, nameOf, valuesAt, type XmlNode } from './xml-node.ts';

/** A picture that stands in a line, as its file draws it. */
export interface DrawnPicture {
  /** The relation that leads to it; absent where nothing is drawn as a picture in a line is. */
  readonly embedded: string | undefined;
  /** In EMU: width and height of its place and of itself. */
  readonly sides: readonly number[];
  /** Said to whoever does not see it. */
  readonly words: readonly string[];
  /** What may cut it off, turn, hide or replace it. */
  readonly odd: readonly string[];
}

/** Each element with what is in it, as Word, LibreOffice and camwatch write a picture in a line, and with nothing else. */
const PATH = ['wp:inline', 'a:graphic', 'a:graphicData', 'pic:pic', 'pic:blipFill', 'a:blip'];

/** The pictures of a text in their order, with what of their places may cut them off or push them out. */
export function picturesIn(
  nodes: readonly XmlNode[],
  place: readonly string[] = [],
): readonly DrawnPicture[] {
  return nodes.flatMap((node): readonly DrawnPicture[] => {
    const name = nameOf(node);
    if (NOT_SHOWN.test(name)) return [];
    if (name !== 'w:drawing') return picturesIn(childrenOf(node), [...place, ...oddPlace(node, name)]);
    const picture = readPicture(node);
    return [{ ...picture, odd: [...place, ...picture.odd] }];
  });
}

const NOT_SHOWN = /^(#text|w:(del|moveFrom|pPr|rPr|tcPr|trPr|tblPr|sdtPr))$/;
const HOLDS_PICTURES =
  /^(w:(document|body|hdr|ftr|p|r|ins|moveTo|hyperlink|sdt|sdtContent|tbl|tr|tc|smartTag)|\?.*)$/;
/** In twips. */
const MOST_INDENT = 3_000;

function oddPlace(node: XmlNode, name: string): readonly string[] {
  if (!HOLDS_PICTURES.test(name)) return [name];
  const { 'w:hRule': rule } = valuesAt(node, ['w:trPr', 'w:trHeight']);
  const { 'w:lineRule': lines } = valuesAt(node, ['w:pPr', 'w:spacing']);
  const indents = Object.entries(valuesAt(node, ['w:pPr', 'w:ind']));
  return [
    ...(rule === 'exact' ? ['w:trHeight hRule=exact'] : []),
    ...(lines === 'exact' ? ['w:spacing lineRule=exact'] : []),
    ...indents
      .filter(([, size]) => !(Math.abs(Number(size)) <= MOST_INDENT))
      .map(([side, size]) => `w:ind ${side}=${size}`),
  ];
}

export function readPicture(drawing: XmlNode): DrawnPicture {
  const all = below(drawing);
  const inOrder = PATH.reduce<readonly XmlNode[]>(
    (nodes, name) => nodes.flatMap(childrenOf).filter((node) => nameOf(node) === name),
    [drawing],
  );
  const blips = all.filter((node) => nameOf(node) === 'a:blip');
  const [blip] = inOrder;
  const isOne = blips.length === 1 && inOrder.length === 1;
  return {
    embedded: isOne && blip ? attributesOf(blip)['r:embed'] : undefined,
    sides: all.flatMap(sidesOf),
    words: all.flatMap(wordsOf),
    odd: oddPictureParts(drawing),
  };
}

const below = (node: XmlNode): readonly XmlNode[] =>
  childrenOf(node).flatMap((child) => [child, ...below(child)]);

function sidesOf(node: XmlNode): readonly number[] {
  const { cx, cy } = attributesOf(node);
  const isSize = ['wp:extent', 'a:ext'].includes(nameOf(node)) && cx !== undefined;
  return isSize ? [Number(cx), Number(cy)] : [];
}

/** LibreOffice puts title and description behind one another. */
const LINE_END = /\n|&#10;|&#xA;/i;

function wordsOf(node: XmlNode): readonly string[] {
  if (!['wp:docPr', 'pic:cNvPr'].includes(nameOf(node))) return [];
  const { descr = '', title = '' } = attributesOf(node);
  return [descr, title]
    .flatMap((words) => words.split(LINE_END))
    .filter((words) => words.trim() !== '')
    .map((words) => plainDigits(words.normalize('NFC')));
}

type Attributes = Readonly<Record<string, string>>;
type Look = (attributes: Attributes) => boolean;

const only =
  (names: string, is: Look = () => true): Look =>
  (of) =>
    Object.keys(of).every((name) => name.startsWith('xmlns:') || names.split(' ').includes(name)) && is(of);
const within = (most: number, of: Attributes, ...names: readonly string[]): boolean =>
  names.every((name) => of[name] === undefined || Math.abs(Number(of[name])) <= most);
const isNo = (text: string | undefined): boolean => text === undefined || /^(0|false)$/.test(text);

/** In thousandths of a percent. */
const MOST_CUT = 1_000;
/** In EMU, of which a centimetre has 360,000. */
const [LEAST_SIDE, MOST_SIDE, MOST_BESIDE] = [360_000, 36_000_000, 150_000];

const isSide = (text: string | undefined): boolean => Number(text) >= LEAST_SIDE && Number(text) <= MOST_SIDE;
const size: Look = ({ cx, cy }) => isSide(cx) && isSide(cy);
const cut = only('l t r b', (of) => within(MOST_CUT, of, 'l', 't', 'r', 'b'));
const named = only('id name descr title hidden', ({ hidden }) => isNo(hidden));
/** Of resolution, and an id that PowerPoint gives. */
const EXTENSION = /^\{(28A0092B-C50C-407E-A947-70E740481C1C|FF2B5EF4-FFF2-40B4-BE49-F238E27FC236)\}$/i;

const LOOKS: Readonly<Record<string, Look>> = {
  'wp:inline': only('distT distB distL distR wp14:anchorId wp14:editId', (of) =>
    within(MOST_BESIDE, of, 'distT', 'distB', 'distL', 'distR'),
  ),
  'wp:extent': only('cx cy', size),
  'wp:effectExtent': only('l t r b', (of) => within(MOST_BESIDE, of, 'l', 't', 'r', 'b')),
  'wp:docPr': named,
  'pic:cNvPr': named,
  'wp:cNvGraphicFramePr': only(''),
  'a:graphicFrameLocks': () => true,
  'a:graphic': only(''),
  'a:graphicData': only(
    'uri',
    ({ uri }) => uri === undefined || uri === 'http://schemas.openxmlformats.org/drawingml/2006/picture',
  ),
  'pic:pic': only(''),
  'pic:nvPicPr': only(''),
  'pic:cNvPicPr': only('preferRelativeResize'),
  'a:picLocks': () => true,
  'pic:blipFill': only('rotWithShape dpi'),
  'a:blip': only('r:embed cstate'),
  'a:srcRect': cut,
  'a:stretch': only(''),
  'a:fillRect': cut,
  'pic:spPr': only('bwMode', ({ bwMode = 'auto' }) => bwMode === 'auto'),
  'a:xfrm': only('rot flipH flipV', ({ rot, flipH, flipV }) => isNo(rot) && isNo(flipH) && isNo(flipV)),
  'a:off': only('x y', (of) => within(0, of, 'x', 'y')),
  'a:ext': (of) => (of.uri === undefined ? only('cx cy', size)(of) : EXTENSION.test(of.uri)),
  'a:extLst': only(''),
  'a14:useLocalDpi': only('val'),
  'a16:creationId': only('id'),
  'a:prstGeom': only('prst', ({ prst }) => prst === 'rect'),
  'a:avLst': only(''),
  'a:noFill': only(''),
  'a:ln': only('w', (of) => within(MOST_BESIDE, of, 'w')),
};

const LONGEST = 100;

/** What is in a drawing and is no plain picture, whole and upright, that stands in a line. */
export function oddPictureParts(drawing: XmlNode): readonly string[] {
  return below(drawing).flatMap((node) => {
    const [name, attributes] = [nameOf(node), attributesOf(node)];
    if (name === '#text') return [];
    if (Object.hasOwn(LOOKS, name) && LOOKS[name]?.(attributes)) return [];
    const values = Object.entries(attributes).map(([key, value]) => `${key}=${value}`);
    return [[name, ...values].join(' ').slice(0, LONGEST)];
  });
}
