import { sumByType } from './statement-figures.ts';
import type { StatementLife } from './statement-register.ts';
import type {
  Objection,
  StatementDocument,
  StatementEntity,
  StatementFigures,
  StatementLine,
} from './statement-schema.ts';

/** What a money line is for: stays the same when lines before it come or go. */
export const lineKey = ({ rule, entity, ref }: StatementLine): string =>
  [rule, entity ?? 'fleet', ...(ref === undefined ? [] : [ref])].join(' · ');

/** The rule of such a key, and of a line that is not for the whole fleet its device or line, and outage. */
export function readLineKey(key: string): {
  readonly rule: string;
  readonly entity?: string;
  readonly ref?: string;
} {
  const [rule = key, entity = 'fleet', ref] = key.split(' · ');
  return { rule, ...(entity !== 'fleet' && { entity }), ...(ref !== undefined && { ref }) };
}

export const linesOf = ({ parts }: Pick<StatementFigures, 'parts'>): readonly StatementLine[] =>
  parts.flatMap(({ money }) => money.lines);

/**
 * Divides the money into what is disputed and what is not. A line is disputed when an objection names it, its outage or its
 * device; a line over availability also when an outage of its device is, and one over the whole fleet when any outage is.
 */
export function divideMoney(
  figures: StatementFigures,
  objections: readonly Objection[],
): StatementDocument['money'] {
  const lines = linesOf(figures);
  const isDisputed = createDisputeCheck(figures, objections);
  const disputed = lines.filter(isDisputed);
  const undisputed = lines.filter((line) => !isDisputed(line));
  return {
    total: sumPayable(lines),
    undisputed: sumPayable(undisputed),
    disputed: sumPayable(disputed),
    undisputedByType: sumByType(undisputed),
    disputedByType: sumByType(disputed),
    disputedLines: disputed.map(({ line }) => line),
  };
}

/** What was objected to a draft after it was sealed, and what of its money is disputed by that. */
export function objectedSince(
  document: StatementDocument,
  { objections }: StatementLife,
): Pick<StatementDocument, 'objections' | 'money'> | undefined {
  if (document.state !== 'draft' || objections.length === 0) return undefined;
  return { objections: [...objections], money: divideMoney(document.figures, objections) };
}

/** The lines in dispute over one objection. */
export const linesDisputedBy = (
  figures: Pick<StatementFigures, 'parts'>,
  objection: Pick<Objection, 'lines' | 'outages' | 'entities'>,
): readonly StatementLine[] => linesOf(figures).filter(createDisputeCheck(figures, [objection]));

function createDisputeCheck(
  figures: Pick<StatementFigures, 'parts'>,
  objections: readonly Pick<Objection, 'lines' | 'outages' | 'entities'>[],
): (line: StatementLine) => boolean {
  const lines = new Set(objections.flatMap((objection) => objection.lines));
  const outages = new Set(objections.flatMap((objection) => objection.outages));
  const entities = new Set(objections.flatMap((objection) => objection.entities));
  const touched = new Set([
    ...entities,
    ...entitiesOf(figures)
      .filter((entity) => entity.outages.some(({ ref }) => outages.has(ref)))
      .map(({ entity }) => entity),
  ]);
  return (line) => {
    if (lines.has(lineKey(line))) return true;
    if (line.ref !== undefined) return outages.has(line.ref) || isNamed(line.entity, entities);
    return line.entity === undefined ? touched.size > 0 : touched.has(line.entity);
  };
}

const isNamed = (entity: string | undefined, entities: ReadonlySet<string>): boolean =>
  entity !== undefined && entities.has(entity);

export const entitiesOf = ({ parts }: Pick<StatementFigures, 'parts'>): readonly StatementEntity[] =>
  parts.flatMap(({ entities }) => entities);

const sumPayable = (lines: readonly StatementLine[]): string =>
  `${lines.reduce((sum, { payable }) => sum + BigInt(payable), 0n)}`;
