import type { FontFace } from '../fonts/font-files.ts';
import type { MeasureText } from '../fonts/measure-text.ts';
import type { Runs } from './composed-document.ts';
import { textOfRuns } from './plain-run.ts';

export interface LineLook {
  readonly face: FontFace;
  readonly sizePt: number;
}

/** Widths of the lines that a text takes in a column; they break at blanks and line ends, as readers break them. */
export function lineWidthsPt(
  runs: Runs,
  { face, sizePt }: LineLook,
  columnPt: number,
  measure: MeasureText,
): readonly number[] {
  const spacePt = measure(' ', face, sizePt);
  return textOfRuns(runs)
    .split('\n')
    .flatMap((line) =>
      wrap(
        line.split(' ').map((word) => measure(word, face, sizePt)),
        spacePt,
        columnPt,
      ),
    );
}

function wrap(wordsPt: readonly number[], spacePt: number, columnPt: number): readonly number[] {
  const lines: number[] = [];
  for (const wordPt of wordsPt) {
    const joinedPt = (lines.at(-1) ?? Number.POSITIVE_INFINITY) + spacePt + wordPt;
    if (joinedPt <= columnPt) lines[lines.length - 1] = joinedPt;
    else lines.push(wordPt);
  }
  return lines;
}

/** A title of several lines: how far to draw it in on both sides so that they are about as long, and its last line. */
export interface BalancedLines {
  readonly sideIndentPt: number;
  readonly lastLinePt: number;
}

/** The narrowest column in which a text takes no more lines: no word of it stands alone on the last. */
export function balanceLines(
  runs: Runs,
  look: LineLook,
  columnPt: number,
  measure: MeasureText,
): BalancedLines {
  const lines = lineWidthsPt(runs, look, columnPt, measure);
  const hasSpread = (widthPt: number) => lineWidthsPt(runs, look, widthPt, measure).length > lines.length;
  let widthPt = columnPt;
  if (lines.length > 1) while (widthPt > STEP_PT && !hasSpread(widthPt - STEP_PT)) widthPt -= STEP_PT;
  // A reader with letters of its own may set a line a little wider.
  const roomyPt = Math.min(columnPt, widthPt + STEP_PT);
  const balanced = lineWidthsPt(runs, look, roomyPt, measure);
  return { sideIndentPt: (columnPt - roomyPt) / 2, lastLinePt: Math.min(balanced.at(-1) ?? 0, roomyPt) };
}

const STEP_PT = 4;
