import { SETTLED_CLASSES, type SettledClass } from '../../contracts/sla/settled-class.ts';
import type { ExplainedPart, Explanation } from '../../contracts/statements/explain.ts';
import { type Cell, drawDays, drawStrip, type Strip } from '../../contracts/statements/strip.ts';
import type { Interval } from '../../core/time/intervals.ts';
import type { Words } from '../../reports/statement/words/words.ts';

/** Plain ASCII, so that a picture says the same without colours. */
const SIGNS: Readonly<Record<SettledClass, string>> = {
  up: '.',
  degraded: '~',
  down: '#',
  unknown: '?',
  others: 'o',
  excused: 'e',
  'out-of-service': '_',
};
const COLOURS = {
  up: 'green',
  degraded: 'yellow',
  down: 'red',
  unknown: 'dim',
  others: 'magenta',
  excused: 'cyan',
  'out-of-service': 'dim',
} as const;

/** Half an hour a cell. */
const DAY_CELLS = 48;
const BAR_CELLS = 72;
/** More days than these are drawn only where they are not wholly up. */
const MOST_DAYS = 31;

/** A strip for each day, of the whole period. */
export function renderDays({ parts }: Explanation, words: Words): readonly string[] {
  const strips = parts.flatMap(({ stretches, interval, terms }) =>
    drawDays(stretches, interval, { timeZone: terms.timeZone, width: DAY_CELLS }),
  );
  const drawn = strips.length > MOST_DAYS ? strips.filter((strip) => !isAllUp(strip)) : strips;
  const hidden = strips.length - drawn.length;
  return [
    `            ${HOURS}`,
    ...drawn.map((strip) => `  ${strip.label} ${renderCells(strip.cells, words)}`),
    ...(hidden > 0 ? [`  (${words.texts.daysAllUp(hidden)})`] : []),
    renderLegend(words),
  ];
}

const HOURS = [0, 6, 12, 18].map((hour) => String(hour).padEnd(DAY_CELLS / 4)).join('');

const isAllUp = ({ cells }: Strip): boolean => cells.every((cell) => cell === 'up');

/** One bar over an outage and what is around it: what was measured, and what the contract makes of it. */
export function renderBar({ stretches }: ExplainedPart, interval: Interval, words: Words): readonly string[] {
  const { labels } = words.texts;
  const width = Math.max(labels.measured.length, labels.settled.length);
  const measured = stretches.map(({ fromMs, toMs, measured: state }) => ({ fromMs, toMs, class: state }));
  const bar = (label: string, cells: readonly Cell[]) =>
    `  ${label.padEnd(width)} |${renderCells(cells, words)}|`;
  const [from, to] = [words.time(interval.fromMs), words.time(interval.toMs)];
  return [
    `  ${' '.repeat(width)} ${from}${to.padStart(BAR_CELLS + 2 - from.length)}`,
    bar(labels.measured, drawStrip(measured, interval, BAR_CELLS)),
    bar(labels.settled, drawStrip(stretches, interval, BAR_CELLS)),
    renderLegend(words),
  ];
}

function renderCells(cells: readonly Cell[], { style }: Words): string {
  return cells.map((cell) => (cell === undefined ? ' ' : style(COLOURS[cell], SIGNS[cell]))).join('');
}

function renderLegend({ texts, style }: Words): string {
  const signs = SETTLED_CLASSES.toReversed().map(
    (name) => `${style(COLOURS[name], SIGNS[name])} ${texts.classes[name]}`,
  );
  return `  ${texts.labels.legend}: ${signs.join('  ')}`;
}
