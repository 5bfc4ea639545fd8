import type { Json } from '#core/text/canonical-json.ts';
import type { Block } from '#documents/model/block.ts';
import type { RichText, Run } from '#documents/model/rich-text.ts';
import type { TableCell } from '#documents/model/table.ts';
import type { FiguresDocument } from '#reports/figures/document/annual-figures.ts';
import { createFigureOracle, type FigureOracle } from './figure-oracle.ts';
import {
  PLAN_COUNTED,
  PLAN_NUMBERS,
  PLAN_RULES,
  PLAN_SAYINGS,
  STATUS_WORDS,
} from './what-plan-sentences-say.ts';
import * as measured from './what-sentences-say.ts';

const COUNTED = [...measured.COUNTED, ...PLAN_COUNTED];
const NUMBERS = [...measured.NUMBERS, ...PLAN_NUMBERS];
const RULES = [...measured.RULES, ...PLAN_RULES];
const SAYINGS = [...measured.SAYINGS, ...PLAN_SAYINGS];

/** What is wrong with the sentences and tables of a report, by its sealed figures: one line each. */
export function sentenceProblems(
  blocks: readonly Block[],
  { sections, scope }: Pick<FiguresDocument, 'sections' | 'scope'>,
): readonly string[] {
  const oracle = createFigureOracle(sections);
  const entered = enteredTexts(oracle);
  return blocks.flatMap((block): readonly string[] => {
    if (block.kind === 'table')
      return block.rows.flatMap(({ cells }) => cells.flatMap((cell) => cellProblems(cell, oracle)));
    if (!('text' in block)) return [];
    return [
      ...runsOf(block.text).flatMap((run) => runProblems(run, oracle)),
      ...sentencesOf(block.text, entered).flatMap((sentence) => proseProblems(sentence, oracle, scope.kind)),
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
  if (id.endsWith('.status')) return statusProblems(id, text, oracle);
  if (!/\d/u.test(text))
    return oracle.isNone(id) ? [] : [`"${text}": ${id} is ${oracle.value(id) ?? 'there'}`];
  const sealed = oracle.value(id) ?? '0';
  const printed = text
    .replace(/[\s\u00a0]*%$/u, '')
    .replaceAll('.', '')
    .replace(',', '.')
    .replace(/^\+/u, '')
    .replace('−', '-')
    .replace(/^0(?=\d)/u, '')
    .replace(/\*$/u, '');
  return sealed === value && (printed === sealed || `${printed} %` === sealed)
    ? []
    : [`${id}: printed ${text} (${value}), sealed ${sealed}`];
}

/** A state stands in words of its own, which no other has; late may be whatever is not over. */
function statusProblems(id: string, text: string, oracle: FigureOracle): readonly string[] {
  const [sealed] = oracle.nodes(id);
  const words = STATUS_WORDS[`${sealed}`] ?? [];
  return words.some((word) => text.toLowerCase().endsWith(word)) ? [] : [`${id}: "${text}" of ${sealed}`];
}

/** Sentences, with `⟦id⟧` where a number is and `⟪id⟫` where words are bound to what there is none of. */
function sentencesOf(text: RichText, entered: readonly string[]): readonly string[] {
  const marked = runsOf(text)
    .map((run) => {
      if (run.kind === 'marked') return '[…]';
      if (run.kind === 'text') return withoutEntered(run.text, entered);
      // A full stop in an id ends no sentence.
      const id = (run.figure ?? '').replaceAll('.', '·');
      return /\d/u.test(run.text) ? `⟦${id}⟧` : `⟪${id}⟫`;
    })
    .join('')
    .replaceAll('\u00a0', ' ');
  return marked.split(/(?<=\.)\s+/u).filter((sentence) => sentence !== '');
}

/** What somebody entered is theirs, and said as it stands: names, remarks, numbers of documents. */
function enteredTexts(oracle: FigureOracle): readonly string[] {
  const textsIn = (node: Json): readonly string[] => {
    if (typeof node === 'string') return [node];
    if (typeof node !== 'object' || node === null) return [];
    return Object.values(node).flatMap((member) => (member === undefined ? [] : textsIn(member)));
  };
  const texts = [
    'contracts.rows.*.name',
    'contracts.rows.*.number',
    'plan.state',
    'planFindings.rows.*.units.*.places',
    'quality.rows.*.named.*.name',
  ].flatMap((id) => oracle.nodes(id).flatMap(textsIn));
  return [...new Set(texts.map((text) => text.replace(/[.\s]+$/u, '')))]
    .filter((text) => text.length > 3 && (/\d/u.test(text) || NEGATION.test(text)))
    .sort((a, b) => b.length - a.length);
}

const withoutEntered = (text: string, entered: readonly string[]): string =>
  entered.reduce((rest, words) => {
    const at = rest.toLowerCase().indexOf(words.toLowerCase());
    return at < 0 ? rest : `${rest.slice(0, at)}…${rest.slice(at + words.length)}`;
  }, text);

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
