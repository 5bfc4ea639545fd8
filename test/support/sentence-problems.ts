import type { Block } from '#documents/model/block.ts';
import type { RichText, Run } from '#documents/model/rich-text.ts';
import type { TableCell } from '#documents/model/table.ts';
import type { FiguresDocument } from '#reports/figures/document/annual-figures.ts';
import { createFigureOracle, type FigureOracle } from './figure-oracle.ts';
import { COUNTED, NUMBERS, RULES, SAYINGS } from './what-sentences-say.ts';

/** What is wrong with the sentences and tables of a report, by its sealed figures: one line each. */
export function sentenceProblems(
  blocks: readonly Block[],
  { sections, scope }: Pick<FiguresDocument, 'sections' | 'scope'>,
): readonly string[] {
  const oracle = createFigureOracle(sections);
  return blocks.flatMap((block): readonly string[] => {
    if (block.kind === 'table')
      return block.rows.flatMap(({ cells }) => cells.flatMap((cell) => cellProblems(cell, oracle)));
    if (!('text' in block)) return [];
    return [
      ...runsOf(block.text).flatMap((run) => runProblems(run, oracle)),
      ...sentencesOf(block.text).flatMap((sentence) => proseProblems(sentence, oracle, scope.kind)),
    ];
  });
}

const runsOf = (text: RichText): readonly Run[] =>
  typeof text === 'string' ? [{ kind: 'text', text }] : text;

function cellProblems(cell: TableCell, oracle: FigureOracle): readonly string[] {
  if (typeof cell === 'string') return [];
  return cell.kind === 'number'
    ? figureProblems(cell.figure ?? '', cell, oracle)
    : runsOf(cell.text).flatMap((run) => runProblems(run, oracle));
}

const runProblems = (run: Run, oracle: FigureOracle): readonly string[] =>
  run.kind === 'figure' ? figureProblems(run.figure ?? '', run, oracle) : [];

/** A number is the one that is sealed; words without a number say that there is none. */
function figureProblems(
  id: string,
  { text, value }: { readonly text: string; readonly value: string },
  oracle: FigureOracle,
): readonly string[] {
  if (!/\d/u.test(text))
    return oracle.isNone(id) ? [] : [`"${text}": ${id} is ${oracle.value(id) ?? 'there'}`];
  const sealed = oracle.value(id) ?? '0';
  const printed = text
    .replace(/[\s\u00a0]*%$/u, '')
    .replaceAll('.', '')
    .replace(',', '.')
    .replace(/^0(?=\d)/u, '')
    .replace(/\*$/u, '');
  return sealed === value && (printed === sealed || `${printed} %` === sealed)
    ? []
    : [`${id}: printed ${text} (${value}), sealed ${sealed}`];
}

/** Sentences, with `⟦id⟧` where a number is and `⟪id⟫` where words are bound to what there is none of. */
function sentencesOf(text: RichText): readonly string[] {
  const marked = runsOf(text)
    .map((run) => {
      if (run.kind === 'marked') return '[…]';
      if (run.kind === 'text') return run.text;
      // A full stop in an id ends no sentence.
      const id = (run.figure ?? '').replaceAll('.', '·');
      return /\d/u.test(run.text) ? `⟦${id}⟧` : `⟪${id}⟫`;
    })
    .join('')
    .replaceAll('\u00a0', ' ');
  return marked.split(/(?<=\.)\s+/u).filter((sentence) => sentence !== '');
}

function proseProblems(sentence: string, oracle: FigureOracle, scope: string): readonly string[] {
  const dotted = sentence.replaceAll('·', '.');
  if (RULES.some((rule) => rule.test(dotted))) return [];
  const own = dotted.replaceAll(/⟦[^⟧]*⟧|⟪[^⟫]*⟫/gu, '#');
  const bare = NUMBERS.reduce((rest, known) => rest.replaceAll(known, ''), own);
  const counted = COUNTED.reduce((rest, known) => rest.replaceAll(known, ''), dotted);
  return [
    ...(/\d/u.test(bare) ? [`a number that is no figure: ${dotted}`] : []),
    ...(NEGATION.test(counted) ? [`says that there is none, of no figure: ${dotted}`] : []),
    ...unexplained(dotted).map((id) => `${id}: nobody knows these words of it: ${dotted}`),
    ...SAYINGS.flatMap(({ says, holds }) => {
      const found = says.exec(dotted);
      return found && holds && !holds({ oracle, scope, groups: found.groups ?? {} })
        ? [`does not hold: ${dotted}`]
        : [];
    }),
  ];
}

const NEGATION = /(?<!\p{L})(?:không|chưa)(?!\p{L})/iu;

/** Figures about which a sentence says what no saying has. */
function unexplained(sentence: string): readonly string[] {
  const known = new Set(
    SAYINGS.flatMap(({ says }) =>
      [...sentence.matchAll(new RegExp(says.source, 'gu'))].flatMap(([found]) =>
        [...found.matchAll(/⟦([^⟧]*)⟧/gu)].map(([, id]) => id),
      ),
    ),
  );
  return [...sentence.matchAll(/⟦([^⟧]*)⟧/gu)].flatMap(([, id = '']) => (known.has(id) ? [] : [id]));
}
