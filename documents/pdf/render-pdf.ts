import { type FontFiles, loadFontFiles } from '../fonts/font-files.ts';
import { composeDocument } from '../model/compose-document.ts';
import type { ComposedAnnex, ComposedDocument, Runs } from '../model/composed-document.ts';
import type { OfficialDocument } from '../model/document.ts';
import { POINTS } from '../model/layout.ts';
import { textOfRuns } from '../model/plain-run.ts';
import { drawBlocks } from './pdf-blocks.ts';
import { closingHeightPt, drawClosing } from './pdf-closing.ts';
import { type ColumnItem, columnHeightPt, drawColumns } from './pdf-column.ts';
import { drawBalanced, drawHead, drawRuled } from './pdf-head.ts';
import { type AddBookmark, createOutline } from './pdf-outline.ts';
import {
  beginSection,
  createPaper,
  drawRule,
  ensureRoom,
  footerTopPt,
  leftPt,
  type Paper,
  textWidthPt,
} from './pdf-paper.ts';
import { drawParagraph } from './pdf-paragraph.ts';

/**
 * A document as a PDF file in the layout of Decree 30/2020: Tinos embedded, text that can be searched, bookmarks,
 * tags for screen readers. The same document gives the same bytes.
 * @throws DocumentError when a table or a picture cannot be laid out, FontError when Tinos is missing.
 */
export async function renderPdf(document: OfficialDocument, fonts?: FontFiles): Promise<Uint8Array> {
  const composed = composeDocument(document);
  const paper = createPaper(fonts ?? (await loadFontFiles()), composed);
  const bytes = collect(paper);
  const addBookmark = createOutline(paper);
  drawMain(paper, composed, addBookmark);
  for (const annex of composed.annexes) drawAnnex(paper, annex, addBookmark);
  paper.structure.end();
  paper.pdf.end();
  await paper.images.write();
  return bytes;
}

function collect({ pdf }: Paper): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  return new Promise((resolve, reject) => {
    pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
}

function drawMain(paper: Paper, document: ComposedDocument, addBookmark: AddBookmark): void {
  const footer = footerItems(document.footer);
  beginSection(paper, 'portrait', columnHeightPt(paper, footer, textWidthPt(paper)));
  if (footer.length > 0) drawFooter(paper, footer);
  drawHead(paper, document);
  const closingPt = closingHeightPt(paper, document.closing);
  drawBlocks(paper, document.body, addBookmark, closingPt);
  ensureRoom(paper, closingPt);
  drawClosing(paper, document);
}

function footerItems(lines: readonly Runs[]): readonly ColumnItem[] {
  return lines.map((runs, index) => ({
    kind: 'text',
    runs,
    sizePt: POINTS.footer,
    align: 'centre',
    beforePt: index === 0 ? 2 : 0,
  }));
}

/** At the foot of page 1, under a rule as wide as the text. */
function drawFooter(paper: Paper, items: readonly ColumnItem[]): void {
  const top = paper.y;
  paper.y = footerTopPt(paper.box, paper.footerPt);
  drawRule(paper, leftPt(paper), paper.y, textWidthPt(paper));
  drawColumns(paper, [{ x: leftPt(paper), widthPt: textWidthPt(paper), items }]);
  paper.y = top;
}

function drawAnnex(paper: Paper, annex: ComposedAnnex, addBookmark: AddBookmark): void {
  beginSection(paper, annex.orientation);
  if (annex.stamp) drawParagraph(paper, annex.stamp, { sizePt: POINTS.stamp, bold: true, align: 'left' });
  addBookmark(1, `${textOfRuns(annex.label)}. ${textOfRuns(annex.title)}`);
  drawParagraph(paper, annex.label, { sizePt: POINTS.body, bold: true, align: 'centre', tag: 'H1' });
  drawBalanced(paper, annex.title, 'bold');
  drawRuled(paper, annex.guide, 'italic');
  drawBlocks(paper, annex.blocks, (level, title) => addBookmark(level + 1, title), 0);
}
