import type { DeviceKind } from '../../core/domain/inventory.ts';
import { serviceIntervals } from '../../core/domain/service-intervals.ts';
import { deviceEntity, type Entity, linkEntity } from '../../core/domain/state.ts';
import { clip, type Interval, type IntervalSet, intersect, union } from '../../core/time/intervals.ts';
import type { Versions } from '../../core/time/versions.ts';
import type { InventoryHistory } from '../../ledger/history/history.ts';

/** A device or link that a contract covers. */
export interface CoveredEntity {
  readonly entity: Entity;
  readonly kind: DeviceKind | 'link';
  /** When the contract covers it, whole. */
  readonly inForce: IntervalSet;
  /** From its acceptance to its retirement, less pauses; a link has no such dates. */
  readonly service: IntervalSet;
  /** Rows of the ledger that say so. */
  readonly seqs: readonly number[];
}

/** What a contract covers for some time in an interval while it is in service, by name. */
export function coveredEntities(
  { devices, links }: Pick<InventoryHistory, 'devices' | 'links'>,
  contractId: string,
  { inForce, interval }: { readonly inForce: IntervalSet; readonly interval: Interval },
): readonly CoveredEntity[] {
  const covered: CoveredEntity[] = [];
  const add = (entity: CoveredEntity) => {
    if (clip(intersect(entity.inForce, entity.service), interval).length > 0) covered.push(entity);
  };
  for (const [id, versions] of devices) {
    const latest = latestOf(versions);
    if (!latest || !isEverUnder(versions, contractId)) continue;
    const entity = deviceEntity(id);
    // The steps of its life carry their own dates: what was recorded last tells all of them.
    const service = serviceIntervals(latest.value);
    const { kind } = latest.value;
    add({
      entity,
      kind,
      service,
      inForce: underContract(versions, contractId, inForce),
      seqs: seqsOf(versions),
    });
  }
  for (const [id, versions] of links) {
    if (!isEverUnder(versions, contractId)) continue;
    const under = underContract(versions, contractId, inForce);
    add({ entity: linkEntity(id), kind: 'link', service: ALWAYS, inForce: under, seqs: seqsOf(versions) });
  }
  return covered.sort((a, b) => (a.entity < b.entity ? -1 : 1));
}

const ALWAYS: IntervalSet = [{ fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY }];

type UnderContracts = Versions<{ readonly contracts: readonly string[] }>;

const isEverUnder = (versions: UnderContracts, contractId: string): boolean =>
  versions.some(({ value }) => value.contracts.includes(contractId));

const underContract = (versions: UnderContracts, contractId: string, inForce: IntervalSet): IntervalSet =>
  intersect(union(versions.filter(({ value }) => value.contracts.includes(contractId))), inForce);

const latestOf = <Value>(versions: Versions<Value>) =>
  versions.reduce<Versions<Value>[number] | undefined>(
    (latest, version) => (latest && latest.seq > version.seq ? latest : version),
    undefined,
  );

const seqsOf = (versions: Versions<unknown>): readonly number[] => versions.map(({ seq }) => seq);
