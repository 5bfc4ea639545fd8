import type { Runs } from '../model/composed-document.ts';
import {
  breakLines,
  drawLine,
  type LineAlignment,
  lineHeightPt,
  type TextLine,
  type TextLook,
} from './pdf-lines.ts';
import { beginPage, isAtTop, leftPt, type Paper, roomPt, textWidthPt } from './pdf-paper.ts';
import { beginTag, drawTagged, endTag, type TagType } from './pdf-tags.ts';

export interface ParagraphLook extends TextLook {
  readonly align: LineAlignment;
  readonly tag?: TagType;
  readonly firstIndentPt?: number;
  /** Of every line. */
  readonly leftIndentPt?: number;
  /** Of every line, on both sides. */
  readonly sideIndentPt?: number;
  readonly beforePt?: number;
  readonly afterPt?: number;
  /** Room that what follows needs on the page of the last two lines. */
  readonly keepWithPt?: number;
}

/** Draws a paragraph across the text, over as many pages as it takes; never one line alone at an edge of a page. */
export function drawParagraph(paper: Paper, runs: Runs, look: ParagraphLook): void {
  const { beforePt = 0, afterPt = 0, sideIndentPt = 0, firstIndentPt = 0, keepWithPt = 0 } = look;
  const leftIndentPt = (look.leftIndentPt ?? 0) + sideIndentPt;
  const widthPt = textWidthPt(paper) - leftIndentPt - sideIndentPt;
  const lines = breakLines(paper, runs, look, widthPt, firstIndentPt);
  if (!isAtTop(paper)) paper.y += beforePt;
  const tag = beginTag(paper, look.tag ?? 'P');
  let next = 0;
  while (next < lines.length) {
    const fitting = fittingLines(paper, lines.length - next, lineHeightPt(look), keepWithPt);
    const chunk = lines.slice(next, next + fitting);
    drawTagged(tag, () => {
      drawLines(paper, chunk, look, {
        x: leftPt(paper) + leftIndentPt,
        widthPt,
        firstIndentPt: next === 0 ? firstIndentPt : 0,
      });
    });
    next += fitting;
    if (next < lines.length) beginPage(paper);
  }
  endTag(tag);
  paper.y += afterPt;
}

/** How many of the lines left go on this page. At least one where the page is empty, or it would never end. */
function fittingLines(paper: Paper, left: number, linePt: number, keepWithPt: number): number {
  const roomLines = Math.floor((roomPt(paper) + 0.01) / linePt);
  if (left * linePt + keepWithPt <= roomPt(paper)) return left;
  if (isAtTop(paper)) return Math.max(1, Math.min(left, roomLines));
  const most = Math.min(roomLines, left <= roomLines ? left - 2 : left);
  const withoutOrphan = left - most === 1 ? most - 1 : most;
  return withoutOrphan < 2 ? 0 : withoutOrphan;
}

/** Draws lines from `paper.y` on and moves it below them. */
export function drawLines(
  paper: Paper,
  lines: readonly TextLine[],
  look: TextLook & { readonly align: LineAlignment },
  { x, widthPt, firstIndentPt = 0 }: { x: number; widthPt: number; firstIndentPt?: number },
): void {
  lines.forEach((line, index) => {
    const indentPt = index === 0 ? firstIndentPt : 0;
    drawLine(paper, line, look, {
      x: x + indentPt,
      y: paper.y,
      widthPt: widthPt - indentPt,
      align: look.align,
    });
    paper.y += lineHeightPt(look);
  });
}
