import type { DownSpan } from '#availability/attribution/attribution.ts';
import type { Upstreams } from '#core/domain/inventory.ts';
import type { Entity } from '#core/domain/state.ts';
import type { TopologyVersion } from '#core/domain/ways.ts';

/** A network without circles whose times are whole numbers from 0 on. */
export interface SmallNetwork {
  readonly downOf: (entity: Entity) => readonly DownSpan[];
  readonly topologyOf: (entity: Entity) => readonly TopologyVersion[];
  readonly restartGraceMs: number;
  readonly rules: 1 | 2;
  /** When ports of lines were shut; these belong to the first member of the first way. */
  readonly shutOf: (entity: Entity) => readonly DownSpan[];
}

/** Who answers, and when that one was last seen up. */
interface Owned {
  readonly owner: Entity;
  readonly rootAfterMs: number;
}

/** At one instant: cut off by whom, and when that is proven first. `sinceMs` in the future: it is only possible. */
interface CutAt extends Owned {
  readonly sinceMs: number;
}

/** One item for each instant. */
type Instants<Item> = (Item | undefined)[];

/**
 * Who answers at each instant before `horizonMs` at which the entity is down, by the words of
 * `docs/adr/0010-attribution.md`, instant by instant, without a thought for speed.
 */
export function ownersByInstant(entity: Entity, network: SmallNetwork, horizonMs: number): Instants<Entity> {
  const instants = Array.from({ length: horizonMs }, (_, atMs) => atMs);
  const members = new Map<Entity, Instants<CutAt>>();

  return ownersOf(entity, network.downOf(entity), () => entity).map((owned) => owned?.owner);

  function ownersOf(
    asked: Entity,
    spans: readonly DownSpan[],
    answering: (atMs: number) => Entity | undefined,
  ): Instants<Owned> {
    const versions = network.topologyOf(asked);
    const cuts = new Map(versions.map((version) => [version, cutWays(version.paths)]));
    const owners: Instants<Owned> = instants.map(() => undefined);
    for (const span of spans) {
      let before = missedCut(span);
      for (const atMs of instants.filter((ms) => span.fromMs <= ms && ms < span.toMs)) {
        const version = versions.find(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);
        const cut = version && cuts.get(version)?.[atMs];
        if (cut && cut.sinceMs < span.toMs && cut.sinceMs < version.toMs) {
          before = { ...cut, endMs: atMs + 1 };
          owners[atMs] = cut;
        } else if (before && isGraced(span, atMs, before.endMs)) {
          owners[atMs] = before;
        } else {
          const owner = answering(atMs);
          owners[atMs] = owner && { owner, rootAfterMs: span.afterMs };
        }
      }
    }
    return owners;

    /** The last cut that had ended before the outage was found, if the entity had not been seen up since it began. */
    function missedCut(span: DownSpan): (Owned & { endMs: number }) | undefined {
      const version = versions
        .toSorted((a, b) => a.fromMs - b.fromMs)
        .findLast(({ fromMs, toMs }) => fromMs < span.fromMs && fromMs < toMs);
      const lane = version && cuts.get(version);
      if (!lane) return undefined;
      const lastMs = instants.findLast(
        (ms) => ms < span.fromMs && version.fromMs <= ms && ms < version.toMs && lane[ms] !== undefined,
      );
      const last = lastMs === undefined ? undefined : lane[lastMs];
      if (lastMs === undefined || !last || last.sinceMs > lastMs || span.afterMs > last.sinceMs) {
        return undefined;
      }
      return { ...last, endMs: lastMs + 1 };
    }
  }

  function isGraced(span: DownSpan, atMs: number, cutEndMs: number): boolean {
    const graceEndMs = cutEndMs + network.restartGraceMs;
    return atMs < graceEndMs || (span.untilAfterMs ?? span.toMs) <= graceEndMs;
  }

  function cutWays(paths: Upstreams): Instants<CutAt> {
    const ways = paths.map((path) => {
      const lanes = path.map((member) => members.get(member) ?? keep(member, cutMember(member)));
      return withRuns(instants.map((atMs) => firstFallen(lanes.map((lane) => lane[atMs]))));
    });
    const together = instants.map((atMs) => lastFallen(ways.map((way) => way[atMs])));
    return ways.length < 2
      ? together
      : together.map((cut, atMs) => cut && proveTogether(cut, atMs, together));
  }

  function keep(member: Entity, lane: Instants<CutAt>): Instants<CutAt> {
    members.set(member, lane);
    return lane;
  }

  /** A possible cut of several ways at once counts from when all are proven, if all may be cut until then. */
  function proveTogether(cut: CutAt, atMs: number, together: Instants<CutAt>): CutAt | undefined {
    if (cut.sinceMs <= atMs) return cut;
    for (const laterMs of instants.slice(atMs + 1)) {
      const later = together[laterMs];
      if (!later) return undefined;
      if (later.sinceMs <= laterMs) return { ...cut, sinceMs: Math.max(cut.sinceMs, laterMs) };
    }
    return undefined;
  }

  function cutMember(member: Entity): Instants<CutAt> {
    const versions = network.topologyOf(member);
    const shut = network.rules === 1 ? [] : network.shutOf(member);
    const owners = ownersOf(member, network.downOf(member), () => member);
    const ofPorts = ownersOf(member, shut, nearAt);
    const spans = [...network.downOf(member), ...shut];
    const cuts = versions.map(({ paths }) => cutWays(paths));
    return withRuns(
      instants.map((atMs) => {
        const own = ownCut(atMs);
        if (own && own.sinceMs <= atMs) return own;
        const index = versions.findIndex(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);
        const blocked = cuts[index]?.[atMs];
        const changesMs = versions[index]?.toMs ?? 0;
        return firstFallen([own, blocked && blocked.sinceMs < changesMs ? blocked : undefined]);
      }),
    );

    function nearAt(atMs: number): Entity | undefined {
      return versions.find(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs)?.paths[0]?.[0];
    }

    function ownCut(atMs: number): CutAt | undefined {
      const span = spans
        .filter(({ afterMs, fromMs, toMs }) => Math.min(afterMs, fromMs) <= atMs && atMs < toMs)
        // Of a line on the core nobody has the port.
        .filter((one) => !shut.includes(one) || nearAt(Math.max(atMs, one.fromMs)) !== undefined)
        .sort((a, b) => a.fromMs - b.fromMs)[0];
      if (!span) return undefined;
      const owned = (shut.includes(span) ? ofPorts : owners)[Math.max(atMs, span.fromMs)];
      if (!owned) return undefined;
      if (network.rules === 2 && atMs < Math.min(span.fromMs, owned.rootAfterMs)) return undefined;
      return { ...owned, sinceMs: span.fromMs };
    }
  }
}

/** An unbroken run of proven instants began where its first one was proven, whoever holds it later. */
function withRuns(cuts: Instants<CutAt>): Instants<CutAt> {
  const runs: Instants<CutAt> = [];
  for (const [atMs, cut] of cuts.entries()) {
    const before = runs[atMs - 1];
    const goesOn = cut && before && cut.sinceMs <= atMs && before.sinceMs < atMs;
    runs.push(goesOn ? { ...cut, sinceMs: Math.min(cut.sinceMs, before.sinceMs) } : cut);
  }
  return runs;
}

function firstFallen(cuts: Instants<CutAt>): CutAt | undefined {
  return present(cuts).sort((a, b) => a.sinceMs - b.sinceMs || byName(a, b))[0];
}

function lastFallen(cuts: Instants<CutAt>): CutAt | undefined {
  const all = present(cuts);
  if (all.length < cuts.length) return undefined;
  return all.sort((a, b) => b.sinceMs - a.sinceMs || byName(a, b))[0];
}

const present = (cuts: Instants<CutAt>): CutAt[] => cuts.filter((cut) => cut !== undefined);

const byName = (a: CutAt, b: CutAt) => (a.owner < b.owner ? -1 : 1);
