import { AlignmentType, Paragraph, type Table } from 'docx';
import type { ComposedDocument, ComposedSigner, Runs } from '../model/composed-document.ts';
import { CLOSING_COLUMNS_MM, POINTS } from '../model/layout.ts';
import { borderlessTable } from './docx-head.ts';
import { bareParagraph, textRuns } from './docx-paragraph.ts';
import { imageRun, type PictureCount } from './docx-picture.ts';
import { STYLE } from './docx-styles.ts';
import { halfPoints, twipsOfPoints } from './docx-units.ts';

/** Nơi nhận and the signature level with each other, or two parties. */
export function closingChildren(
  { closing, texts }: Pick<ComposedDocument, 'closing' | 'texts'>,
  textWidthMm: number,
  count: PictureCount,
): readonly (Paragraph | Table)[] {
  if (closing.kind === 'signature')
    return [
      gap(),
      borderlessTable(CLOSING_COLUMNS_MM, [
        [
          recipientParagraphs(closing.recipients),
          [
            ...postParagraphs(closing.signer),
            ...nameParagraphs(closing.signer, CLOSING_COLUMNS_MM[1], count),
          ],
        ],
      ]),
    ];
  const columnMm = textWidthMm / 2;
  const signatures = borderlessTable(
    [columnMm, columnMm],
    [
      closing.parties.map(postParagraphs),
      closing.parties.map((party) => nameParagraphs(party, columnMm, count)),
    ],
  );
  if (!closing.signingPage) return [gap(), signatures];
  const title = [{ text: texts.signingPage }];
  return [
    bareParagraph(title, { bold: true, size: halfPoints(POINTS.signer) }, { pageBreakBefore: true }),
    gap(),
    signatures,
  ];
}

function gap(): Paragraph {
  return new Paragraph({
    style: STYLE.bare,
    keepNext: true,
    spacing: { line: twipsOfPoints(POINTS.paragraphSpace * 2), lineRule: 'exact' },
  });
}

function recipientParagraphs(recipients: readonly Runs[]): readonly Paragraph[] {
  return [
    new Paragraph({
      style: STYLE.bare,
      alignment: AlignmentType.LEFT,
      children: textRuns([{ text: 'Nơi nhận:' }], {
        bold: true,
        italics: true,
        size: halfPoints(POINTS.recipientsTitle),
      }),
    }),
    ...recipients.map(
      (runs) =>
        new Paragraph({
          style: STYLE.bare,
          alignment: AlignmentType.LEFT,
          children: textRuns(runs, { size: halfPoints(POINTS.recipients) }),
        }),
    ),
  ];
}

function postParagraphs({ lines, guide }: ComposedSigner): readonly Paragraph[] {
  return [
    ...lines.map((runs) => bareParagraph(runs, SIGNER_LOOK, { keepNext: true })),
    ...(guide
      ? [bareParagraph(guide, { italics: true, size: halfPoints(POINTS.note) }, { keepNext: true })]
      : []),
  ];
}

function nameParagraphs(
  { image, name }: ComposedSigner,
  columnMm: number,
  count: PictureCount,
): readonly Paragraph[] {
  return [
    ...(image ? [new Paragraph({ style: STYLE.bare, children: [imageRun(image, columnMm, count)] })] : []),
    bareParagraph(name, SIGNER_LOOK, {
      spacing: { before: image ? 0 : twipsOfPoints(POINTS.signatureSpace) },
    }),
  ];
}

const SIGNER_LOOK = { bold: true, size: halfPoints(POINTS.signer) };
