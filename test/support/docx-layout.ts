import { child, type Docx, type DocxParagraph, type XmlNode } from './docx-reader.ts';

export function textsOf(docx: Docx): readonly string[] {
  return docx.paragraphsIn(docx.body).map(({ text }) => flat(text));
}

export function textsOfSection(docx: Docx, section: number): readonly string[] {
  const children = docx.sections[section]?.children ?? [];
  return docx
    .paragraphsIn({ name: 'section', attributes: {}, text: '', children })
    .map(({ text }) => flat(text))
    .filter((text) => text !== '');
}

export function find(docx: Docx, text: string): DocxParagraph {
  const found = docx.paragraphsIn(docx.body).find((paragraph) => flat(paragraph.text) === flat(text));
  if (!found) throw new Error(`no paragraph ${JSON.stringify(text)}`);
  return found;
}

export function lookOf({ bold, italic }: { bold: boolean; italic: boolean }): string {
  if (bold) return italic ? 'bold italic' : 'bold';
  return italic ? 'italic' : 'upright';
}

export function pageOf(docx: Docx, section: number) {
  const properties = docx.sections[section]?.properties;
  const size = child(properties, 'w:pgSz')?.attributes ?? {};
  const margins = child(properties, 'w:pgMar')?.attributes ?? {};
  const mm = (twips: string | undefined) => Math.round((Number(twips) / 1440) * 25.4);
  return {
    width: mm(size['w:w']),
    height: mm(size['w:h']),
    top: mm(margins['w:top']),
    bottom: mm(margins['w:bottom']),
    left: mm(margins['w:left']),
    right: mm(margins['w:right']),
    header: mm(margins['w:header']),
  };
}

export function header(docx: Docx, properties: XmlNode, type: string): XmlNode | undefined {
  return reference(docx, properties, 'w:headerReference', type);
}

export function footer(docx: Docx, properties: XmlNode, type: string): XmlNode | undefined {
  return reference(docx, properties, 'w:footerReference', type);
}

export function reference(docx: Docx, properties: XmlNode, name: string, type: string): XmlNode | undefined {
  const id = properties.children.find((node) => node.name === name && node.attributes['w:type'] === type)
    ?.attributes['r:id'];
  const target = docx
    .part('word/_rels/document.xml.rels')
    .children.find(({ attributes }) => attributes.Id === id)?.attributes.Target;
  return target === undefined ? undefined : docx.part(`word/${target}`);
}

export function rowsOf(table: XmlNode): readonly (readonly XmlNode[])[] {
  return table.children
    .filter(({ name }) => name === 'w:tr')
    .map((row) => row.children.filter(({ name }) => name === 'w:tc'));
}

export function borderStyles(table: XmlNode): readonly (string | undefined)[] {
  return (child(table, 'w:tblPr', 'w:tblBorders')?.children ?? []).map(
    ({ attributes }) => attributes['w:val'],
  );
}

/** Width of a column of the letterhead, without what is kept free beside it. */
export function columnPt(docx: Docx, column: number): number {
  const grid = child(docx.body, 'w:tbl', 'w:tblGrid')?.children ?? [];
  const cell = rowsOf(child(docx.body, 'w:tbl') ?? docx.body)[0]?.[column];
  const margins = child(cell, 'w:tcPr', 'w:tcMar')?.children ?? [];
  const gap = Number(margins.find(({ name }) => name === 'w:right')?.attributes['w:w'] ?? 0);
  return (Number(grid[column]?.attributes['w:w']) - gap) / 20;
}

/** Length of the rule that follows a line: what its indents leave of the width, the same on both sides. */
export function ruleBelow(docx: Docx, text: string, widthPt: number): number {
  const paragraphs = docx.paragraphsIn(docx.body);
  const rule = paragraphs[paragraphs.findIndex((paragraph) => flat(paragraph.text) === flat(text)) + 1];
  if (!rule?.hasTopBorder || rule.leftTwips !== rule.rightTwips) throw new Error(`no rule under ${text}`);
  return widthPt - (rule.leftTwips + rule.rightTwips) / 20;
}

/** Blanks that do not break are blanks to a reader. */
export const flat = (text: string): string => text.replaceAll('\u00a0', ' ');
