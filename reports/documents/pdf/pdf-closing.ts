import type { ComposedClosing, ComposedSigner, Runs } from '../model/composed-document.ts';
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
  return (
    GAP_PT +
    Math.max(
      ...closingColumns(paper, closing).map(({ items, widthPt }) => columnHeightPt(paper, items, widthPt)),
    )
  );
}

/** Nơi nhận and the signature level with each other, or two parties. */
export function drawClosing(paper: Paper, closing: ComposedClosing): void {
  if (closing.kind === 'parties' && closing.signingPage) {
    beginPage(paper);
    drawParagraph(paper, [{ text: 'XÁC NHẬN CỦA CÁC BÊN' }], {
      sizePt: POINTS.signer,
      bold: true,
      align: 'centre',
    });
  }
  paper.y += GAP_PT;
  drawColumns(paper, closingColumns(paper, closing));
}

function closingColumns(paper: Paper, closing: ComposedClosing): readonly Column[] {
  const x = leftPt(paper);
  if (closing.kind === 'parties') {
    const widthPt = textWidthPt(paper) / 2;
    const [first, second] = closing.parties;
    return [
      { x, widthPt, items: signerItems(first) },
      { x: x + widthPt, widthPt, items: signerItems(second) },
    ];
  }
  const [recipientsPt, signerPt] = [points(CLOSING_COLUMNS_MM[0]), points(CLOSING_COLUMNS_MM[1])];
  return [
    { x, widthPt: recipientsPt, items: recipientItems(closing.recipients) },
    { x: x + recipientsPt, widthPt: signerPt, items: signerItems(closing.signer) },
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

function signerItems({ lines, guide, image, name }: ComposedSigner): readonly ColumnItem[] {
  const look = { kind: 'text', sizePt: POINTS.signer, bold: true, align: 'centre' } as const;
  return [
    ...lines.map((runs) => ({ ...look, runs })),
    ...(guide ? [{ ...look, runs: guide, sizePt: POINTS.note, bold: false, italic: true }] : []),
    ...(image ? [{ kind: 'image' as const, image }] : []),
    { ...look, runs: name, beforePt: image ? 0 : POINTS.signatureSpace },
  ];
}
