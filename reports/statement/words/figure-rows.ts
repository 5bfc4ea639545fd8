import type { StatementPart } from '../../../contracts/statements/statement-schema.ts';
import type { Words } from './words.ts';

/** The figures of a part, or of one device: what each is called, and what it is. */
export function figureRows(
  figures: StatementPart['aggregate'],
  words: Words,
): readonly (readonly [string, string])[] {
  const { texts, percent, span, count } = words;
  const { labels } = texts;
  const { goodMs, countedMs, coverage, mttrMs, mtbfMs, excusedByCause, othersByOwner } = figures;
  return [
    [
      labels.availability,
      coverage.inServiceMs > 0 && coverage.knownMs === 0
        ? labels.noRecord
        : `${count(goodMs)} / ${count(countedMs)} ms = ${percent(figures.percent)}`,
    ],
    [labels.bounds, `${percent(figures.lowPercent)}; ${percent(figures.highPercent)}`],
    [labels.coverage, percent(coverage.percent)],
    [labels.outages, `${count(figures.outageCount)} · ${labels.longest} ${span(figures.longestOutageMs)}`],
    ...(mttrMs === undefined ? [] : ([[labels.mttr, span(mttrMs)]] as const)),
    ...(mtbfMs === undefined ? [] : ([[labels.mtbf, span(mtbfMs)]] as const)),
    ...Object.entries(excusedByCause).map(
      ([cause, ms]) => [labels.excused, `${causeName(cause, words)} ${span(ms)}`] as const,
    ),
    ...Object.entries(othersByOwner).map(([owner, ms]) => [labels.others, `${owner} ${span(ms)}`] as const),
  ];
}

/** Below this share of the time that a target was measured for, "met" says little. */
const THIN_COVERAGE_RATIO = 0.9;

export function judgedOn(
  { coverage }: Pick<StatementPart['aggregate'], 'coverage'>,
  { texts, percent }: Words,
): string {
  const { knownMs, inServiceMs } = coverage;
  return knownMs < THIN_COVERAGE_RATIO * inServiceMs ? `, ${texts.judgedOn(percent(coverage.percent))}` : '';
}

export const isNameOf = <Names extends object>(name: string, names: Names): name is keyof Names & string =>
  name in names;

export const targetName = (target: string, { texts }: Words): string =>
  isNameOf(target, texts.targets) ? texts.targets[target] : target;

export const causeName = (cause: string, { texts }: Words): string =>
  isNameOf(cause, texts.excuses) ? texts.excuses[cause] : cause;
