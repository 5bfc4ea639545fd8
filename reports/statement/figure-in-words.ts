import { renderPpm } from '../../contracts/sla/fraction.ts';
import type { Difference } from '../../contracts/statements/statement-schema.ts';
import type { DifferenceInWords, StatementWords } from './statement-words.ts';

interface Names {
  readonly groups: Readonly<Record<string, string>>;
  readonly names: Readonly<Record<string, string>>;
  readonly caps: Readonly<Record<string, string>>;
}

/** A figure that few people look for, by where it stands in the sealed file. */
export function figureInWords(
  { where, old, new: now }: Difference,
  words: StatementWords,
): DifferenceInWords {
  const { groups, names }: Names = words.texts.figures;
  const path = where.split(' › ');
  const [root = '', , member = '', name = ''] = path;
  const isEntity = root === 'parts' && member === 'entities';
  const isIncident = root === 'incidents' && path[1] === 'rows';
  const rest = root === 'parts' ? path.slice(isEntity ? 4 : 3) : path.slice(isIncident ? 3 : 1);
  const last = path.at(-1) ?? '';
  return {
    about: isIncident
      ? `incident:${member}`
      : isEntity
        ? name
        : (groups[root === 'parts' ? member : root] ?? (root === 'parts' ? member : root)),
    figure: rest.map((key) => keyInWords(key, words)).join(', ') || (names[last] ?? last),
    old: valueInWords(path, old, words),
    now: valueInWords(path, now, words),
  };
}

/** A member of the file, an instant or limit that it is kept by, or what {@link classOr} knows. */
export function keyInWords(key: string, words: StatementWords): string {
  const { names, caps }: Names = words.texts.figures;
  const [, kind = '', rules = ''] = /^(\w+) · \[(.*)\]$/.exec(key) ?? [];
  const cap = caps[kind];
  if (cap !== undefined)
    return `${cap} (${rules.replaceAll('"', '').split(',').map(words.ruleName).join('; ')})`;
  if (ISO.test(key)) return words.time(Date.parse(key));
  const [, owner, cause] = /^((?:device|link):\S+) · ([\w-]+)$/.exec(key) ?? [];
  if (owner !== undefined && cause !== undefined) return words.ownerName({ owner, cause });
  return names[key] ?? classOr(key, words);
}

const ISO = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

/** A class of time, a cause of excuse or a target, by its name; what is none of them as it is. */
function classOr(key: string, { className, causeName, targetName }: StatementWords): string {
  return [className, causeName, targetName].map((nameOf) => nameOf(key)).find((name) => name !== key) ?? key;
}

/** Instants stand beside lengths in the file: what began in this millennium is one. */
const FIRST_INSTANT_MS = Date.UTC(2000, 0, 1);
const INSTANTS: ReadonlySet<string> = new Set(['fromMs', 'toMs', 'afterMs', 'untilAfterMs', 'dueMs']);
const VND: ReadonlySet<string> = new Set([
  'amount',
  'payable',
  'before',
  'after',
  'limit',
  'total',
  'penalty',
  'deduction',
  'damages',
  'vnd',
]);

const MOST_CHARACTERS = 120;

function valueInWords(path: readonly string[], value: string | undefined, words: StatementWords): string {
  if (value === undefined) return words.texts.figures.none;
  const [key = '', holder = ''] = path.toReversed();
  if (key === 'working' && path[2] === 'checks') return words.breach(path[3] ?? '', value);
  const isNumber = /^-?\d+$/.test(value);
  const mayBeInstant = INSTANTS.has(key) || (path[0] === 'incidents' && key.endsWith('Ms'));
  if (isNumber && mayBeInstant && Number(value) > FIRST_INSTANT_MS) return words.time(Number(value));
  if (isNumber && (key.endsWith('Ms') || SUMS.has(holder))) return words.span(Number(value));
  if (isNumber && key.endsWith('Ppm')) return words.percent(renderPpm(Number(value)));
  if (isNumber && VND.has(key)) return words.vnd(value);
  if (isNumber) return words.count(Number(value));
  if (key.toLowerCase().endsWith('percent')) return words.percent(value);
  if (key === 'class' || key === 'measured') return words.className(value);
  if (key === 'outcome') return outcomeInWords(path, value, words);
  // How it was worked out is written for programs; the annexes have it in words.
  if (key === 'arithmetic') return words.texts.figures.inFile;
  // A member that is new or gone as a whole: the file has what is in it.
  if (/^[[{]/.test(value)) return words.texts.figures.inFile;
  return value.length > MOST_CHARACTERS ? `${value.slice(0, MOST_CHARACTERS)}…` : value;
}

/** Of a target and of a clock the same name is not the same thing. */
function outcomeInWords(path: readonly string[], value: string, words: StatementWords): string {
  const { names }: Names = words.texts.figures;
  if (!path.includes('checks')) return names[value] ?? value;
  return value === 'met' || value === 'missed' || value === 'not-measured' ? words.outcomeName(value) : value;
}

/** Lengths by class, cause or owner. */
const SUMS: ReadonlySet<string> = new Set(['sums', 'excusedByCause', 'othersByOwner']);
