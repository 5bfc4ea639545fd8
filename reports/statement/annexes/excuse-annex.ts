import { clausesOfRefusal, clausesOfStretch } from '../../../contracts/statements/clauses.ts';
import type { StatementPart } from '../../../contracts/statements/statement-schema.ts';
import { upFirst } from '../../../core/text/up-first.ts';
import type { Annex } from '../../../documents/model/document.ts';
import type { TableRow } from '../../../documents/model/table.ts';
import { entityText } from '../cells.ts';
import { createNaming } from '../naming.ts';
import type { StatementInput } from '../statement-input.ts';
import type { DocumentTexts } from '../texts/document-texts.ts';

/** What was taken out and by which decision, what others answer for, and what was asked for and not granted. */
export function excuseAnnex(input: StatementInput): Annex {
  const { parts } = input.document.figures;
  const { title, header, excused, others, refused } = input.words.texts.annexes.excuses;
  return {
    title,
    orientation: 'landscape',
    secret: false,
    blocks: [
      table(
        header,
        excused,
        parts.flatMap((part) => excusedRows(part, input)),
      ),
      table(
        header,
        others,
        parts.flatMap((part) => othersRows(part, input)),
      ),
      table(
        header,
        refused,
        parts.flatMap((part) => refusedRows(part, input)),
      ),
    ],
  };
}

const table = (
  header: readonly string[],
  { caption, why, ref, none }: DocumentTexts['annexes']['excuses']['excused'],
  rows: readonly TableRow[],
) =>
  ({
    kind: 'table',
    caption,
    columns: [
      { share: 10 },
      { share: 6 },
      { share: 6 },
      { share: 5, align: 'right' },
      { share: 8 },
      { share: 6 },
    ],
    header: [[...header, why, ref].map((text) => ({ text }))],
    rows,
    emptyText: none,
    size: 'small',
  }) as const;

function excusedRows({ entities }: StatementPart, input: StatementInput): readonly TableRow[] {
  const { words } = input;
  return entities.flatMap(({ entity, stretches }) =>
    joined(
      stretches.filter((stretch) => stretch.class === 'excused'),
      excuseKey,
    ).map((stretch) =>
      rowOf(
        entity,
        stretch,
        [
          cited(
            stretch.excuse ? words.causeName(stretch.excuse.cause) : words.className('excused'),
            clausesOfStretch(stretch),
            input,
          ),
          upFirst(createNaming(input).ref(stretch.excuse?.ref ?? '–')),
        ],
        input,
      ),
    ),
  );
}

function othersRows({ entities }: StatementPart, input: StatementInput): readonly TableRow[] {
  const { words } = input;
  return entities.flatMap(({ entity, stretches }) =>
    joined(
      stretches.filter((stretch) => stretch.class === 'others'),
      ownerKey,
    ).map((stretch) =>
      rowOf(
        entity,
        stretch,
        [
          cited(ownerText(stretch.owner, stretch.fromMs, input), clausesOfStretch(stretch), input),
          stretch.reason === undefined ? '–' : words.reason(stretch.reason),
        ],
        input,
      ),
    ),
  );
}

type Stretch = StatementPart['entities'][number]['stretches'][number];

const ownerKey = ({ owner, reason }: Stretch): string => `${owner} ${reason}`;

/** Whatever was measured: planned work takes all of it out. */
const excuseKey = (stretch: Stretch): string =>
  `${stretch.excuse?.cause} ${stretch.excuse?.ref} ${clausesOfStretch(stretch).join(' ')}`;

/** One row for what follows without a gap and is told alike: evidence changes more often than who answers. */
function joined(stretches: readonly Stretch[], keyOf: (stretch: Stretch) => string): readonly Stretch[] {
  const rows: Stretch[] = [];
  for (const stretch of stretches) {
    const last = rows.at(-1);
    if (last && last.toMs === stretch.fromMs && keyOf(last) === keyOf(stretch))
      rows[rows.length - 1] = { ...last, toMs: stretch.toMs };
    else rows.push(stretch);
  }
  return rows;
}

function refusedRows({ entities }: StatementPart, input: StatementInput): readonly TableRow[] {
  const { words } = input;
  return entities.flatMap(({ entity, refused }) =>
    refused.map((refusal) =>
      rowOf(
        entity,
        refusal,
        [
          cited(words.refusalName(refusal.why), clausesOfRefusal(refusal.why), input),
          upFirst(createNaming(input).ref(refusal.ref)),
        ],
        input,
      ),
    ),
  );
}

/** Why, and the clauses that say so. */
const cited = (why: string, clauses: readonly string[], { words }: StatementInput): string =>
  clauses.length === 0 ? why : `${why}\n${words.clauses(clauses)}`;

/** The device or line, and the company that answered for it then. */
function ownerText(owner: string | undefined, atMs: number, input: StatementInput): string {
  if (owner === undefined) return '–';
  const answering = createNaming(input).answering(owner, atMs);
  return [entityText(owner, input.names), answering && input.words.texts.dossier.answering(answering)]
    .filter(Boolean)
    .join('\n');
}

const rowOf = (
  entity: string,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  rest: readonly [string, string],
  { words: { time, span }, names }: StatementInput,
): TableRow => ({
  kind: 'row',
  cells: [entityText(entity, names), time(fromMs), time(toMs), span(toMs - fromMs), ...rest],
});
