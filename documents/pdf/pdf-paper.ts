import PDFDocument from 'pdfkit';
import type { FontFace, FontFiles } from '../fonts/font-files.ts';
import { cleanText } from '../model/clean-text.ts';
import type { ComposedDocument } from '../model/composed-document.ts';
import { PAGE, type PageBox, POINTS, pageBox } from '../model/layout.ts';
import { createImages, type PdfImages } from './pdf-images.ts';

type Pdf = InstanceType<typeof PDFDocument>;

/**
 * The paper that is being written on: one page after the other, and how far down the writing has come. The drawing
 * functions move `y`; all lengths are points from the upper left corner.
 */
export interface Paper {
  readonly pdf: Pdf;
  /** Holds the tags of everything. */
  readonly structure: ReturnType<Pdf['struct']>;
  readonly images: PdfImages;
  /** Width of a text in one line. */
  readonly measure: (text: string, face: FontFace, sizePt: number) => number;
  readonly hasGlyph: (codePoint: number) => boolean;
  box: PageBox;
  /** Counts anew in every section. */
  pageNumber: number;
  /** Height of what stands at the foot of the first page of the section. */
  footerPt: number;
  y: number;
}

const POINTS_PER_MM = 72 / 25.4;

export function points(mm: number): number {
  return mm * POINTS_PER_MM;
}

/** Paper without a page yet: `beginSection` puts the first on it. */
export function createPaper(
  fonts: FontFiles,
  { info, texts }: Pick<ComposedDocument, 'info' | 'texts'>,
): Paper {
  const created = new Date(info.createdMs);
  const pdf = new PDFDocument({
    autoFirstPage: false,
    margin: 0,
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: texts.tag,
    info: {
      Title: cleanText(info.title),
      Author: cleanText(info.creator),
      Creator: 'camwatch',
      CreationDate: created,
      ModDate: created,
      ...info.properties,
    },
  });
  for (const [face, bytes] of Object.entries(fonts)) pdf.registerFont(face, Buffer.from(bytes));
  const structure = pdf.struct('Document');
  pdf.addStructure(structure);
  return {
    pdf,
    structure,
    images: createImages(pdf),
    measure: createMeasure(pdf),
    hasGlyph: createHasGlyph(pdf),
    box: pageBox('portrait'),
    pageNumber: 0,
    footerPt: 0,
    y: 0,
  };
}

/** Widths are asked for again and again by tables; a full memory is emptied, and the library's with it. */
function createMeasure(pdf: Pdf): Paper['measure'] {
  const widths = new Map<string, number>();
  return (text, face, sizePt) => {
    const key = `${face} ${text}`;
    const known = widths.get(key);
    if (known !== undefined) return known * sizePt;
    const width = pdf.font(face).fontSize(1000).widthOfString(text) / 1000;
    if (widths.size > MOST_WIDTHS) {
      widths.clear();
      forgetLayouts(pdf);
    }
    widths.set(key, width);
    return width * sizePt;
  };
}

const MOST_WIDTHS = 5_000;

/** The library keeps the letters of every word it has ever drawn: 5 kB for each of 100,000 numbers. */
function forgetLayouts(pdf: Pdf): void {
  const fonts: unknown = Reflect.get(pdf, '_fontFamilies');
  for (const font of Object.values(Object(fonts)))
    if (Reflect.has(Object(font), 'layoutCache'))
      Reflect.set(Object(font), 'layoutCache', Object.create(null));
}

/** The library does not tell which letters a font has; the font inside it does. */
function createHasGlyph(pdf: Pdf): Paper['hasGlyph'] {
  const inner: unknown = Reflect.get(Object(Reflect.get(pdf.font('regular'), '_font')), 'font');
  const known = new Map<number, boolean>();
  return (codePoint) => {
    const answer = known.get(codePoint) ?? asksFont(inner, codePoint);
    known.set(codePoint, answer);
    return answer;
  };
}

function asksFont(inner: unknown, codePoint: number): boolean {
  const ask: unknown = Reflect.get(Object(inner), 'hasGlyphForCodePoint');
  return typeof ask !== 'function' || Reflect.apply(ask, inner, [codePoint]) === true;
}

/** Starts the document or an annex on a page of its own, numbered from 1. */
export function beginSection(paper: Paper, orientation: 'portrait' | 'landscape', footerPt = 0): void {
  paper.box = pageBox(orientation);
  paper.pageNumber = 0;
  paper.footerPt = footerPt;
  beginPage(paper);
}

/** The next page of the section; its number stands in the top margin, but not on the first. */
export function beginPage(paper: Paper): void {
  const { pdf, box } = paper;
  pdf.addPage({ size: [points(box.widthMm), points(box.heightMm)], margin: 0 });
  paper.pageNumber += 1;
  paper.y = points(box.topMm);
  if (paper.pageNumber > 1) drawPageNumber(paper);
}

function drawPageNumber({ pdf, box, pageNumber, measure }: Paper): void {
  const text = String(pageNumber);
  const x = points(box.leftMm) + (points(box.textWidthMm) - measure(text, 'regular', POINTS.pageNumber)) / 2;
  pdf.markContent('Artifact', { type: 'Pagination' });
  pdf
    .font('regular')
    .fontSize(POINTS.pageNumber)
    .text(text, x, points(PAGE.headerMm) + POINTS.pageNumber * ASCENT, {
      lineBreak: false,
      baseline: 'alphabetic',
    });
  pdf.endMarkedContent();
}

/** Height of a line, and of what rises above its base line, as parts of the font size. */
export const LINE_HEIGHT = 1.149;
export const ASCENT = 0.891;

export function textWidthPt({ box }: Paper): number {
  return points(box.textWidthMm);
}

export function leftPt({ box }: Paper): number {
  return points(box.leftMm);
}

/** How far down the page may be written on; the first page ends above its footer. */
export function bottomPt({ box, footerPt, pageNumber }: Paper): number {
  const margin = points(box.heightMm - box.bottomMm);
  return pageNumber > 1 ? margin : Math.min(margin, footerTopPt(box, footerPt) - POINTS.paragraphSpace);
}

export function footerTopPt({ heightMm }: PageBox, footerPt: number): number {
  return points(heightMm - PAGE.footerMm) - footerPt;
}

/** Free room below the last line. */
export function roomPt(paper: Paper): number {
  return bottomPt(paper) - paper.y;
}

/** Turns the page unless so much room is left; nothing is gained by turning an empty one. */
export function ensureRoom(paper: Paper, heightPt: number): void {
  if (heightPt > roomPt(paper) && !isAtTop(paper)) beginPage(paper);
}

export function isAtTop({ box, y }: Paper): boolean {
  return y <= points(box.topMm) + 0.01;
}

export function drawRule({ pdf }: Paper, x: number, y: number, lengthPt: number): void {
  pdf.markContent('Artifact', { type: 'Layout' });
  pdf
    .lineWidth(POINTS.rule)
    .moveTo(x, y)
    .lineTo(x + lengthPt, y)
    .stroke('#000000');
  pdf.endMarkedContent();
}
