import type { Difference } from '../../../contracts/statements/statement-schema.ts';
import { alignRows } from '../../../core/text/align-rows.ts';
import type { Words } from './words.ts';

const MOST_ROWS = 60;

/** Old and new of what people look for: availability, time by class, money. The file has every figure that changed. */
export function renderDifferences(differences: readonly Difference[], words: Words): readonly string[] {
  if (differences.length === 0) return [];
  const { labels } = words.texts;
  const rows = differences.flatMap((difference) => {
    const row = differenceCells(difference, words);
    return row ? [row] : [];
  });
  const shown = rows.slice(0, MOST_ROWS);
  const others = differences.length - shown.length;
  const table = alignRows([[labels.differences, '', labels.old, labels.new], ...shown]);
  return [...table.map((row) => `  ${row}`), ...(others > 0 ? [`  ${words.texts.more(others)}`] : [])];
}

type Row = readonly [about: string, figure: string, old: string, now: string];

/** `undefined` where only lawyers and machines look. */
export function differenceCells({ where, old, new: now }: Difference, words: Words): Row | undefined {
  const { texts, vnd, percent, span } = words;
  const { labels } = texts;
  const path = where.split(' › ');
  if (where === 'total') return rowWith(labels.total, '', old, now, vnd);
  const [parts, , member = '', ...rest] = path;
  if (parts !== 'parts') return undefined;
  const about = member === 'aggregate' ? texts.whole : (rest[0] ?? '');
  if (member === 'money') return moneyRow(rest, old, now, words);
  const figure = member === 'entities' ? rest.slice(1) : rest;
  if (member !== 'aggregate' && member !== 'entities') return undefined;
  if (figure.length === 1 && figure[0] === 'percent')
    return rowWith(about, labels.availability, old, now, percent);
  const [sums, name = ''] = figure;
  if (sums === 'sums' && isNameOf(name, texts.classes))
    return rowWith(about, texts.classes[name], old, now, (text) => span(Number(text)));
  return undefined;
}

/** A line that is new, gone, or has another amount to pay. */
function moneyRow(
  [lines, key = '', member, ...more]: readonly string[],
  old: string | undefined,
  now: string | undefined,
  { texts, vnd }: Words,
): Row | undefined {
  if (lines !== 'lines' || more.length > 0) return undefined;
  if (member === 'payable') return rowWith(texts.labels.money, key, old, now, vnd);
  if (member !== undefined) return undefined;
  return rowWith(texts.labels.money, key, payableIn(old), payableIn(now), vnd);
}

function payableIn(line: string | undefined): string | undefined {
  const [, payable] = /"payable":"(-?\d+)"/.exec(line ?? '') ?? [];
  return payable;
}

function rowWith(
  about: string,
  figure: string,
  old: string | undefined,
  now: string | undefined,
  render: (text: string) => string,
): Row {
  const shown = (text: string | undefined) => (text === undefined ? '–' : render(text));
  return [about, figure, shown(old), shown(now)];
}

const isNameOf = <Names extends object>(name: string, names: Names): name is keyof Names & string =>
  name in names;
