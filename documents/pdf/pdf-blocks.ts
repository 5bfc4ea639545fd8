import type { Picture } from '../model/block.ts';
import type { ComposedBlock, ComposedHeading, ComposedParagraph, Runs } from '../model/composed-document.ts';
import { FIRST_LINE_MM, POINTS } from '../model/layout.ts';
import { plainRuns, textOfRuns } from '../model/plain-run.ts';
import { drawImage, imageSizePt } from './pdf-column.ts';
import { breakLines, lineHeightPt } from './pdf-lines.ts';
import type { AddBookmark } from './pdf-outline.ts';
import { beginPage, ensureRoom, leftPt, type Paper, points, textWidthPt } from './pdf-paper.ts';
import { drawParagraph, type ParagraphLook } from './pdf-paragraph.ts';
import { drawTable, tableStartPt } from './pdf-table.ts';

const SPACE = POINTS.paragraphSpace;

/** Draws blocks in their order; the last lines stay with the `keepWithPt` that follow. */
export function drawBlocks(
  paper: Paper,
  blocks: readonly ComposedBlock[],
  addBookmark: AddBookmark,
  keepWithPt: number,
): void {
  blocks.forEach((block, index) => {
    const isLast = index === blocks.length - 1;
    if (block.kind === 'heading') {
      if (blocks[index - 1]?.kind !== 'heading') ensureRoom(paper, headingsPt(paper, blocks.slice(index)));
      drawHeading(paper, block, addBookmark);
      return;
    }
    const next = blocks[index + 1];
    const keptPt = block.kind === 'table' && block.keepsLast && next ? SPACE + startPt(paper, next) : 0;
    drawBlock(paper, block, isLast ? keepWithPt : keptPt);
  });
}

/** Headings in a row and the beginning of what they head. */
function headingsPt(paper: Paper, blocks: readonly ComposedBlock[]): number {
  let height = 0;
  for (const block of blocks) {
    if (block.kind !== 'heading') return height + startPt(paper, block);
    height += linesPt(paper, headingRuns(block), headingLook(block)) + SPACE * 2;
  }
  return height;
}

function startPt(paper: Paper, block: ComposedBlock): number {
  switch (block.kind) {
    case 'heading':
      return headingsPt(paper, [block]);
    case 'paragraph':
      return paragraphStartPt(paper, block);
    case 'table':
      return tableStartPt(paper, block);
    case 'picture':
      return picturePt(paper, block);
    case 'page-break':
      return 0;
  }
}

/** Two lines, since one alone is never left behind; all three where there are three. */
function paragraphStartPt(paper: Paper, { look, runs }: ComposedParagraph): number {
  const linePt = lineHeightPt(PARAGRAPH_LOOKS[look]);
  const wholePt = linesPt(paper, runs, PARAGRAPH_LOOKS[look]);
  return SPACE + (wholePt > linePt * 3.5 ? linePt * 2 : wholePt);
}

function linesPt(paper: Paper, runs: Runs, look: ParagraphLook): number {
  return breakLines(paper, runs, look, textWidthPt(paper), look.firstIndentPt).length * lineHeightPt(look);
}

function drawHeading(paper: Paper, heading: ComposedHeading, addBookmark: AddBookmark): void {
  addBookmark(heading.level, heading.lines.map(textOfRuns).join('. '));
  drawParagraph(paper, headingRuns(heading), headingLook(heading));
}

function headingRuns({ lines }: ComposedHeading): Runs {
  return lines.flatMap((line, index) => (index === 0 ? line : [{ text: '\n' }, ...line]));
}

function headingLook({ level, look }: ComposedHeading): ParagraphLook {
  return {
    sizePt: POINTS.body,
    bold: true,
    tag: HEADING_TAGS[level],
    beforePt: SPACE * 2,
    ...(look === 'part' ? { align: 'centre' } : { align: 'justified', firstIndentPt: points(FIRST_LINE_MM) }),
  };
}

const HEADING_TAGS = { 1: 'H1', 2: 'H2', 3: 'H3' } as const;

function drawBlock(paper: Paper, block: Exclude<ComposedBlock, ComposedHeading>, keepWithPt: number): void {
  switch (block.kind) {
    case 'paragraph':
      drawParagraph(paper, block.runs, { ...PARAGRAPH_LOOKS[block.look], keepWithPt });
      return;
    case 'table':
      drawTable(paper, block, keepWithPt);
      return;
    case 'picture':
      drawPicture(paper, block);
      return;
    case 'page-break':
      beginPage(paper);
  }
}

const BODY_LOOK: ParagraphLook = {
  sizePt: POINTS.body,
  align: 'justified',
  firstIndentPt: points(FIRST_LINE_MM),
  beforePt: SPACE,
};

const PARAGRAPH_LOOKS: Readonly<Record<ComposedParagraph['look'], ParagraphLook>> = {
  body: BODY_LOOK,
  note: { ...BODY_LOOK, sizePt: POINTS.note, italic: true },
  'end-mark': { sizePt: POINTS.body, align: 'right', beforePt: SPACE },
};

const CAPTION_LOOK: ParagraphLook = { sizePt: POINTS.note, italic: true, align: 'centre', beforePt: SPACE };

function drawPicture(paper: Paper, picture: Picture): void {
  ensureRoom(paper, picturePt(paper, picture));
  paper.y += SPACE;
  drawImage(paper, picture, leftPt(paper), textWidthPt(paper));
  if (picture.caption !== undefined)
    drawParagraph(paper, plainRuns(picture.caption), { ...CAPTION_LOOK, tag: 'Caption' });
}

function picturePt(paper: Paper, picture: Picture): number {
  const captionPt = picture.caption === undefined ? 0 : SPACE + lineHeightPt({ sizePt: POINTS.note });
  return SPACE + imageSizePt(picture, textWidthPt(paper)).height + captionPt;
}
