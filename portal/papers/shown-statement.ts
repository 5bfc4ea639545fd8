import { type LimitShare, limitShares } from '../../contracts/statements/limit-shares.ts';
import type {
  StatementDocument,
  StatementEntity,
  StatementPart,
} from '../../contracts/statements/statement-schema.ts';
import type { StatementInput } from '../../reports/statement/statement-input.ts';

/** So much of a statement as a page shows; the sealed file has all of it. */
export interface ShownStatement {
  /** Without what is not shown. */
  readonly document: StatementDocument;
  readonly names: StatementInput['names'];
  readonly parts: readonly ShownCounts[];
  readonly differences: number;
}

/** How much there is of a part, and what limits left of each line that is shown. */
export interface ShownCounts {
  readonly entities: number;
  readonly neverMeasured: number;
  readonly lines: number;
  readonly breaches: readonly number[];
  readonly shares: ReadonlyMap<number, readonly LimitShare[]>;
}

export const MOST_LINES = 100;
export const MOST_WORST = 20;
const MOST_BREACHES = 20;
const MOST_DIFFERENCES = 2_000;

/** A statement of thousands of devices is tens of megabytes: what a page shows is picked where it was read. */
export function pickShown(
  document: StatementDocument,
  namesOf: (picked: StatementDocument) => StatementInput['names'],
): ShownStatement {
  const { figures, differences, dossier: _, ...rest } = document;
  const picked = {
    ...rest,
    figures: { ...figures, parts: figures.parts.map(pickPart) },
    ...(differences && { differences: differences.slice(0, MOST_DIFFERENCES) }),
  };
  return {
    document: picked,
    names: namesOf(picked),
    parts: figures.parts.map(countPart),
    differences: differences?.length ?? 0,
  };
}

function pickPart(part: StatementPart): StatementPart {
  const { entities, checks, money, neverMeasured } = part;
  const lines = money.lines.slice(0, MOST_LINES);
  const never = new Set(neverMeasured);
  const worst = entities.filter(({ entity }) => !never.has(entity)).toSorted(byAvailability);
  const kept = new Set([
    ...worst.slice(0, MOST_WORST).map(({ entity }) => entity),
    // Its fee stands in the working of a line.
    ...lines.map(({ entity }) => entity),
  ]);
  return {
    ...part,
    entities: worst
      .filter(({ entity }) => kept.has(entity))
      .map((one) => ({ ...one, outages: [], stretches: [], refused: [] })),
    checks: checks.map((check) => ({
      ...check,
      breaches: check.breaches.slice(0, MOST_BREACHES),
      notMeasured: [],
    })),
    ...(neverMeasured && { neverMeasured: neverMeasured.slice(0, MOST_WORST) }),
    money: { ...money, lines },
  };
}

function countPart({ entities, checks, money, neverMeasured = [] }: StatementPart): ShownCounts {
  const shares = limitShares(money);
  return {
    ...{ entities: entities.length, neverMeasured: neverMeasured.length, lines: money.lines.length },
    breaches: checks.map(({ breaches }) => breaches.length),
    shares: new Map(money.lines.slice(0, MOST_LINES).map(({ line }) => [line, shares.get(line) ?? []])),
  };
}

const byAvailability = (a: StatementEntity, b: StatementEntity): number =>
  ratioOf(a) - ratioOf(b) || (a.entity < b.entity ? -1 : 1);

/** Only for order: what is shown is exact. */
const ratioOf = ({ goodMs, countedMs }: StatementEntity): number =>
  countedMs === 0 ? Number.POSITIVE_INFINITY : goodMs / countedMs;
