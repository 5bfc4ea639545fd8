import { XMLParser } from 'fast-xml-parser';
import { readZip } from '#core/archives/zip.ts';

/** An element of a part of a DOCX file; names keep their prefix (`w:p`). */
export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
  /** Only of text nodes. */
  readonly text: string;
}

export interface DocxRun {
  readonly text: string;
  readonly font: string;
  readonly sizePt: number;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly colour: string;
  readonly highlight: string | undefined;
}

export interface DocxParagraph {
  readonly text: string;
  readonly styleId: string;
  readonly outlineLevel: number | undefined;
  readonly align: string;
  readonly firstLineMm: number;
  readonly leftTwips: number;
  readonly rightTwips: number;
  readonly beforePt: number;
  /** Of its lines, as a multiple of single ones; `exact` where it is a length. */
  readonly lineSpacing: number | 'exact';
  readonly keepNext: boolean;
  readonly hasTopBorder: boolean;
  readonly runs: readonly DocxRun[];
  readonly node: XmlNode;
}

export interface Docx {
  readonly parts: ReadonlyMap<string, string>;
  readonly body: XmlNode;
  readonly part: (path: string) => XmlNode;
  /** Paragraphs in reading order, those in tables included, with what their styles give them. */
  readonly paragraphsIn: (node: XmlNode) => readonly DocxParagraph[];
  /** The content of each section, its properties last. */
  readonly sections: readonly { readonly children: readonly XmlNode[]; readonly properties: XmlNode }[];
}

const PARSER = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  trimValues: false,
  parseTagValue: false,
  parseAttributeValue: false,
});

/** Reads a DOCX file from its own XML, without the library that wrote it. */
export function readDocx(bytes: Uint8Array): Docx {
  const parts = new Map(readZip(bytes).map(({ path, data }) => [path, Buffer.from(data).toString('utf8')]));
  const part = (path: string) => rootOf(parts.get(path) ?? '');
  const document = part('word/document.xml');
  const body = child(document, 'w:body');
  if (!body) throw new Error('word/document.xml has no body');
  const styles = part('word/styles.xml');
  return {
    parts,
    body,
    part,
    paragraphsIn: (node) => descendants(node, 'w:p').map((paragraph) => readParagraph(paragraph, styles)),
    sections: sectionsOf(body),
  };
}

export function child(node: XmlNode | undefined, ...path: readonly string[]): XmlNode | undefined {
  return path.reduce<XmlNode | undefined>(
    (at, name) => at?.children.find((entry) => entry.name === name),
    node,
  );
}

export function descendants(node: XmlNode, name: string): readonly XmlNode[] {
  return node.children.flatMap((entry) => [
    ...(entry.name === name ? [entry] : []),
    ...descendants(entry, name),
  ]);
}

export function textOf(node: XmlNode): string {
  if (node.name === '#text') return node.text;
  if (node.name === 'w:br') return '\n';
  if (node.name === 'w:noBreakHyphen') return '-';
  return node.children.map(textOf).join('');
}

function rootOf(xml: string): XmlNode {
  const nodes = toNodes(PARSER.parse(xml));
  const root = nodes.find(({ name }) => !name.startsWith('?'));
  if (!root) throw new Error('no root element');
  return root;
}

function toNodes(parsed: unknown): readonly XmlNode[] {
  return (parsed as readonly Record<string, unknown>[]).map((entry) => {
    const name = Object.keys(entry).find((key) => key !== ':@') ?? '';
    if (name === '#text') return { name, attributes: {}, children: [], text: decode(String(entry[name])) };
    return {
      name,
      attributes: (entry[':@'] ?? {}) as Record<string, string>,
      children: toNodes(entry[name]),
      text: '',
    };
  });
}

function decode(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}

function sectionsOf(body: XmlNode): Docx['sections'] {
  const sections: { children: XmlNode[]; properties: XmlNode }[] = [];
  let children: XmlNode[] = [];
  for (const entry of body.children) {
    const properties = entry.name === 'w:sectPr' ? entry : child(entry, 'w:pPr', 'w:sectPr');
    if (entry.name !== 'w:sectPr') children.push(entry);
    if (!properties) continue;
    sections.push({ children, properties });
    children = [];
  }
  return sections;
}

/** Properties from the nearest to the furthest: the element's own, its style's, that style's base, the defaults. */
function propertyChain(
  own: XmlNode | undefined,
  styleId: string,
  styles: XmlNode,
  kind: 'w:pPr' | 'w:rPr',
): readonly (XmlNode | undefined)[] {
  const chain: (XmlNode | undefined)[] = [own];
  let id: string | undefined = styleId;
  while (id !== undefined) {
    const style: XmlNode | undefined = styles.children.find((entry) => entry.attributes['w:styleId'] === id);
    chain.push(child(style, kind));
    id = child(style, 'w:basedOn')?.attributes['w:val'];
  }
  chain.push(child(styles, 'w:docDefaults', `${kind}Default`, kind));
  return chain;
}

function attribute(
  chain: readonly (XmlNode | undefined)[],
  element: string,
  name: string,
): string | undefined {
  return chain
    .map((properties) => child(properties, element)?.attributes[name])
    .find((value) => value !== undefined);
}

function isOn(chain: readonly (XmlNode | undefined)[], element: string): boolean {
  const found = chain.map((properties) => child(properties, element)).find((node) => node !== undefined);
  return found !== undefined && !['false', '0'].includes(found.attributes['w:val'] ?? 'true');
}

function readParagraph(node: XmlNode, styles: XmlNode): DocxParagraph {
  const own = child(node, 'w:pPr');
  const styleId = child(own, 'w:pStyle')?.attributes['w:val'] ?? 'Normal';
  const chain = propertyChain(own, styleId, styles, 'w:pPr');
  const outline = attribute(chain, 'w:outlineLvl', 'w:val');
  return {
    node,
    styleId,
    text: descendants(node, 'w:r').map(textOf).join(''),
    outlineLevel: outline === undefined ? undefined : Number(outline),
    align: attribute(chain, 'w:jc', 'w:val') ?? 'left',
    firstLineMm: (Number(attribute(chain, 'w:ind', 'w:firstLine') ?? 0) / 1440) * 25.4,
    leftTwips: Number(attribute(chain, 'w:ind', 'w:left') ?? attribute(chain, 'w:ind', 'w:start') ?? 0),
    rightTwips: Number(attribute(chain, 'w:ind', 'w:right') ?? attribute(chain, 'w:ind', 'w:end') ?? 0),
    beforePt: Number(attribute(chain, 'w:spacing', 'w:before') ?? 0) / 20,
    lineSpacing: lineSpacingOf(chain),
    keepNext: isOn(chain, 'w:keepNext'),
    hasTopBorder: child(own, 'w:pBdr', 'w:top') !== undefined,
    runs: descendants(node, 'w:r').map((run) => readRun(run, styleId, styles)),
  };
}

function lineSpacingOf(chain: readonly (XmlNode | undefined)[]): DocxParagraph['lineSpacing'] {
  if (attribute(chain, 'w:spacing', 'w:lineRule') === 'exact') return 'exact';
  return Number(attribute(chain, 'w:spacing', 'w:line') ?? 240) / 240;
}

function readRun(node: XmlNode, styleId: string, styles: XmlNode): DocxRun {
  const chain = propertyChain(child(node, 'w:rPr'), styleId, styles, 'w:rPr');
  return {
    text: textOf(node),
    font: attribute(chain, 'w:rFonts', 'w:ascii') ?? '',
    sizePt: Number(attribute(chain, 'w:sz', 'w:val') ?? 0) / 2,
    bold: isOn(chain, 'w:b'),
    italic: isOn(chain, 'w:i'),
    colour: attribute(chain, 'w:color', 'w:val') ?? '',
    highlight: attribute(chain, 'w:highlight', 'w:val'),
  };
}
