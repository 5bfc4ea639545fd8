import type { FontFace } from '../fonts/font-files.ts';
import type { Runs } from '../model/composed-document.ts';
import type { PlainRun } from '../model/plain-run.ts';
import { ASCENT, LINE_HEIGHT, type Paper } from './pdf-paper.ts';

/** A stretch of one look between two places where a line may break. */
interface Piece {
  readonly text: string;
  readonly face: FontFace;
  readonly marked: boolean;
  readonly widthPt: number;
}

/** A word, its pieces, and the blank after it. */
interface Word {
  readonly pieces: readonly Piece[];
  readonly widthPt: number;
  readonly spacePt: number;
  /** The line ends after it whatever its width. */
  readonly endsLine: boolean;
}

export interface TextLine {
  readonly words: readonly Word[];
  /** Without the blank at its end. */
  readonly widthPt: number;
  /** The last line of a paragraph or before a line break: never stretched. */
  readonly isLast: boolean;
}

export interface TextLook {
  readonly sizePt: number;
  readonly bold?: boolean;
  readonly italic?: boolean;
}

/**
 * Breaks runs into lines. A word wider than a line is broken after a hyphen, or else wherever it must be.
 * At least one line, so that an empty cell has a height.
 */
export function breakLines(
  paper: Paper,
  runs: Runs,
  look: TextLook,
  widthPt: number,
  firstIndentPt = 0,
): readonly TextLine[] {
  const lines: TextLine[] = [];
  let words: Word[] = [];
  let usedPt = 0;
  let roomPt = widthPt - firstIndentPt;
  const endLine = (isLast: boolean) => {
    lines.push({ words, widthPt: usedPt - (words.at(-1)?.spacePt ?? 0), isLast });
    words = [];
    usedPt = 0;
    roomPt = widthPt;
  };
  for (const word of splitWords(paper, runs, look, widthPt - firstIndentPt)) {
    if (words.length > 0 && usedPt + word.widthPt > roomPt + TOLERANCE_PT) endLine(false);
    words.push(word);
    usedPt += word.widthPt + word.spacePt;
    if (word.endsLine) endLine(true);
  }
  if (words.length > 0 || lines.length === 0) endLine(true);
  return lines;
}

const TOLERANCE_PT = 0.01;

/** Runs cut at blanks and line ends; a word may be of several looks. */
function* splitWords(paper: Paper, runs: Runs, look: TextLook, maxPt: number): Generator<Word> {
  let pieces: Piece[] = [];
  for (const run of runs) {
    const face = faceOf(run, look);
    for (const part of printable(paper, run.text).split(/( |\n)/)) {
      if (part === '') continue;
      if (part !== ' ' && part !== '\n') {
        pieces.push(pieceOf(paper, part, face, run, look));
        continue;
      }
      const spacePt = part === ' ' ? paper.measure(' ', face, look.sizePt) : 0;
      yield* cutToWidth(paper, pieces, look, maxPt, spacePt, part === '\n');
      pieces = [];
    }
  }
  if (pieces.length > 0) yield* cutToWidth(paper, pieces, look, maxPt, 0, false);
}

function pieceOf(paper: Paper, text: string, face: FontFace, run: PlainRun, { sizePt }: TextLook): Piece {
  return { text, face, marked: run.marked === true, widthPt: paper.measure(text, face, sizePt) };
}

function faceOf(run: PlainRun, look: TextLook): FontFace {
  const isBold = run.bold || look.bold;
  const isItalic = run.italic || look.italic;
  if (isBold) return isItalic ? 'boldItalic' : 'bold';
  return isItalic ? 'italic' : 'regular';
}

/** Letters that the font lacks are told by their number: a reader must not take an empty box for nothing. */
function printable({ hasGlyph }: Paper, text: string): string {
  if (!UNUSUAL.test(text)) return text;
  return [...text]
    .map((letter) => {
      const codePoint = letter.codePointAt(0) ?? 0;
      const isPrintable = letter === '\n' || hasGlyph(codePoint);
      return isPrintable ? letter : `[U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}]`;
    })
    .join('');
}

/** Whatever is neither ASCII, Latin with the marks of Vietnamese, nor usual punctuation. */
const UNUSUAL = /[^\n\u0020-\u007e\u00a0-\u01b0\u1ea0-\u1ef9\u2013\u2014\u2018-\u201d\u2026]/u;

function* cutToWidth(
  paper: Paper,
  pieces: readonly Piece[],
  { sizePt }: TextLook,
  maxPt: number,
  spacePt: number,
  endsLine: boolean,
): Generator<Word> {
  let fitting: Piece[] = [];
  let usedPt = 0;
  const isWide = pieces.reduce((sum, piece) => sum + piece.widthPt, 0) > maxPt;
  for (const piece of isWide ? pieces.flatMap((whole) => partsOf(paper, whole, sizePt, maxPt)) : pieces) {
    if (usedPt + piece.widthPt > maxPt && fitting.length > 0) {
      yield { pieces: joined(fitting), widthPt: usedPt, spacePt: 0, endsLine: false };
      fitting = [];
      usedPt = 0;
    }
    fitting.push(piece);
    usedPt += piece.widthPt;
  }
  yield { pieces: isWide ? joined(fitting) : fitting, widthPt: usedPt, spacePt, endsLine };
}

/** Cut after each hyphen, as ids are; into letters what is still wider than a line. */
function partsOf(
  paper: Paper,
  { text, face, marked }: Piece,
  sizePt: number,
  maxPt: number,
): readonly Piece[] {
  const part = (own: string) => ({ text: own, face, marked, widthPt: paper.measure(own, face, sizePt) });
  return text.split(/(?<=-)/).flatMap((own) => {
    const whole = part(own);
    return whole.widthPt > maxPt ? [...own].map(part) : [whole];
  });
}

function joined(pieces: readonly Piece[]): readonly Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (last?.face === piece.face && last.marked === piece.marked)
      result[result.length - 1] = {
        ...last,
        text: last.text + piece.text,
        widthPt: last.widthPt + piece.widthPt,
      };
    else result.push(piece);
  }
  return result;
}

export function lineHeightPt({ sizePt }: TextLook): number {
  return sizePt * LINE_HEIGHT;
}

export type LineAlignment = 'left' | 'centre' | 'right' | 'justified';

/** Draws one line whose upper edge is at `y`. Blanks are real letters, so that the text can be searched and copied. */
export function drawLine(
  paper: Paper,
  line: TextLine,
  look: TextLook,
  place: { readonly x: number; readonly y: number; readonly widthPt: number; readonly align: LineAlignment },
): void {
  const freePt = place.widthPt - line.widthPt;
  const isStretched = place.align === 'justified' && !line.isLast && line.words.length > 1;
  const stretchPt = isStretched ? Math.max(0, freePt) / (line.words.length - 1) : 0;
  const baseline = place.y + look.sizePt * ASCENT;
  let x = place.x + startOf(place.align, freePt);
  for (const { text, face, marked, widthPt } of stretches(line, stretchPt)) {
    if (marked) drawMark(paper, x, place.y, widthPt, look.sizePt);
    paper.pdf.font(face).fontSize(look.sizePt);
    paper.pdf.text(text, x, baseline, TEXT_OPTIONS);
    x += widthPt;
  }
}

const TEXT_OPTIONS = { lineBreak: false, baseline: 'alphabetic' } as const;

function startOf(align: LineAlignment, freePt: number): number {
  if (align === 'centre') return freePt / 2;
  return align === 'right' ? freePt : 0;
}

/** The line as pieces to draw in one go: whole looks where nothing is stretched, else word by word. */
function stretches({ words, isLast }: TextLine, stretchPt: number): readonly Piece[] {
  const result: Piece[] = [];
  words.forEach(({ pieces, spacePt }, index) => {
    const isEnd = index === words.length - 1;
    pieces.forEach((piece, place) => {
      // The blank at the end of a line is not seen, but keeps words apart for those that copy or listen.
      const takesSpace = place === pieces.length - 1 && spacePt > 0 && !(isEnd && isLast);
      const spaced = takesSpace
        ? { ...piece, text: `${piece.text} `, widthPt: piece.widthPt + (isEnd ? 0 : spacePt + stretchPt) }
        : piece;
      const last = result.at(-1);
      const joins = stretchPt === 0 && last?.face === piece.face && last.marked === piece.marked;
      if (joins && last)
        result[result.length - 1] = {
          ...last,
          text: last.text + spaced.text,
          widthPt: last.widthPt + spaced.widthPt,
        };
      else result.push(spaced);
    });
    if (pieces.length === 0 && result.length > 0 && spacePt > 0) pushSpace(result, spacePt + stretchPt);
  });
  return result;
}

/** Two blanks in a row: the second has no word of its own. */
function pushSpace(result: Piece[], widthPt: number): void {
  const last = result.at(-1);
  if (last) result[result.length - 1] = { ...last, text: `${last.text} `, widthPt: last.widthPt + widthPt };
}

function drawMark({ pdf }: Paper, x: number, y: number, widthPt: number, sizePt: number): void {
  pdf.rect(x, y, widthPt, sizePt * LINE_HEIGHT).fill('#ffff66');
  pdf.fillColor('#000000');
}
