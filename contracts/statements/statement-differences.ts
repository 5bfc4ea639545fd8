import { canonicalJson, isSameJson, type Json } from '../../core/text/canonical-json.ts';
import type { Difference, StatementFigures } from './statement-schema.ts';

/** Every number and text that differs between two sets of figures, by where it stands: the table of a restatement. */
export function compareFigures(old: StatementFigures, now: StatementFigures): Difference[] {
  const differences: Difference[] = [];
  compare({ path: '', old: tidy(old), now: tidy(now), differences });
  return differences;
}

/** Whether anything at all differs, to the byte. */
export const isSameFigures = (old: StatementFigures, now: StatementFigures): boolean => isSameJson(old, now);

/** What is absent is not there, as in the document. */
function tidy(figures: StatementFigures): Json {
  const value: Json = JSON.parse(canonicalJson(figures));
  return value;
}

interface Comparison {
  readonly path: string;
  readonly old: Json | undefined;
  readonly now: Json | undefined;
  readonly differences: Difference[];
}

function compare({ path, old, now, differences }: Comparison): void {
  if (isSameJson(old, now)) return;
  const [before, after] = [membersOf(old), membersOf(now)];
  // What is new or gone as a whole is one row, whatever is in it.
  if (!before || !after) {
    differences.push({
      where: path,
      ...(old === undefined ? {} : { old: renderValue(old) }),
      ...(now === undefined ? {} : { new: renderValue(now) }),
    });
    return;
  }
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    compare({
      path: path === '' ? key : `${path} › ${key}`,
      old: before.get(key),
      now: after.get(key),
      differences,
    });
  }
}

/** Members by name; those of a list by what they are about, so that one more does not move all that follow. */
function membersOf(value: Json | undefined): ReadonlyMap<string, Json> | undefined {
  if (value === undefined || value === null || typeof value !== 'object') return undefined;
  if (!isList(value))
    return new Map(
      Object.entries(value).flatMap(([key, member]) =>
        // The number of a line only counts those before it.
        member === undefined || key === 'line' ? [] : [[key, member]],
      ),
    );
  const members = new Map<string, Json>();
  value.forEach((member, index) => {
    const name = nameOf(member) ?? `${index + 1}`;
    members.set(members.has(name) ? `${name} (${index + 1})` : name, member);
  });
  return members;
}

const isList = (value: object): value is readonly Json[] => Array.isArray(value);

const NAMES: readonly (readonly string[])[] = [
  ['rule', 'entity', 'ref'],
  ['ref'],
  ['seq'],
  ['incident'],
  ['entity'],
  ['target'],
  ['kind', 'rules'],
  ['label'],
  ['fromMs'],
  ['owner', 'cause'],
];

/** Of a line its rule, device and outage; of an outage its row; of a stretch when it began. */
function nameOf(member: Json): string | undefined {
  if (member === null || typeof member !== 'object') return renderValue(member);
  const members = new Map(Object.entries(member));
  const keys = NAMES.find(([first = '']) => members.has(first));
  return keys
    ?.flatMap((key) => {
      const value = members.get(key);
      return value === undefined ? [] : [renderMember(key, value)];
    })
    .join(' · ');
}

const renderMember = (key: string, value: Json): string =>
  key === 'fromMs' && typeof value === 'number' ? new Date(value).toISOString() : renderValue(value);

const renderValue = (value: Json): string => (typeof value === 'string' ? value : canonicalJson(value));
