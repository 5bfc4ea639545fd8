import {
  AlignmentType,
  BorderStyle,
  type FileChild,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  WidthType,
} from 'docx';
import type { MeasureText } from '../fonts/measure-text.ts';
import { addresseeIndents } from '../model/addressee-indents.ts';
import type { ComposedDocument, ComposedHead, Runs } from '../model/composed-document.ts';
import { LETTERHEAD_COLUMNS_MM, LETTERHEAD_GAP_MM, POINTS, SHORT_RULE_SHARE } from '../model/layout.ts';
import { balanceLines, lineWidthsPt } from '../model/line-widths.ts';
import { bareParagraph, ruleParagraph, textRuns } from './docx-paragraph.ts';
import { STYLE } from './docx-styles.ts';
import { halfPoints, pointsOfMm, twipsOfMm, twipsOfPoints } from './docx-units.ts';

/** Letterhead, type name and subject, addressees, legal bases. */
export function headChildren(
  document: ComposedDocument,
  measure: MeasureText,
  textWidthPt: number,
): readonly FileChild[] {
  return [
    letterhead(document, measure),
    ...titleParagraphs(document.title, measure, textWidthPt),
    ...addresseeParagraphs(document.addressees, measure, textWidthPt),
    ...document.legalBases.map(
      (runs) => new Paragraph({ style: STYLE.body, children: textRuns(runs, { italics: true }) }),
    ),
  ];
}

function letterhead({ head, texts }: ComposedDocument, measure: MeasureText): Table {
  return borderlessTable(
    LETTERHEAD_COLUMNS_MM,
    [
      [issuerCell(head, measure), mottoCell(texts, measure)],
      [numberCell(head), placeCell(head)],
    ],
    LETTERHEAD_GAP_MM,
  );
}

/** Columns side by side without lines, whose rows do not break. */
export function borderlessTable(
  columnsMm: readonly number[],
  rows: readonly (readonly (readonly Paragraph[])[])[],
  gapMm = 0,
): Table {
  const widths = columnsMm.map(twipsOfMm);
  return new Table({
    columnWidths: widths,
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    margins: { left: 0, right: 0, top: 0, bottom: 0 },
    borders: {
      top: NONE,
      bottom: NONE,
      left: NONE,
      right: NONE,
      insideHorizontal: NONE,
      insideVertical: NONE,
    },
    rows: rows.map(
      (cells) =>
        new TableRow({
          cantSplit: true,
          children: cells.map(
            (children, column) =>
              new TableCell({
                children,
                width: { size: widths[column] ?? 0, type: WidthType.DXA },
                ...(column < cells.length - 1 && { margins: { right: twipsOfMm(gapMm) } }),
              }),
          ),
        }),
    ),
  });
}

const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;

function issuerCell({ superiorBody, issuingBody }: ComposedHead, measure: MeasureText): readonly Paragraph[] {
  const columnPt = pointsOfMm(LETTERHEAD_COLUMNS_MM[0] - LETTERHEAD_GAP_MM);
  const look = { face: 'bold', sizePt: POINTS.issuingBody } as const;
  const lastLinePt = lineWidthsPt(issuingBody.at(-1) ?? [], look, columnPt, measure).at(-1) ?? 0;
  return [
    ...superiorBody.map((runs) => bareParagraph(runs, { size: halfPoints(POINTS.superiorBody) })),
    ...issuingBody.map((runs) => bareParagraph(runs, { size: halfPoints(POINTS.issuingBody), bold: true })),
    ruleParagraph(Math.min(lastLinePt, columnPt) * SHORT_RULE_SHARE, columnPt),
  ];
}

function mottoCell(
  { motto, freedom }: ComposedDocument['texts'],
  measure: MeasureText,
): readonly Paragraph[] {
  return [
    bareParagraph([{ text: motto }], { size: halfPoints(POINTS.motto), bold: true }),
    bareParagraph([{ text: freedom }], { size: halfPoints(POINTS.freedom), bold: true }),
    ruleParagraph(measure(freedom, 'bold', POINTS.freedom), pointsOfMm(LETTERHEAD_COLUMNS_MM[1])),
  ];
}

function numberCell({ number, letterSubject }: ComposedHead): readonly Paragraph[] {
  return [
    bareParagraph(number, { size: halfPoints(POINTS.number) }, spaceBefore()),
    ...(letterSubject === undefined
      ? []
      : [bareParagraph(letterSubject, { size: halfPoints(POINTS.letterSubject) }, spaceBefore())]),
  ];
}

function placeCell({ placeAndDate }: ComposedHead): readonly Paragraph[] {
  return [
    bareParagraph(placeAndDate, { size: halfPoints(POINTS.placeAndDate), italics: true }, spaceBefore()),
  ];
}

function spaceBefore(points: number = POINTS.paragraphSpace): {
  readonly spacing: { readonly before: number };
} {
  return { spacing: { before: twipsOfPoints(points) } };
}

function titleParagraphs(
  title: ComposedDocument['title'],
  measure: MeasureText,
  textWidthPt: number,
): readonly Paragraph[] {
  if (title === undefined) return [];
  const look = { size: halfPoints(POINTS.typeName), bold: true };
  return [
    bareParagraph(title.typeName, look, { ...spaceBefore(POINTS.paragraphSpace * 3), keepNext: true }),
    ...ruledParagraphs(title.subject, 'bold', textWidthPt, measure),
  ];
}

/** Words in the middle of the page, above a rule of 1/3 to 1/2 of their last line. */
export function ruledParagraphs(
  runs: Runs,
  face: 'bold' | 'italic',
  textWidthPt: number,
  measure: MeasureText,
): readonly Paragraph[] {
  const { lastLinePt } = balanceLines(runs, { face, sizePt: POINTS.typeName }, textWidthPt, measure);
  return [
    balancedParagraph(runs, face, textWidthPt, measure),
    ruleParagraph(lastLinePt * SHORT_RULE_SHARE, textWidthPt),
  ];
}

/** Words in the middle of the page, whose lines are about as long as each other. */
export function balancedParagraph(
  runs: Runs,
  face: 'bold' | 'italic',
  textWidthPt: number,
  measure: MeasureText,
): Paragraph {
  const look = { face, sizePt: POINTS.typeName };
  const side = twipsOfPoints(balanceLines(runs, look, textWidthPt, measure).sideIndentPt);
  return bareParagraph(
    runs,
    { size: halfPoints(POINTS.typeName), ...(face === 'bold' ? { bold: true } : { italics: true }) },
    { keepNext: true, indent: { left: side, right: side } },
  );
}

function addresseeParagraphs(
  addressees: ComposedDocument['addressees'],
  measure: MeasureText,
  textWidthPt: number,
): readonly Paragraph[] {
  if (addressees === undefined) return [];
  const { opening, lines } = addressees;
  const size = { size: halfPoints(POINTS.body) };
  const gap = spaceBefore(POINTS.paragraphSpace * 3);
  if (lines.length === 0) return [bareParagraph(opening, size, gap)];
  const { openingPt, linesPt, dashPt } = addresseeIndents(addressees, measure, textWidthPt);
  return [
    new Paragraph({
      style: STYLE.bare,
      alignment: AlignmentType.LEFT,
      ...gap,
      indent: { left: twipsOfPoints(openingPt) },
      keepNext: true,
      children: textRuns(opening, size),
    }),
    ...lines.map(
      (runs) =>
        new Paragraph({
          style: STYLE.bare,
          alignment: AlignmentType.LEFT,
          indent: { left: twipsOfPoints(linesPt + dashPt), hanging: twipsOfPoints(dashPt) },
          children: textRuns(runs, size),
        }),
    ),
  ];
}
