import { cleanText } from './clean-text.ts';
import type { RichText, Run } from './rich-text.ts';

/** A run as the renderers take it: words and looks, nothing else. */
export interface PlainRun {
  readonly text: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  /** A place that a person must fill. */
  readonly marked?: boolean;
}

/** Cleaned runs, none of them empty. */
export function plainRuns(text: RichText): readonly PlainRun[] {
  const runs = typeof text === 'string' ? [{ text: cleanText(text) }] : text.map(plainRun);
  return runs.filter((run) => run.text !== '');
}

/** `[số văn bản: ……]`, or `……` without a hint. */
export function markedRun(hint: string): PlainRun {
  return { text: hint === '' ? '……' : `[${cleanText(hint)}: ……]`, marked: true };
}

export function textOfRuns(runs: readonly PlainRun[]): string {
  return runs.map((run) => run.text).join('');
}

function plainRun(run: Run): PlainRun {
  switch (run.kind) {
    case 'marked':
      return markedRun(run.hint);
    case 'figure':
      return { text: cleanText(run.text), ...(run.bold && { bold: true }) };
    case 'text':
      return {
        text: cleanText(run.text),
        ...(run.bold && { bold: true }),
        ...(run.italic && { italic: true }),
      };
  }
}
