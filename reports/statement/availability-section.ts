import type { StatementPart } from '../../contracts/statements/statement-schema.ts';
import type { Block } from '../../documents/model/block.ts';
import { pairTable } from './cells.ts';
import { missRows } from './miss-rows.ts';
import { createNaming, type Naming } from './naming.ts';
import { partTitle } from './part-title.ts';
import type { StatementInput } from './statement-input.ts';
import type { StatementWords } from './statement-words.ts';

/** Availability of all together, from milliseconds to percent, and what was promised against what was kept. */
export function availabilitySection(
  input: StatementInput,
  annexes: {
    readonly terms: string;
    readonly entities: string;
    readonly outages: string;
    readonly misses: string;
  },
): readonly Block[] {
  const { parts } = input.document.figures;
  const { title, intro } = input.words.texts.front.availability;
  return [
    { kind: 'section', title },
    { kind: 'paragraph', text: intro(annexes) },
    ...parts.flatMap((part) => partBlocks(part, parts.length > 1, input, annexes.misses)),
  ];
}

function partBlocks(
  part: StatementPart,
  isOneOfMany: boolean,
  input: StatementInput,
  misses: string,
): readonly Block[] {
  const { words } = input;
  const { front, annexes } = words.texts;
  const { all, targets, missed, working, noTargets } = front.availability;
  const naming = createNaming(input);
  return [
    { kind: 'clause', title: isOneOfMany ? partTitle(part, words, naming) : all },
    pairTable(aggregatePairs(part, words, naming), annexes.pairs),
    ...neverMeasuredBlocks(part, words, naming),
    {
      kind: 'table',
      caption: targets,
      columns: [{ share: 3 }, { share: 6 }],
      header: [[{ text: missed }, { text: working }]],
      rows: part.checks.flatMap((check) => missRows(check, part, { input, naming, more: misses })),
      emptyText: noTargets,
      size: 'small',
    },
  ];
}

function aggregatePairs(
  { aggregate, entities, fleet, toMs }: StatementPart,
  words: StatementWords,
  naming: Naming,
): readonly (readonly [string, string])[] {
  const { count, percent, span, time } = words;
  const texts = words.texts.front.availability;
  const { goodMs, countedMs, coverage, mttrMs, mtbfMs } = aggregate;
  const isUnknown = coverage.inServiceMs > 0 && coverage.knownMs === 0;
  const lowest = fleet?.lowest;
  return [
    [texts.count, count(entities.length)],
    [
      texts.availability,
      isUnknown
        ? texts.nothingMeasured
        : `${count(goodMs)} / ${count(countedMs)} ms = ${percent(aggregate.percent)}`,
    ],
    [texts.bounds, `${percent(aggregate.lowPercent)}; ${percent(aggregate.highPercent)}`],
    [
      texts.coverage,
      `${count(coverage.knownMs)} / ${count(coverage.inServiceMs)} ms = ${percent(coverage.percent)}`,
    ],
    [texts.outages(words.clauses(['7.7'])), count(aggregate.outageCount)],
    [
      texts.longest(words.clauses(['7.6', '7.7'])),
      aggregate.longestOutageMs === 0 ? words.texts.figures.none : span(aggregate.longestOutageMs),
    ],
    ...(mttrMs === undefined ? [] : [[texts.mttr, span(mttrMs)] as const]),
    ...(mtbfMs === undefined ? [] : [[texts.mtbf, span(mtbfMs)] as const]),
    ...(lowest === undefined
      ? []
      : [
          [
            texts.lowest,
            texts.lowestIs(count(lowest.good), count(lowest.counted), time(lowest.fromMs), time(lowest.toMs)),
          ] as const,
        ]),
    ...sumPairs(aggregate.excusedByCause, (cause) => texts.excused(words.causeName(cause)), words),
    ...sumPairs(
      aggregate.othersByOwner,
      (owner) => {
        const answering = naming.lastAnswering(owner, toMs);
        const name = naming.entity(owner);
        return texts.others(answering === undefined ? name : texts.answering(name, answering));
      },
      words,
    ),
  ];
}

const sumPairs = (
  sums: Readonly<Record<string, number>>,
  name: (key: string) => string,
  { span }: StatementWords,
): readonly (readonly [string, string])[] =>
  Object.entries(sums).map(([key, ms]) => [name(key), span(ms)] as const);

function neverMeasuredBlocks(
  { neverMeasured: never = [] }: StatementPart,
  { count, texts }: StatementWords,
  naming: Naming,
): readonly Block[] {
  if (never.length === 0) return [];
  const { neverMeasured, andMore, heldAgainstNobody } = texts.front.availability;
  const shown = never.slice(0, MOST_NAMED);
  const more = never.length > shown.length ? andMore(count(never.length - shown.length)) : '';
  return [
    {
      kind: 'missing',
      subject: neverMeasured(count(never.length), shown.map(naming.entity).join('; '), more),
      because: heldAgainstNobody,
      reason: 'never-measured',
    },
  ];
}

const MOST_NAMED = 20;
