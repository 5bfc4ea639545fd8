import { renderFraction } from '../sla/fraction.ts';
import { SETTLED_CLASSES } from '../sla/settled-class.ts';
import { differ } from '../sla/sum-difference.ts';
import { sumByType } from '../statements/statement-figures.ts';
import type {
  StatementEntity,
  StatementFigures,
  StatementLine,
  StatementPart,
} from '../statements/statement-schema.ts';
import { checkIncidents } from './check-incidents.ts';

/** What does not follow from what else the figures say, by themselves: one sentence each, none where all adds up. */
export function checkSums({ parts, incidents, byType, total }: StatementFigures): readonly string[] {
  const lines = parts.flatMap(({ money }) => money.lines);
  return [
    ...parts.flatMap(checkPart),
    ...(incidents ? checkIncidents(incidents) : []),
    ...differ('all parts: byType', byType, sumByType(lines)),
    ...differ('all parts: total', total, sumVnd(lines.map(({ payable }) => payable))),
  ];
}

function checkPart(part: StatementPart): readonly string[] {
  const { label, aggregate, entities, money } = part;
  const lengthMs = part.toMs - part.fromMs;
  return [
    ...entities.flatMap((entity) => checkEntity(entity, lengthMs)),
    ...checkPercents(label, aggregate),
    ...SUMMED.flatMap((name) =>
      differ(
        `${label}: ${name}`,
        aggregate[name],
        sumOf(entities, (entity) => entity[name]),
      ),
    ),
    ...SETTLED_CLASSES.flatMap((name) =>
      differ(
        `${label}: sums.${name}`,
        aggregate.sums[name],
        sumOf(entities, ({ sums }) => sums[name] ?? 0),
      ),
    ),
    ...(['knownMs', 'inServiceMs'] as const).flatMap((name) =>
      differ(
        `${label}: coverage.${name}`,
        aggregate.coverage[name],
        sumOf(entities, ({ coverage }) => coverage[name]),
      ),
    ),
    ...money.lines.flatMap((line) => checkInputs(line, part)),
    ...differ(`${label}: money.byType`, money.byType, sumByType(money.lines)),
    ...differ(`${label}: money.total`, money.total, sumVnd(money.lines.map(({ payable }) => payable))),
  ];
}

/** A line over availability rests on that of its device, or of all together. */
function checkInputs(
  { line, entity, inputs }: StatementLine,
  { entities, aggregate }: StatementPart,
): readonly string[] {
  if (inputs.goodMs === undefined) return [];
  const of = entity === undefined ? aggregate : entities.find((candidate) => candidate.entity === entity);
  return (['goodMs', 'countedMs'] as const).flatMap((name) =>
    differ(`line ${line}: inputs.${name}`, inputs[name], of?.[name]),
  );
}

const SUMMED = [
  ...(['goodMs', 'countedMs', 'lowGoodMs', 'highGoodMs', 'boundsCountedMs'] as const),
  ...(['outageCount', 'restoredCount', 'restoredMs'] as const),
];

/** Classes add up to the part; each but `up` and `out-of-service` is the length of its stretches. */
export function checkEntity(
  { entity, sums, stretches, coverage, ...figures }: StatementEntity,
  lengthMs: number,
) {
  const lengthOf = (isMeant: (stretch: StatementEntity['stretches'][number]) => boolean) =>
    stretches.filter(isMeant).reduce((sumMs, { fromMs, toMs }) => sumMs + toMs - fromMs, 0);
  const { up = 0, degraded = 0, down = 0, unknown = 0 } = sums;
  const unmeasuredMs = lengthOf(({ measured }) => measured === 'unknown');
  const inServiceMs = lengthMs - (sums['out-of-service'] ?? 0);
  return [
    ...differ(
      `${entity}: sums`,
      sumOf(Object.values(sums), (ms) => ms),
      lengthMs,
    ),
    ...DRAWN.flatMap((name) =>
      differ(
        `${entity}: sums.${name}`,
        sums[name],
        lengthOf((stretch) => stretch.class === name),
      ),
    ),
    ...differ(`${entity}: boundsCountedMs`, figures.boundsCountedMs, up + degraded + down + unknown),
    ...differ(`${entity}: highGoodMs`, figures.highGoodMs, figures.lowGoodMs + unknown),
    ...differ(`${entity}: coverage.inServiceMs`, coverage.inServiceMs, inServiceMs),
    ...differ(`${entity}: coverage.knownMs`, coverage.knownMs, inServiceMs - unmeasuredMs),
    ...checkPercents(entity, { ...figures, coverage }),
  ];
}

const DRAWN = ['excused', 'others', 'unknown', 'down', 'degraded'] as const;

type Percents = Pick<
  StatementEntity,
  | ('goodMs' | 'countedMs' | 'percent' | 'lowGoodMs' | 'highGoodMs')
  | ('boundsCountedMs' | 'lowPercent' | 'highPercent' | 'coverage')
>;

function checkPercents(name: string, figures: Percents): readonly string[] {
  const { goodMs, countedMs, lowGoodMs, highGoodMs, boundsCountedMs, coverage } = figures;
  const percentOf = (good: number, counted: number) => renderFraction({ goodMs: good, countedMs: counted });
  return [
    ...differ(`${name}: percent`, figures.percent, percentOf(goodMs, countedMs)),
    ...differ(`${name}: lowPercent`, figures.lowPercent, percentOf(lowGoodMs, boundsCountedMs)),
    ...differ(`${name}: highPercent`, figures.highPercent, percentOf(highGoodMs, boundsCountedMs)),
    ...differ(
      `${name}: coverage.percent`,
      coverage.percent,
      percentOf(coverage.knownMs, coverage.inServiceMs),
    ),
  ];
}

const sumOf = <Item>(items: readonly Item[], numberOf: (item: Item) => number): number =>
  items.reduce((sum, item) => sum + numberOf(item), 0);

const sumVnd = (amounts: readonly string[]): string =>
  `${amounts.reduce((sum, vnd) => sum + BigInt(vnd), 0n)}`;
