import { AlignmentType, type FileChild, HeadingLevel, PageBreak, Paragraph } from 'docx';
import type { MeasureText } from '../fonts/measure-text.ts';
import type { Picture } from '../model/block.ts';
import type {
  ComposedBlock,
  ComposedHeading,
  ComposedParagraph,
  ComposedTable,
} from '../model/composed-document.ts';
import { POINTS } from '../model/layout.ts';
import { plainRuns } from '../model/plain-run.ts';
import { textRuns } from './docx-paragraph.ts';
import { imageRun, type PictureCount } from './docx-picture.ts';
import { STYLE } from './docx-styles.ts';
import { renderTableXml } from './docx-table.ts';
import { twipsOfMm, twipsOfPoints } from './docx-units.ts';

/** What the blocks share while a document is rendered. */
export interface DocxContext extends PictureCount {
  readonly tables: TableStore;
  readonly measure: MeasureText;
}

/** The tables' XML, by the name of the style that marks their places in the document. */
export type TableStore = Map<string, string>;

/** `keepLast` holds the last lines on the page of what follows. */
export function blockChildren(
  blocks: readonly ComposedBlock[],
  textWidthMm: number,
  context: DocxContext,
  keepLast: boolean,
): readonly FileChild[] {
  return blocks.flatMap((block, index) =>
    blockParagraphs(block, textWidthMm, context, keepLast && index === blocks.length - 1),
  );
}

function blockParagraphs(
  block: ComposedBlock,
  textWidthMm: number,
  context: DocxContext,
  keepNext: boolean,
): readonly Paragraph[] {
  switch (block.kind) {
    case 'heading':
      return [headingParagraph(block)];
    case 'paragraph':
      return [textParagraph(block, keepNext)];
    case 'table':
      return tableParagraphs(block, textWidthMm, context);
    case 'picture':
      return pictureParagraphs(block, textWidthMm, context);
    case 'page-break':
      return [new Paragraph({ style: STYLE.bare, children: [new PageBreak()] })];
  }
}

function headingParagraph({ level, look, lines }: ComposedHeading): Paragraph {
  const centred = { alignment: AlignmentType.CENTER, indent: { firstLine: 0 } };
  return new Paragraph({
    heading: HEADINGS[level],
    ...(look === 'part' && centred),
    children: textRuns(lines.flatMap((runs, line) => (line === 0 ? runs : [{ text: '\n' }, ...runs]))),
  });
}

const HEADINGS = {
  1: HeadingLevel.HEADING_1,
  2: HeadingLevel.HEADING_2,
  3: HeadingLevel.HEADING_3,
} as const;

function textParagraph({ look, runs }: ComposedParagraph, keepNext: boolean): Paragraph {
  switch (look) {
    case 'body':
      return new Paragraph({ style: STYLE.body, keepNext, children: textRuns(runs) });
    case 'note':
      return new Paragraph({ style: STYLE.note, keepNext, children: textRuns(runs) });
    case 'end-mark':
      return new Paragraph({
        style: STYLE.body,
        keepNext,
        alignment: AlignmentType.RIGHT,
        indent: { firstLine: 0 },
        children: textRuns(runs),
      });
  }
}

function tableParagraphs(
  table: ComposedTable,
  textWidthMm: number,
  { tables, measure }: DocxContext,
): readonly Paragraph[] {
  const place = `CamwatchTable${tables.size + 1}`;
  tables.set(place, renderTableXml(table, twipsOfMm(textWidthMm), measure));
  return [
    ...(table.caption === undefined
      ? []
      : [new Paragraph({ style: STYLE.caption, children: textRuns(plainRuns(table.caption)) })]),
    ...(table.unit === undefined
      ? []
      : [new Paragraph({ style: STYLE.unit, children: textRuns(plainRuns(table.unit)) })]),
    // Word joins tables that nothing stands between.
    ...(table.caption === undefined && table.unit === undefined ? [spacer(true)] : []),
    new Paragraph({ style: place }),
    spacer(table.keepsLast),
  ];
}

function spacer(keepNext = false): Paragraph {
  return new Paragraph({
    style: STYLE.bare,
    keepNext,
    spacing: { line: twipsOfPoints(POINTS.paragraphSpace), lineRule: 'exact' },
  });
}

function pictureParagraphs(
  picture: Picture,
  textWidthMm: number,
  context: DocxContext,
): readonly Paragraph[] {
  const { caption } = picture;
  return [
    new Paragraph({
      style: STYLE.bare,
      spacing: { before: twipsOfPoints(POINTS.paragraphSpace) },
      ...(caption !== undefined && { keepNext: true }),
      children: [imageRun(picture, textWidthMm, context)],
    }),
    ...(caption === undefined
      ? []
      : [
          new Paragraph({
            style: STYLE.note,
            alignment: AlignmentType.CENTER,
            indent: { firstLine: 0 },
            children: textRuns(plainRuns(caption)),
          }),
        ]),
  ];
}
