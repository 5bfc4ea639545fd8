import { widthOf } from '../../core/text/align-rows.ts';

/** Where the text of a line begins: behind its blanks, the time and arrow of a step, the dash of a list. */
const LEAD = /^(?:[^+]{0,20}\+.{0,20}?[→←·] | *- | *)/;
/** Below this there is no room for a word beside the lead. */
const NARROWEST = 40;

/** Breaks lines that are wider than a terminal between words; what follows stands beneath where the text began. */
export function wrapLines(text: string, width: number): string {
  if (width < NARROWEST) return text;
  return text
    .split('\n')
    .flatMap((line) => wrapLine(line, width))
    .join('\n');
}

function wrapLine(line: string, width: number): readonly string[] {
  if (widthOf(line) <= width) return [line];
  const [lead = ''] = LEAD.exec(line) ?? [];
  const indent = ' '.repeat(Math.min(widthOf(lead), width / 2));
  const [first = '', ...words] = line.slice(lead.length).split(' ');
  const lines = [lead + first];
  for (const word of words) {
    const last = lines.at(-1) ?? '';
    const joined = `${last} ${word}`;
    if (widthOf(joined) <= width) lines[lines.length - 1] = joined;
    else lines.push(indent + word);
  }
  return lines.map((one) => one.trimEnd());
}
