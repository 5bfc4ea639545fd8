import type { MeasuredKind } from '../../../availability/inventory/members.ts';
import { SETTLED_CLASSES, type SettledClass } from '../../../contracts/sla/settled-class.ts';
import type { StatementDocument, StatementEntity } from '../../../contracts/statements/statement-schema.ts';
import type { Entity, Indicator } from '../../../core/domain/state.ts';
import { INDICATORS, parseEntity, STATES, type State } from '../../../core/domain/state.ts';

/** A class of time that a statement counts in service. */
export type CountedClass = Exclude<SettledClass, 'out-of-service'>;

/** Milliseconds of each class, by what was measured then: `excused` of which `down`. */
export type ClassMs = ReadonlyMap<CountedClass, ReadonlyMap<State, number>>;

/** What a statement says of one indicator of one kind of device. */
export interface StatementDigest {
  readonly indicator: Indicator;
  readonly kind: MeasuredKind;
  readonly classMs: ClassMs;
  readonly entities: ReadonlySet<Entity>;
}

/** Adds a statement up by indicator and kind. Stretches say what was measured of all time that is not plainly up. */
export function digestStatement(
  { figures }: Pick<StatementDocument, 'figures'>,
  kindOf: (entity: Entity) => MeasuredKind,
): readonly StatementDigest[] {
  const digests = new Map<string, ReturnType<typeof emptyDigest>>();
  for (const one of figures.parts.flatMap(({ entities }) => entities)) {
    const entity = entityOf(one);
    const indicator = INDICATORS.find((name) => name === one.indicator);
    if (!entity || !indicator) continue;
    const kind = kindOf(entity);
    const digest = digests.get(`${indicator} ${kind}`) ?? emptyDigest(indicator, kind);
    digests.set(`${indicator} ${kind}`, digest);
    digest.entities.add(entity);
    addEntity(digest.classMs, one);
  }
  return [...digests.values()];
}

const emptyDigest = (indicator: Indicator, kind: MeasuredKind) => ({
  indicator,
  kind,
  classMs: new Map<CountedClass, Map<State, number>>(),
  entities: new Set<Entity>(),
});

const COUNTED: readonly CountedClass[] = SETTLED_CLASSES.filter((name) => name !== 'out-of-service');

function addEntity(
  classMs: Map<CountedClass, Map<State, number>>,
  { sums, stretches }: Pick<StatementEntity, 'sums' | 'stretches'>,
): void {
  const told = new Map<CountedClass, number>();
  for (const stretch of stretches) {
    const settled = COUNTED.find((name) => name === stretch.class);
    const measured = STATES.find((state) => state === stretch.measured);
    if (!settled || !measured) continue;
    add(settled, measured, stretch.toMs - stretch.fromMs);
    told.set(settled, (told.get(settled) ?? 0) + stretch.toMs - stretch.fromMs);
  }
  for (const settled of COUNTED) {
    // What no stretch tells of is plainly up.
    const restMs = (sums[settled] ?? 0) - (told.get(settled) ?? 0);
    if (restMs > 0) add(settled, 'up', restMs);
  }

  function add(settled: CountedClass, measured: State, ms: number): void {
    const own = classMs.get(settled) ?? new Map<State, number>();
    classMs.set(settled, own);
    own.set(measured, (own.get(measured) ?? 0) + ms);
  }
}

const entityOf = ({ entity }: StatementEntity): Entity | undefined => {
  const parsed = parseEntity(entity);
  return parsed && `${parsed.kind}:${parsed.id}`;
};
