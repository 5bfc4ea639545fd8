import { isWanted, type Whereabout, type Whereabouts } from '../../../config/inventory/whereabouts.ts';
import type { AlertFilter } from '../../../core/domain/alert-settings.ts';
import { deviceEntity, type Entity } from '../../../core/domain/state.ts';
import type { IncidentRoot, IncidentSummary } from '../../../ledger/record/incidents/incident-event.ts';
import { MOST_NAMED, type NamedSome } from '../../../ledger/record/outbox/occasion.ts';
import { deviceOfPort } from '../../incidents/engine/device-of-port.ts';

/** What an incident touches, and who must act. */
export interface IncidentScope {
  /** Contractors that keep the root working, or carry it; of those that fell, where the root is only a place. */
  readonly actors: ReadonlySet<string>;
  /** Contracts in force of the same. */
  readonly contracts: ReadonlySet<string>;
  /** Its members by where they stand and whose they are: few, however many members there are. */
  readonly groups: readonly MemberGroup[];
}

export interface MemberGroup extends Omit<Whereabouts, 'kind' | 'contracts'> {
  readonly kind: Whereabouts['kind'] | 'collector';
  readonly count: number;
  /** The first of them, with their places among all members. */
  readonly some: readonly { readonly entity: Entity; readonly place: number }[];
}

/** One pass over the members. What is not in the inventory any more is nobody's. */
export function scopeOf(
  { root }: Pick<IncidentSummary, 'root'>,
  members: Iterable<Entity>,
  whereabout: Whereabout,
  atMs: number,
): IncidentScope {
  const actors = new Set<string>();
  const contracts = new Set<string>();
  const act = (there: Whereabouts | undefined) => {
    for (const id of there?.contractors ?? []) actors.add(id);
    for (const id of there?.contracts ?? []) contracts.add(id);
  };
  const groups = new Map<string, Gathering>();
  let place = 0;
  for (const entity of members) {
    const there = whereabout(entity, atMs);
    place++;
    if (!there) continue;
    if (root.kind === 'common') act(there);
    gather(groups, there, { entity, place });
  }
  for (const entity of namedBy(root)) act(whereabout(entity, atMs));
  const collectors = root.kind === 'collector' ? [A_COLLECTOR] : [];
  const port = deviceOfPort(root);
  const owner = port && whereabout(port, atMs);
  // It is no member, since it works: whoever has it is told all the same.
  const owners = owner ? [{ ...owner, count: 0, some: [] }] : [];
  return { actors, contracts, groups: [...groups.values(), ...collectors, ...owners] };
}

interface Gathering extends Omit<MemberGroup, 'count' | 'some'> {
  count: number;
  readonly some: { readonly entity: Entity; readonly place: number }[];
}

/** Nobody owns it, and it stands nowhere. */
const A_COLLECTOR: MemberGroup = { kind: 'collector', agencies: [], contractors: [], count: 0, some: [] };

function gather(
  groups: Map<string, Gathering>,
  { kind, agencies, area, district, contractors }: Whereabouts,
  member: Gathering['some'][number],
): void {
  const key = `${kind} ${area ?? ''} ${agencies.join()} ${contractors.join()}`;
  let group = groups.get(key);
  if (!group) {
    const place = { ...(area !== undefined && { area }), ...(district !== undefined && { district }) };
    group = { kind, agencies, contractors, ...place, count: 0, some: [] };
    groups.set(key, group);
  }
  group.count++;
  if (group.some.length < MOST_NAMED) group.some.push(member);
}

/** What is known by itself to have failed, or to have taken the others along. */
function namedBy(root: IncidentRoot): readonly Entity[] {
  // Whose device the port is can switch it on again: neither the line nor what is behind it has failed.
  if (root.kind === 'entity') return [deviceOfPort(root) ?? root.entity];
  return root.kind === 'common' && root.by === 'switch' ? [deviceEntity(root.name)] : [];
}

/** Whether its filter holds: each list that is there, its places and kinds for one and the same member. */
export function matches(
  filter: AlertFilter,
  { actors, groups }: IncidentScope,
  { severity }: Pick<IncidentSummary, 'severity'>,
): boolean {
  const { agencies, districts, areas, kinds, contractors, severities } = filter;
  if (severities && !severities.includes(severity)) return false;
  if (contractors && !contractors.some((id) => actors.has(id))) return false;
  const isAnywhere = !agencies && !districts && !areas && !kinds;
  return isAnywhere || groups.some((group) => isWanted(filter, group));
}

/**
 * What a recipient has in it: members that its filter holds for; of a contractor those that it keeps, unless it keeps
 * none of them and only what they hang on.
 */
export function ownMembers(filter: AlertFilter, { groups }: IncidentScope): NamedSome {
  const wanted = groups.filter((group) => isWanted(filter, group));
  const { contractors } = filter;
  const kept = contractors
    ? wanted.filter((group) => group.contractors.some((id) => contractors.includes(id)))
    : wanted;
  const own = kept.length > 0 ? kept : wanted;
  return {
    count: own.reduce((sum, { count }) => sum + count, 0),
    some: own
      .flatMap(({ some }) => some)
      .sort((a, b) => a.place - b.place)
      .slice(0, MOST_NAMED)
      .map(({ entity }) => entity),
  };
}
