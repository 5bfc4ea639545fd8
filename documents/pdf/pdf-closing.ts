import type { ComposedClosing, ComposedDocument, ComposedSigner, Runs } from '../model/composed-document.ts';
import { CLOSING_COLUMNS_MM, POINTS } from '../model/layout.ts';
import { type ColumnItem, columnHeightPt, drawColumns } from './pdf-column.ts';
import { beginPage, leftPt, type Paper, points, textWidthPt } from './pdf-paper.ts';
import { drawParagraph } from './pdf-paragraph.ts';

interface Column {
  readonly x: number;
  readonly widthPt: number;
  readonly items: readonly ColumnItem[];
}

const GAP_PT = POINTS.paragraphSpace * 2;

/** Room that the closing needs below the last lines of the text; none when it has a page of its own. */
export function closingHeightPt(paper: Paper, closing: ComposedClosing): number {
  if (closing.kind === 'parties' && closing.signingPage) return 0;
  return closingRows(paper, closing).reduce((sum, columns) => sum + rowHeightPt(paper, columns), GAP_PT);
}

function rowHeightPt(paper: Paper, columns: readonly Column[]): number {
  return Math.max(...columns.map(({ items, widthPt }) => columnHeightPt(paper, items, widthPt)));
}

/** Nơi nhận and the signature level with each other, or two parties, whose names are level as well. */
export function drawClosing(
  paper: Paper,
  { closing, texts }: Pick<ComposedDocument, 'closing' | 'texts'>,
): void {
  if (closing.kind === 'parties' && closing.signingPage) {
    beginPage(paper);
    drawParagraph(paper, [{ text: texts.signingPage }], {
      sizePt: POINTS.signer,
      bold: true,
      align: 'centre',
    });
  }
  paper.y += GAP_PT;
  for (const columns of closingRows(paper, closing)) drawColumns(paper, columns);
}

function closingRows(paper: Paper, closing: ComposedClosing): readonly (readonly Column[])[] {
  const x = leftPt(paper);
  if (closing.kind === 'parties') {
    const widthPt = textWidthPt(paper) / 2;
    return [postItems, nameItems].map((itemsOf) =>
      closing.parties.map((party, index) => ({ x: x + index * widthPt, widthPt, items: itemsOf(party) })),
    );
  }
  const { recipients, signer } = closing;
  const [recipientsPt, signerPt] = [points(CLOSING_COLUMNS_MM[0]), points(CLOSING_COLUMNS_MM[1])];
  return [
    [
      { x, widthPt: recipientsPt, items: recipientItems(recipients) },
      { x: x + recipientsPt, widthPt: signerPt, items: [...postItems(signer), ...nameItems(signer)] },
    ],
  ];
}

function recipientItems(recipients: readonly Runs[]): readonly ColumnItem[] {
  return [
    {
      kind: 'text',
      runs: [{ text: 'Nơi nhận:' }],
      sizePt: POINTS.recipientsTitle,
      bold: true,
      italic: true,
      align: 'left',
    },
    ...recipients.map((runs) => ({
      kind: 'text' as const,
      runs,
      sizePt: POINTS.recipients,
      align: 'left' as const,
    })),
  ];
}

const SIGNER_LOOK = { kind: 'text', sizePt: POINTS.signer, bold: true, align: 'centre' } as const;

function postItems({ lines, guide }: ComposedSigner): readonly ColumnItem[] {
  return [
    ...lines.map((runs) => ({ ...SIGNER_LOOK, runs })),
    ...(guide ? [{ ...SIGNER_LOOK, runs: guide, sizePt: POINTS.note, bold: false, italic: true }] : []),
  ];
}

function nameItems({ image, name }: ComposedSigner): readonly ColumnItem[] {
  return [
    ...(image ? [{ kind: 'image' as const, image }] : []),
    { ...SIGNER_LOOK, runs: name, beforePt: image ? 0 : POINTS.signatureSpace },
  ];
}
