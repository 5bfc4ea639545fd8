import {
  AlignmentType,
  BorderStyle,
  type IParagraphOptions,
  type IRunPropertiesOptions,
  NoBreakHyphen,
  Paragraph,
  TextRun,
} from 'docx';
import type { Runs } from '../model/composed-document.ts';
import { POINTS } from '../model/layout.ts';
import type { PlainRun } from '../model/plain-run.ts';
import { symbolParts } from '../model/symbol-parts.ts';
import { STYLE } from './docx-styles.ts';
import { twipsOfPoints } from './docx-units.ts';

/** Runs as Word takes them; what a person must fill is highlighted, line breaks are kept. */
export function textRuns(runs: Runs, look: IRunPropertiesOptions = {}): readonly TextRun[] {
  return runs.flatMap((run) => run.text.split('\n').map((text, line) => textRun(run, text, line > 0, look)));
}

function textRun(
  { bold, italic, marked }: PlainRun,
  text: string,
  startsLine: boolean,
  look: IRunPropertiesOptions,
): TextRun {
  return new TextRun({
    ...look,
    children: symbolParts(text).flatMap((part, index) =>
      index === 0 ? [part] : [new NoBreakHyphen(), part],
    ),
    ...(startsLine && { break: 1 }),
    ...(bold && { bold }),
    ...(italic && { italics: true }),
    ...(marked && { highlight: 'yellow' }),
  });
}

/** A centred line of its own size, without indent or space. */
export function bareParagraph(
  runs: Runs,
  look: IRunPropertiesOptions,
  options: Omit<IParagraphOptions, 'children'> = {},
): Paragraph {
  return new Paragraph({ style: STYLE.bare, ...options, children: textRuns(runs, look) });
}

/**
 * A solid rule of a given length, centred in a given width: the upper border of a paragraph without words, so that
 * it stays what it is when a reader edits the line above.
 */
export function ruleParagraph(lengthPt: number, widthPt: number): Paragraph {
  const margin = twipsOfPoints(Math.max(0, (widthPt - lengthPt) / 2));
  return new Paragraph({
    style: STYLE.bare,
    alignment: AlignmentType.CENTER,
    indent: { left: margin, right: margin },
    spacing: { before: twipsOfPoints(RULE_GAP), line: twipsOfPoints(RULE_GAP), lineRule: 'exact' },
    border: { top: { style: BorderStyle.SINGLE, size: POINTS.rule * 8, space: 0, color: '000000' } },
    children: [],
  });
}

const RULE_GAP = 3;
