import type { RecordedFinding } from '../../core/domain/findings.ts';
import { type Entity, parseEntity } from '../../core/domain/state.ts';
import type { Steps } from '../../core/host/in-slices.ts';
import type { FindingQuery } from '../../ledger/record/devices.ts';
import type { LearntSource } from './learnt-source.ts';
import { compareFindings, type ListedFinding, toldSubject } from './visible-findings.ts';
import { entitiesOf, partsOf, type VisibleFleet } from './visible-fleet.ts';

/** Whose findings were written since it was asked last. */
export type TakeNoted = () => ReadonlySet<Entity>;

export type ListStanding = (fleet: VisibleFleet) => Steps<readonly ListedFinding[]>;

interface Kept {
  readonly fleet: VisibleFleet;
  readonly findings: readonly ListedFinding[];
}

/** What stands, of all that is visible, the latest first. It is kept, and of what was written meanwhile it is read anew. */
export function createStandingFindings(
  source: Pick<LearntSource, 'findings'>,
  takeNoted: TakeNoted,
): ListStanding {
  let kept: Kept | undefined;
  return function* listStanding(fleet) {
    const noted = takeNoted();
    const before = kept?.fleet === fleet ? kept.findings : undefined;
    if (before && noted.size === 0) return before;
    // Whatever fails on the way is read anew by whoever asks next.
    kept = undefined;
    const touched = before ? [...noted].filter(fleet.isVisible) : entitiesOf(fleet);
    const read = yield* listFindings(fleet, source, { open: true }, touched);
    const others = before?.filter(({ entity }) => !noted.has(entity)) ?? [];
    kept = { fleet, findings: merge(others, read) };
    return kept.findings;
  };
}

/** Findings of these entities, what stands first and of that the latest. */
export function* listFindings(
  fleet: VisibleFleet,
  source: Pick<LearntSource, 'findings'>,
  query: FindingQuery,
  all: Iterable<Entity>,
): Steps<readonly ListedFinding[]> {
  let lists: (readonly ListedFinding[])[] = [];
  for (const entities of partsOf(all)) {
    const found = [...source.findings({ ...query, entities })].map((finding) => listed(fleet, finding));
    lists.push(found.sort(compareFindings));
    yield;
  }
  while (lists.length > 1) {
    const halved: typeof lists = [];
    for (let at = 0; at < lists.length; at += 2) {
      halved.push(merge(lists[at] ?? [], lists[at + 1] ?? []));
      yield;
    }
    lists = halved;
  }
  return lists[0] ?? [];
}

function listed(
  fleet: VisibleFleet,
  { entity, code, subject: own, firstMs, goneMs }: RecordedFinding,
): ListedFinding {
  const { kind, id = '' } = parseEntity(entity) ?? {};
  const index = kind === 'device' ? fleet.indexOf(id) : -1;
  const group = index < 0 ? undefined : fleet.groupOf(index);
  const subject = toldSubject(fleet, { code, subject: own }, index);
  const link = kind === 'link' ? fleet.linkById.get(id) : undefined;
  return { entity, code, subject, firstMs, group, link, ...(goneMs !== undefined && { goneMs }) };
}

/** Of two sorted lists one. */
function merge(a: readonly ListedFinding[], b: readonly ListedFinding[]): readonly ListedFinding[] {
  if (a.length === 0 || b.length === 0) return a.length === 0 ? b : a;
  const merged: ListedFinding[] = [];
  let at = 0;
  for (const one of a) {
    for (let next = b[at]; next && compareFindings(next, one) < 0; next = b[at]) {
      merged.push(next);
      at++;
    }
    merged.push(one);
  }
  return merged.concat(b.slice(at));
}
