import { rulesOf } from '../../../contracts/statements/clauses.ts';
import type { StatementPart } from '../../../contracts/statements/statement-schema.ts';
import type { Block } from '../../../documents/model/block.ts';
import type { Annex } from '../../../documents/model/document.ts';
import { pairTable } from '../cells.ts';
import { createNaming } from '../naming.ts';
import { partTitle } from '../part-title.ts';
import type { StatementInput } from '../statement-input.ts';
import { type TermRow, termRows } from '../term-rows.ts';

/** The terms as they were applied, in words, and what changed of them in the period. */
export function termAnnex(input: StatementInput): Annex {
  const { document, words } = input;
  const { parts } = document.figures;
  const naming = createNaming(input);
  const { title, header } = words.texts.terms;
  return {
    title,
    orientation: 'portrait',
    secret: false,
    blocks: [
      ...parts.flatMap((part) => [
        ...(parts.length > 1 ? [{ kind: 'clause', title: partTitle(part, words, naming) } as const] : []),
        pairTable(termRows(part, words, naming), header),
      ]),
      ...changeBlocks(parts, input),
    ],
  };
}

/** At each turn of the period every term that is another than before, with both. */
function changeBlocks(parts: readonly StatementPart[], input: StatementInput): readonly Block[] {
  const { words } = input;
  const { changes, header } = words.texts.terms;
  if (parts.length < 2) return [];
  return [
    { kind: 'clause', title: changes.title },
    ...parts.slice(1).map(
      (part, index): Block => ({
        kind: 'table',
        caption: changes.since(words.time(part.fromMs)),
        columns: [{ share: 4 }, { share: 5 }, { share: 5 }],
        header: [[{ text: header.name }, { text: changes.before }, { text: changes.after }]],
        rows: changedRows(agreedIn(parts[index], input), agreedIn(part, input)),
        emptyText: changes.none,
        size: 'small',
      }),
    ),
  ];
}

function agreedIn(part: StatementPart | undefined, input: StatementInput): ReadonlyMap<string, string> {
  if (!part) return new Map();
  const { words } = input;
  const naming = createNaming(input);
  const { opening } = words.texts.front;
  const contractor: TermRow = [opening.partyB, naming.party(`contractor:${part.contractor}`)];
  const rules: TermRow = [opening.rules, words.rulesVersion([rulesOf(part.terms)])];
  return new Map([contractor, rules, ...termRows(part, words, naming)]);
}

const changedRows = (before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>) =>
  [...new Set([...after.keys(), ...before.keys()])]
    .filter((term) => before.get(term) !== after.get(term))
    .map((term) => ({
      kind: 'row' as const,
      cells: [term, before.get(term) ?? '–', after.get(term) ?? '–'],
    }));
