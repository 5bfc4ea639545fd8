import type { Device, Link } from '../../core/domain/inventory.ts';
import { deviceEntity, type Entity, linkEntity, parseEntity } from '../../core/domain/state.ts';
import { pathsToDevice, pathsToLink } from '../../core/domain/ways.ts';

export interface ContractReads {
  /** Devices of which a revision names the contract. */
  readonly mentioning: () => readonly string[];
  /** Hand-overs of devices from the contract or to it. */
  readonly handedOver: () => readonly string[];
}

/** What a contract ever covered: lines, and devices by their rows or by a hand-over. In doubt it is among them. */
export function entitiesOfContract(
  links: ReadonlyMap<string, readonly Valued<Link>[]>,
  contractId: string,
  { mentioning, handedOver }: ContractReads,
): readonly Entity[] {
  const lines = [...links].filter(([, steps]) =>
    valuesOf(steps).some(({ contracts }) => contracts.includes(contractId)),
  );
  const devices = [...mentioning(), ...handedOver().flatMap((id) => HANDED_OVER.exec(id)?.[1] ?? [])];
  return [...lines.map(([id]) => linkEntity(id)), ...new Set(devices.map(deviceEntity))];
}

/** Reads the devices among entities, then what all of these hang on, and so on up to the collector. Links are known already. */
export function readUpwards(entities: readonly Entity[], { links, devices, read }: UpwardReads): void {
  const seen = new Set<Entity>();
  for (let pending = entities; pending.length > 0; ) {
    const fresh = [...new Set(pending)].filter((entity) => !seen.has(entity));
    for (const entity of fresh) seen.add(entity);
    const parsed = fresh.flatMap((entity) => parseEntity(entity) ?? []);
    read(parsed.flatMap(({ kind, id }) => (kind === 'device' && id !== undefined ? id : [])));
    pending = parsed.flatMap(({ kind, id = '' }) =>
      kind === 'link'
        ? valuesOf(links.get(id)).flatMap((link) => pathsToLink(link).flat())
        : valuesOf(devices.get(id)).flatMap((device) => pathsToDevice(device).flat()),
    );
  }
}

export interface UpwardReads {
  readonly links: ReadonlyMap<string, readonly Valued<Link>[]>;
  /** Those that were read. */
  readonly devices: ReadonlyMap<string, readonly Valued<Device>[]>;
  /** Adds the revisions of devices, and of their hand-overs, to what was read. */
  readonly read: (ids: readonly string[]) => void;
}

/** A step or a version. */
type Valued<Value> = { readonly value: Value | undefined };

/** The device in the id of its hand-over. */
const HANDED_OVER = /^device:([^:]+):/;

const valuesOf = <Value>(steps: readonly Valued<Value>[] = []): readonly Value[] =>
  steps.flatMap(({ value }) => value ?? []);
