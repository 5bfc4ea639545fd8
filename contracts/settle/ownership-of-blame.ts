import { readRecordTerms } from '../../config/contract-terms/read-record-terms.ts';
import type { RulesVersion } from '../../core/domain/contract-terms.ts';
import type { Contract } from '../../core/domain/inventory.ts';
import { type Entity, parseEntity } from '../../core/domain/state.ts';
import { type Interval, type IntervalSet, isIn } from '../../core/time/intervals.ts';
import { type Version, type Versions, valueAt, versionAt } from '../../core/time/versions.ts';
import type { InventoryHistory } from '../../ledger/history/history.ts';
import { inForceBy } from './in-force.ts';

/** Whose contract answers for what is down. */
export interface Answering {
  /** Whether an owner is under the contractor at an instant, by whatever contract. */
  readonly isOwn: (owner: Entity, atMs: number) => boolean;
  /** The contracts in force for an owner at an instant, and the contractors that answer for it. */
  readonly answeringAt: (
    owner: Entity,
    atMs: number,
  ) => { readonly contracts: string[]; readonly contractors: string[] };
  /**
   * Instants within an interval, in order, at which that may change for one of these owners. By version 1 of the rules not where
   * an entry ends and none follows.
   */
  readonly turnsMs: (owners: Iterable<Entity>, interval: Interval, rules: RulesVersion) => readonly number[];
}

interface Kept {
  readonly contracts: readonly string[];
  readonly contractor?: string;
}

/** Who answers to the contractor that a contract had at each instant. */
export function createAnswering(
  { devices, links, contracts }: Pick<InventoryHistory, 'devices' | 'links' | 'contracts'>,
  contractId: string,
): Answering {
  const own = contracts.get(contractId);
  const turnsById = new Map<string, readonly number[]>();
  const turnsByOwner = new Map<string, readonly number[]>();
  const inForce = new Map<Version<Contract>, IntervalSet>();
  return {
    isOwn: (owner, atMs) => {
      const kept = valueAt(versionsOf(owner), atMs);
      if (!kept) return false;
      if (kept.contracts.includes(contractId)) return true;
      const contractor = valueAt(own, atMs)?.contractor;
      return contractor !== undefined && contractorsOf(kept, atMs).includes(contractor);
    },
    answeringAt: (owner, atMs) => {
      const kept = valueAt(versionsOf(owner), atMs);
      if (!kept) return { contracts: [], contractors: [] };
      const inForce = kept.contracts.filter((id) => contractInForce(id, atMs));
      return { contracts: inForce, contractors: [...new Set(contractorsOf(kept, atMs))] };
    },
    turnsMs: (owners, interval, rules) => {
      const turns = new Set([...turnsOf(own, ({ contractor }) => contractor), ...endsOf(own, rules)]);
      for (const owner of owners) for (const turnMs of ownerTurns(owner, rules)) turns.add(turnMs);
      return [...turns]
        .filter((turnMs) => interval.fromMs < turnMs && turnMs < interval.toMs)
        .sort((a, b) => a - b);
    },
  };

  function ownerTurns(owner: Entity, rules: RulesVersion): readonly number[] {
    return provide(turnsByOwner, `${rules} ${owner}`, () => {
      const versions = versionsOf(owner);
      const ids = new Set(versions.flatMap(({ value }) => value.contracts));
      const ofContracts = [...ids].flatMap((id) => contractTurns(id, rules));
      return [...turnsOf(versions, keyOf), ...endsOf(versions, rules), ...ofContracts];
    });
  }

  /** The same for all devices of a contract. */
  function contractTurns(id: string, rules: RulesVersion): readonly number[] {
    const versions = contracts.get(id);
    return provide(turnsById, `${rules} ${id}`, () => [
      ...turnsOfContract(versions),
      ...endsOf(versions, rules),
    ]);
  }

  function versionsOf(entity: Entity): Versions<Kept> {
    const { kind, id = '' } = parseEntity(entity) ?? {};
    return (kind === 'link' ? links.get(id) : devices.get(id)) ?? [];
  }

  function contractorsOf(kept: Kept, atMs: number): readonly string[] {
    const ofContracts = kept.contracts.flatMap((id) => contractInForce(id, atMs)?.contractor ?? []);
    return kept.contractor === undefined ? ofContracts : [...ofContracts, kept.contractor];
  }

  function contractInForce(id: string, atMs: number): Contract | undefined {
    const version = versionAt(contracts.get(id), atMs);
    if (!version) return undefined;
    const set = provide(inForce, version, () => inForceBy(version));
    return set.some(isIn(atMs)) ? version.value : undefined;
  }
}

function provide<Key, Value>(known: Map<Key, Value>, key: Key, build: () => Value): Value {
  const value = known.get(key) ?? build();
  known.set(key, value);
  return value;
}

const turnsOfContract = (versions: Versions<Contract> = []): readonly number[] => [
  ...turnsOf(versions, ({ contractor }) => contractor),
  ...versions.flatMap(({ value: { fromMs, toMs = Number.POSITIVE_INFINITY } }) => [fromMs, toMs]),
  ...versions
    .filter(({ value }) => readRecordTerms(value).rules === 2)
    .flatMap((version) => inForceBy(version).map(({ fromMs }) => fromMs)),
];

/** Where an entry ends and none follows. */
const endsOf = (versions: Versions<unknown> = [], rules: RulesVersion): readonly number[] =>
  rules === 1
    ? []
    : versions.filter(({ toMs }, index) => versions[index + 1]?.fromMs !== toMs).map(({ toMs }) => toMs);

const keyOf = ({ contracts, contractor }: Kept) => `${contractor} ${contracts.join(' ')}`;

/** Where one version says something else than the one before. */
function turnsOf<Value>(
  versions: Versions<Value> = [],
  keyOfValue: (value: Value) => string,
): readonly number[] {
  return versions
    .filter(({ value, fromMs }, index) => {
      const before = versions[index - 1];
      return !before || before.toMs < fromMs || keyOfValue(before.value) !== keyOfValue(value);
    })
    .map(({ fromMs }) => fromMs);
}
