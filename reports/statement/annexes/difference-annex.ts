import type { RecordedSince } from '../../../contracts/dossier/dossier-schema.ts';
import { isThroughLimits, whyChanged } from '../../../contracts/dossier/why-changed.ts';
import { readLineKey } from '../../../contracts/statements/statement-disputes.ts';
import type { Difference } from '../../../contracts/statements/statement-schema.ts';
import type { Annex } from '../../../documents/model/document.ts';
import type { TableRow } from '../../../documents/model/table.ts';
import type { DossierWords } from '../dossier-words.ts';
import { figureInWords, keyInWords } from '../figure-in-words.ts';
import { createNaming } from '../naming.ts';
import { partTitle } from '../part-title.ts';
import type { StatementInput } from '../statement-input.ts';
import type { DocumentTexts } from '../texts/document-texts.ts';

/** Old and new of every figure that changed, and what came on record since that it follows from. */
export function differenceAnnex(input: StatementInput, differences: readonly Difference[]): Annex {
  const texts = input.words.texts.annexes.differences;
  const told = differences.map((difference) => differenceCells(difference, input));
  const isMain = differences.map((difference) => input.words.difference(difference) !== undefined);
  const rowsOf = (main: boolean) =>
    byPart(
      differences.flatMap((difference, index) => {
        const cells = told[index];
        return cells && isMain[index] === main ? [{ difference, cells }] : [];
      }),
      input,
    );
  return {
    title: texts.title,
    orientation: 'landscape',
    secret: false,
    blocks: [
      { kind: 'clause', title: texts.main },
      differenceTable(rowsOf(true), texts),
      { kind: 'clause', title: texts.others },
      differenceTable(rowsOf(false), texts),
    ],
  };
}

/** Without what was decided of later time only: that changes no figure of a part that was over by then. */
function withoutLater(
  changes: readonly RecordedSince[] | undefined,
  difference: Difference,
  { figures, dossier }: StatementInput['document'],
): readonly RecordedSince[] | undefined {
  const part = figures.parts.find(({ label }) => label === partLabel(difference));
  if (!part || !changes || !dossier) return changes;
  const later = [...dossier.claims, ...dossier.works].filter(({ fromMs }) => fromMs >= part.toMs);
  const refs = new Set(later.map(({ ref }) => ref));
  const left = changes.filter(({ ref }) => !refs.has(ref));
  return left.length > 0 ? left : changes;
}

interface Told {
  readonly difference: Difference;
  readonly cells: readonly string[];
}

/** Where the period has several parts, below the part that it is of: the same device has figures in each. */
function byPart(rows: readonly Told[], input: StatementInput): readonly TableRow[] {
  const { parts } = input.document.figures;
  const groups = [...Map.groupBy(rows, ({ difference }) => partLabel(difference))];
  const ofAllFirst = groups.toSorted(
    ([one], [other]) => Number(one !== undefined) - Number(other !== undefined),
  );
  return ofAllFirst.flatMap(([label, own]) => {
    const part = parts.find((one) => one.label === label);
    const title = part ? partTitle(part, input.words, createNaming(input)) : label;
    const isApart = label !== undefined && (parts.length > 1 || !part);
    return [
      ...(isApart ? [groupRow(title ?? '')] : []),
      ...own.map(({ cells }): TableRow => ({ kind: 'row', cells })),
    ];
  });
}

function partLabel({ where }: Difference): string | undefined {
  const [root, label] = where.split(' › ');
  return root === 'parts' ? label : undefined;
}

const groupRow = (text: string): TableRow => ({
  kind: 'group',
  cells: [{ kind: 'text', text, columnSpan: 5 }],
});

const differenceTable = (
  rows: readonly TableRow[],
  { header, none }: DocumentTexts['annexes']['differences'],
) =>
  ({
    kind: 'table',
    columns: [{ share: 8 }, { share: 6 }, { share: 5 }, { share: 5 }, { share: 8 }],
    header: [header.map((text) => ({ text }))],
    rows,
    emptyText: none,
    size: 'small',
  }) as const;

/** About what, which figure, old, new and why. */
export function differenceCells(difference: Difference, input: StatementInput): readonly string[] {
  const { words, document } = input;
  const naming = createNaming(input);
  const told = words.difference(difference);
  const { about, figure, old, now } = told ?? figureInWords(difference, words);
  const changes = withoutLater(whyChanged(difference, document.dossier?.since), difference, document);
  const why = whyInWords(changes, { words, naming });
  const isShare = isThroughLimits(difference, changes ?? []);
  const reason = isShare ? words.texts.annexes.differences.throughLimits(why) : why;
  const aboutText = about.startsWith('incident:') ? naming.entity(about) : naming.sentence(about);
  return [aboutText, lineText(difference, input) ?? naming.sentence(figure), old, now, reason];
}

/** `phạt vi phạm, Camera 1, dòng sổ ghi 3595` of a money line, and which of its members; `undefined` of what is none. */
function lineText({ where }: Difference, input: StatementInput): string | undefined {
  const [parts, , money, lines, key, ...members] = where.split(' › ');
  if (parts !== 'parts' || money !== 'money' || lines !== 'lines' || key === undefined) return undefined;
  const { rule, entity, ref } = readLineKey(key);
  const naming = createNaming(input);
  const isWhole = members.length === 0 || members[0] === 'payable';
  const rest = isWhole ? [] : members.map((member) => keyInWords(member, input.words));
  return [input.words.ruleName(rule), entity && naming.entity(entity), ref && naming.sentence(ref), ...rest]
    .filter(Boolean)
    .join(', ');
}

/** Decisions by what they are, what was measured by what came of it. */
const BY_NUMBER: ReadonlySet<RecordedSince['kind']> = new Set([
  'claim-decided',
  'work-announced',
  'work-cancelled',
  'unmeasured',
]);

/** What came on record, without when. */
export function changeInWords(
  { kind, ref, author = '', reason }: RecordedSince,
  { words, naming }: DossierWords,
): string {
  const { kinds, saidBy } = words.texts.annexes.differences;
  const what = BY_NUMBER.has(kind) ? `${naming.ref(ref)} ${kinds[kind]}` : kinds[kind];
  return reason === undefined ? what : saidBy(what, author, reason);
}

function whyInWords(changes: readonly RecordedSince[] | undefined, { words, naming }: DossierWords): string {
  const { unknown, times } = words.texts.annexes.differences;
  if (changes === undefined || changes.length === 0) return unknown;
  const told = changes.map((change) => {
    const { recordedMs } = change;
    const when = recordedMs === undefined ? '' : ` (${words.time(recordedMs)})`;
    return { what: changeInWords(change, { words, naming }), when };
  });
  // Late rows of many devices are one reason.
  return [...Map.groupBy(told, ({ what }) => what)]
    .map(
      ([what, own]) => `${what}${own.length === 1 ? own[0]?.when : ` (${times(words.count(own.length))})`}`,
    )
    .join('; ');
}
