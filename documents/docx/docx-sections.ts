import {
  AlignmentType,
  BorderStyle,
  Footer,
  Header,
  type ISectionOptions,
  PageNumber,
  PageOrientation,
  Paragraph,
  SectionType,
  TextRun,
} from 'docx';
import type { ComposedAnnex, ComposedDocument, Runs } from '../model/composed-document.ts';
import { PAGE, type PageBox, POINTS, pageBox } from '../model/layout.ts';
import { blockChildren, type DocxContext } from './docx-blocks.ts';
import { closingChildren } from './docx-closing.ts';
import { balancedParagraph, headChildren, ruledParagraphs } from './docx-head.ts';
import { bareParagraph, textRuns } from './docx-paragraph.ts';
import { STYLE } from './docx-styles.ts';
import { halfPoints, pointsOfMm, twipsOfMm, twipsOfPoints } from './docx-units.ts';

/** The document, then each annex: sections with pages of their own. */
export function docxSections(document: ComposedDocument, context: DocxContext): readonly ISectionOptions[] {
  const box = pageBox('portrait');
  return [
    {
      ...sectionFrame('portrait', document.footer),
      children: [
        ...headChildren(document, context.measure, pointsOfMm(box.textWidthMm)),
        ...blockChildren(document.body, box.textWidthMm, context, true),
        ...closingChildren(document, box.textWidthMm, context),
      ],
    },
    ...document.annexes.map((annex) => annexSection(annex, context)),
  ];
}

function annexSection(annex: ComposedAnnex, context: DocxContext): ISectionOptions {
  const { textWidthMm } = pageBox(annex.orientation);
  const textWidthPt = pointsOfMm(textWidthMm);
  return {
    ...sectionFrame(annex.orientation, []),
    children: [
      ...(annex.stamp
        ? [
            bareParagraph(
              annex.stamp,
              { bold: true, size: halfPoints(POINTS.stamp) },
              { alignment: AlignmentType.LEFT },
            ),
          ]
        : []),
      bareParagraph(annex.label, { bold: true, size: halfPoints(POINTS.body) }, { keepNext: true }),
      balancedParagraph(annex.title, 'bold', textWidthPt, context.measure),
      ...ruledParagraphs(annex.guide, 'italic', textWidthPt, context.measure),
      ...blockChildren(annex.blocks, textWidthMm, context, false),
    ],
  };
}

/** Page size, margins, and the number in the top margin, which the first page of each section goes without. */
function sectionFrame(
  orientation: 'portrait' | 'landscape',
  footer: readonly Runs[],
): Omit<ISectionOptions, 'children'> {
  return {
    properties: {
      type: SectionType.NEXT_PAGE,
      titlePage: true,
      page: {
        size: pageSize(orientation),
        margin: pageMargin(pageBox(orientation)),
        pageNumbers: { start: 1 },
      },
    },
    headers: {
      first: new Header({ children: [new Paragraph({ style: STYLE.bare })] }),
      default: new Header({ children: [pageNumber()] }),
    },
    footers: {
      first: new Footer({ children: footerParagraphs(footer) }),
      default: new Footer({ children: [new Paragraph({ style: STYLE.bare })] }),
    },
  };
}

/** The library swaps the sides of a landscape page itself. */
function pageSize(orientation: 'portrait' | 'landscape') {
  return {
    width: twipsOfMm(PAGE.widthMm),
    height: twipsOfMm(PAGE.heightMm),
    orientation: orientation === 'portrait' ? PageOrientation.PORTRAIT : PageOrientation.LANDSCAPE,
  };
}

function pageMargin({ topMm, bottomMm, leftMm, rightMm }: PageBox) {
  return {
    top: twipsOfMm(topMm),
    bottom: twipsOfMm(bottomMm),
    left: twipsOfMm(leftMm),
    right: twipsOfMm(rightMm),
    header: twipsOfMm(PAGE.headerMm),
    footer: twipsOfMm(PAGE.footerMm),
    gutter: 0,
  };
}

function pageNumber(): Paragraph {
  return new Paragraph({
    style: STYLE.bare,
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children: [PageNumber.CURRENT], size: halfPoints(POINTS.pageNumber) })],
  });
}

function footerParagraphs(lines: readonly Runs[]): readonly Paragraph[] {
  if (lines.length === 0) return [new Paragraph({ style: STYLE.bare })];
  const rule = { style: BorderStyle.SINGLE, size: POINTS.rule * 8, space: 1, color: '000000' };
  return lines.map(
    (runs, index) =>
      new Paragraph({
        style: STYLE.bare,
        ...(index === 0 && {
          border: { top: rule },
          spacing: { before: twipsOfPoints(POINTS.paragraphSpace) },
        }),
        children: textRuns(runs, { size: halfPoints(POINTS.footer) }),
      }),
  );
}
