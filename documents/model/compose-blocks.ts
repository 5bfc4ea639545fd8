import type { Block, Heading, Paragraph } from './block.ts';
import { capitals, cleanText } from './clean-text.ts';
import type { ComposedBlock, ComposedHeading, ComposedParagraph } from './composed-document.ts';
import { type LayoutTexts, layoutTexts } from './layout-texts.ts';
import { type PlainRun, plainRuns } from './plain-run.ts';
import { pointLetter } from './point-letter.ts';
import { romanNumber } from './roman-number.ts';
import { checkTable } from './table-spans.ts';

/**
 * Numbers the headings, clauses and points, and ends the text with `./.`.
 * Sections count anew in every part, clauses in every section, points after every clause or heading.
 */
export function composeBlocks(
  blocks: readonly Block[],
  texts: LayoutTexts = layoutTexts(),
): readonly ComposedBlock[] {
  const hasParts = blocks.some((block) => block.kind === 'part');
  const count = { part: 0, section: 0, clause: 0, point: 0, texts };
  return keepLastRows(endText(blocks.map((block) => composeBlock(block, count, hasParts))));
}

interface Count {
  readonly texts: LayoutTexts;
  part: number;
  section: number;
  clause: number;
  point: number;
}

function composeBlock(block: Block, count: Count, hasParts: boolean): ComposedBlock {
  switch (block.kind) {
    case 'part':
    case 'section':
    case 'clause':
      return composeHeading(block, count, hasParts);
    case 'paragraph':
    case 'numbered':
    case 'point':
    case 'dash':
    case 'note':
      return composeParagraph(block, count);
    case 'missing':
      return body([{ text: cleanText(count.texts.missing(block.subject, block.because)) }]);
    case 'table':
      checkTable(block);
      return block;
    case 'picture':
    case 'page-break':
      return block;
  }
}

function composeHeading({ kind, title }: Heading, count: Count, hasParts: boolean): ComposedHeading {
  count.point = 0;
  switch (kind) {
    case 'part':
      count.part += 1;
      count.section = 0;
      count.clause = 0;
      return heading(1, 'part', [count.texts.part(romanNumber(count.part)), capitals(title)]);
    case 'section':
      count.section += 1;
      count.clause = 0;
      return heading(hasParts ? 2 : 1, 'section', [`${romanNumber(count.section)}. ${capitals(title)}`]);
    case 'clause':
      count.clause += 1;
      return heading(hasParts ? 3 : 2, 'clause', [`${count.clause}. ${cleanText(title)}`]);
  }
}

function heading(
  level: ComposedHeading['level'],
  look: ComposedHeading['look'],
  lines: readonly string[],
): ComposedHeading {
  return { kind: 'heading', level, look, lines: lines.map((text) => [{ text }]) };
}

function composeParagraph({ kind, text }: Paragraph, count: Count): ComposedParagraph {
  const runs = plainRuns(text);
  switch (kind) {
    case 'paragraph':
      return body(runs);
    case 'numbered':
      count.clause += 1;
      count.point = 0;
      return body([{ text: `${count.clause}. ` }, ...runs]);
    case 'point':
      count.point += 1;
      return body([{ text: `${pointLetter(count.point)}) ` }, ...runs]);
    case 'dash':
      return body([{ text: '- ' }, ...runs]);
    case 'note':
      return { kind: 'paragraph', look: 'note', runs: [{ text: count.texts.note }, ...runs] };
  }
}

function body(runs: readonly PlainRun[]): ComposedParagraph {
  return { kind: 'paragraph', look: 'body', runs };
}

/** The mark takes the place of the last full stop; after a table or a picture it has a line of its own. */
function endText(blocks: readonly ComposedBlock[]): readonly ComposedBlock[] {
  const last = blocks.at(-1);
  if (last?.kind !== 'paragraph')
    return [...blocks, { kind: 'paragraph', look: 'end-mark', runs: [{ text: END_MARK }] }];
  return [...blocks.slice(0, -1), { ...last, runs: endRuns(last.runs) }];
}

const END_MARK = './.';

function endRuns(runs: readonly PlainRun[]): readonly PlainRun[] {
  const last = runs.at(-1);
  if (last === undefined || last.marked) return [...runs, { text: END_MARK }];
  return [...runs.slice(0, -1), { ...last, text: last.text.replace(/[\s.;:,/]+$/u, '') + END_MARK }];
}

/** What explains or ends a table is never alone on a page. */
function keepLastRows(blocks: readonly ComposedBlock[]): readonly ComposedBlock[] {
  return blocks.map((block, index) => {
    const next = blocks[index + 1];
    const isKept = next?.kind === 'paragraph' && (next.look === 'note' || next.look === 'end-mark');
    return block.kind === 'table' && isKept ? { ...block, keepsLast: true } : block;
  });
}
