import type { Runs } from '../model/composed-document.ts';
import type { SignatureImage } from '../model/document.ts';
import { pngSize } from '../model/png-size.ts';
import { breakLines, type LineAlignment, lineHeightPt, type TextLook } from './pdf-lines.ts';
import { drawRule, type Paper, points } from './pdf-paper.ts';
import { drawLines } from './pdf-paragraph.ts';
import { beginTag, drawTagged, endTag } from './pdf-tags.ts';

/** What stands in a column of the letterhead or of the closing, from top to bottom. */
export type ColumnItem =
  | ({
      readonly kind: 'text';
      readonly runs: Runs;
      readonly align: LineAlignment;
      readonly beforePt?: number;
    } & TextLook)
  /** As long as a part of the last line of the text above it. */
  | { readonly kind: 'rule'; readonly lengthPt: number }
  | { readonly kind: 'image'; readonly image: SignatureImage };

/** From a line to the rule below it, and from the rule to what follows. */
export const RULE_GAP = 3;

/** Height of the items in a column of that width. */
export function columnHeightPt(paper: Paper, items: readonly ColumnItem[], widthPt: number): number {
  return items.reduce((sum, item) => sum + itemHeightPt(paper, item, widthPt), 0);
}

function itemHeightPt(paper: Paper, item: ColumnItem, widthPt: number): number {
  switch (item.kind) {
    case 'text':
      return (item.beforePt ?? 0) + breakLines(paper, item.runs, item, widthPt).length * lineHeightPt(item);
    case 'rule':
      return RULE_GAP * 2;
    case 'image':
      return imageSizePt(item.image, widthPt).height;
  }
}

/** Draws columns side by side from `paper.y` on and moves it below the longest. */
export function drawColumns(
  paper: Paper,
  columns: readonly { readonly x: number; readonly widthPt: number; readonly items: readonly ColumnItem[] }[],
): void {
  const top = paper.y;
  let bottom = top;
  for (const { x, widthPt, items } of columns) {
    paper.y = top;
    for (const item of items) drawItem(paper, item, x, widthPt);
    bottom = Math.max(bottom, paper.y);
  }
  paper.y = bottom;
}

function drawItem(paper: Paper, item: ColumnItem, x: number, widthPt: number): void {
  switch (item.kind) {
    case 'text': {
      paper.y += item.beforePt ?? 0;
      const lines = breakLines(paper, item.runs, item, widthPt);
      const tag = beginTag(paper, 'P');
      drawTagged(tag, () => drawLines(paper, lines, item, { x, widthPt }));
      endTag(tag);
      return;
    }
    case 'rule':
      drawRule(paper, x + (widthPt - item.lengthPt) / 2, paper.y + RULE_GAP, item.lengthPt);
      paper.y += RULE_GAP * 2;
      return;
    case 'image':
      drawImage(paper, item.image, x, widthPt);
  }
}

/** Centred in the width, shrunk to it; moves `paper.y` below it. */
export function drawImage(paper: Paper, image: SignatureImage, x: number, widthPt: number): void {
  const { width, height } = imageSizePt(image, widthPt);
  const tag = beginTag(paper, 'Figure', { alt: image.alt });
  drawTagged(tag, () => {
    paper.images.draw(image.png, { x: x + (widthPt - width) / 2, y: paper.y, width, height });
  });
  endTag(tag);
  paper.y += height;
}

/** @throws DocumentError when the bytes are no PNG. */
export function imageSizePt(
  { png, widthMm, alt }: SignatureImage,
  maxPt: number,
): { readonly width: number; readonly height: number } {
  const pixels = pngSize(png, alt);
  const width = Math.min(points(widthMm), maxPt);
  return { width, height: (width * pixels.height) / pixels.width };
}
