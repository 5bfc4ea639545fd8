import { clausesOfTarget } from '../../contracts/statements/clauses.ts';
import type { StatementPart } from '../../contracts/statements/statement-schema.ts';
import { upFirst } from '../../core/text/up-first.ts';
import type { Annex } from '../../documents/model/document.ts';
import type { TableRow } from '../../documents/model/table.ts';
import { entityText } from './cells.ts';
import { createNaming, type Naming } from './naming.ts';
import { partTitle } from './part-title.ts';
import { refInWords } from './ref-in-words.ts';
import type { StatementInput } from './statement-input.ts';

type Check = StatementPart['checks'][number];

interface MissOptions {
  readonly input: StatementInput;
  readonly naming: Naming;
  /** The annex that has all of them: here only the first few are told. */
  readonly more?: string;
  /** How a device or line is told. */
  readonly entity?: (entity: string) => string;
}

const MOST_MISSES = 10;

/** What was promised and whether it was kept, and under it the cases in which it was not. */
export function missRows(check: Check, part: StatementPart, options: MissOptions): readonly TableRow[] {
  const { input, naming, more, entity = naming.entity } = options;
  const { words } = input;
  const texts = words.texts.annexes.misses;
  const { target, outcome, breaches, notMeasured } = check;
  const shown = more === undefined ? breaches : breaches.slice(0, MOST_MISSES);
  const left = breaches.length - shown.length;
  const counted = [
    ...(breaches.length > 0 ? [texts.cases(words.count(breaches.length))] : []),
    ...(notMeasured.length > 0 ? [texts.notMeasured(words.count(notMeasured.length))] : []),
  ].join(', ');
  const title = `${upFirst(words.targetName(target))}: ${words.outcomeName(outcome)}${counted === '' ? '' : ` (${counted})`}`;
  const clauses = words.clauses(clausesOfTarget(target));
  return [
    {
      kind: 'group',
      cells: [{ kind: 'text', text: [title, clauses].filter(Boolean).join(', '), columnSpan: 2 }],
    },
    ...shown.map(
      ({ entity: id, ref, working }): TableRow => ({
        kind: 'row',
        cells: [
          [id && entity(id), ref && refInWords(ref, { part, input, naming }, !id)]
            .filter(Boolean)
            .join('; ') || upFirst(texts.all),
          words.breach(target, working),
        ],
      }),
    ),
    ...(left > 0
      ? [{ kind: 'row', cells: [texts.more(words.count(left)), texts.allIn(more ?? '')] } as const]
      : []),
  ];
}

/** All cases in which a target was missed, by device and place. */
export function missAnnex(input: StatementInput): Annex {
  const { document, words, names } = input;
  const { parts } = document.figures;
  const naming = createNaming(input);
  const { title, header, none } = words.texts.annexes.misses;
  return {
    title,
    orientation: 'portrait',
    secret: false,
    blocks: parts.flatMap((part) => [
      ...(parts.length > 1 ? [{ kind: 'clause', title: partTitle(part, words, naming) } as const] : []),
      {
        kind: 'table',
        columns: [{ share: 4 }, { share: 5 }],
        header: [header.map((text) => ({ text }))],
        rows: part.checks
          .filter(({ breaches }) => breaches.length > 0)
          .flatMap((check) =>
            missRows(check, part, { input, naming, entity: (id) => entityText(id, names) }),
          ),
        emptyText: none,
        size: 'small',
      } as const,
    ]),
  };
}
