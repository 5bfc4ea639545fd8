import type { FiguresInventory } from '../../../availability/inventory/figures-inventory.ts';
import type { Belonging, MeasuredKind, Member, MemberOf } from '../../../availability/inventory/members.ts';
import { addInto, emptyStateMs, type StateMs } from '../../../availability/timelines/state-ms.ts';
import type { ImportedMs } from '../../../availability/window/imported-time.ts';
import type { MeasuredGroup } from '../../../availability/window/measured-groups.ts';
import { groupIdOf } from '../../../availability/window/tally.ts';
import {
  deviceEntity,
  type Entity,
  type Indicator,
  linkEntity,
  parseEntity,
} from '../../../core/domain/state.ts';
import { clip, type Interval, type IntervalSet, union } from '../../../core/time/intervals.ts';

/** What is known of a group besides what we measured. */
export interface Besides {
  /** Time that another system recorded and we know nothing of. */
  readonly imported: StateMs;
  importedEntities: number;
  /** In service, and neither measured nor imported. */
  never: number;
  /** Of those: units said in their forms how they are. */
  saidByUnits: number;
}

export type BesidesOf = (
  indicator: Indicator,
  kind: MeasuredKind,
  group: MeasuredGroup | 'city',
  id: string,
) => Besides;

export interface UnmeasuredQuestion {
  readonly window: Interval;
  readonly inventory: FiguresInventory;
  readonly memberOf: MemberOf;
  readonly isAsked: (belonging: Belonging) => boolean;
  /** What is measured of a kind at all: of others nobody expects anything. */
  readonly indicatorsOf: (kind: MeasuredKind) => readonly Indicator[];
  readonly isMeasured: (entity: Entity, indicator: Indicator) => boolean;
  /** Absent where nothing was imported. */
  readonly importedMs?: ImportedMs;
  readonly isSaidByUnit: (deviceId: string) => boolean;
  /** Told of what is in service and was never measured, whether it was imported or not. */
  readonly onNeverMeasured?: (member: Member, indicator: Indicator, service: IntervalSet) => void;
}

/** Looks at everything in service for what was not measured of it. */
export function findUnmeasured(question: UnmeasuredQuestion): BesidesOf {
  const { inventory, memberOf } = question;
  const found = new Map<string, Besides>();
  const provide: BesidesOf = (...key) => {
    const name = key.join('\t');
    const besides = found.get(name) ?? {
      imported: emptyStateMs(),
      importedEntities: 0,
      never: 0,
      saidByUnits: 0,
    };
    found.set(name, besides);
    return besides;
  };
  for (const { id, versions } of inventory.devices.values()) {
    const kind = versions.at(-1)?.value.kind;
    if (kind) look(deviceEntity(id), kind);
  }
  for (const id of inventory.links.keys()) look(linkEntity(id), 'link');
  return provide;

  function look(entity: Entity, kind: MeasuredKind): void {
    const { importedMs, indicatorsOf, isMeasured } = question;
    // Of most there is nothing to tell, and what they belong to need not be looked up.
    const indicators = indicatorsOf(kind).filter((name) => importedMs || !isMeasured(entity, name));
    const member = indicators.length > 0 ? memberOf(entity) : undefined;
    const stretches = member ? askedStretches(member, question) : [];
    if (!member || stretches.length === 0) return;
    for (const indicator of indicators) lookAt(member, indicator, stretches);
  }

  function lookAt(member: Member, indicator: Indicator, stretches: readonly Stretch[]): void {
    const isMeasured = question.isMeasured(member.entity, indicator);
    const told = stretches.map(({ set }) => question.importedMs?.(member.entity, indicator, set));
    if (!isMeasured)
      question.onNeverMeasured?.(member, indicator, union(stretches.flatMap(({ set }) => set)));
    if (isMeasured && told.every((ms) => ms === undefined)) return;
    const { id = '' } = parseEntity(member.entity) ?? {};
    const isSaid = member.kind !== 'link' && question.isSaidByUnit(id);
    for (const group of GROUPS) {
      const byId = Map.groupBy(stretches.entries(), ([, { belonging }]) => groupIdOf(belonging, group));
      for (const [name, own] of byId) {
        const besides = provide(indicator, member.kind, group, name);
        const imported = own.flatMap(([place]) => told[place] ?? []);
        for (const ms of imported) addInto(besides.imported, ms);
        if (imported.length > 0) besides.importedEntities++;
        else if (!isMeasured) {
          besides.never++;
          if (isSaid) besides.saidByUnits++;
        }
      }
    }
  }
}

const GROUPS = ['city', 'agency', 'district', 'area', 'programme', 'purpose', 'contractor'] as const;

interface Stretch {
  readonly belonging: Belonging;
  /** In service and in the window; not empty. */
  readonly set: IntervalSet;
}

function askedStretches(
  { service, memberships }: Member,
  { window, isAsked }: UnmeasuredQuestion,
): readonly Stretch[] {
  const inWindow = clip(service, window);
  return memberships.flatMap(({ fromMs, belonging }, place) => {
    if (!isAsked(belonging)) return [];
    const set = clip(inWindow, { fromMs, toMs: memberships[place + 1]?.fromMs ?? Number.POSITIVE_INFINITY });
    return set.length > 0 ? [{ belonging, set }] : [];
  });
}
