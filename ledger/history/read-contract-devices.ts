import { deviceEntity, type Entity, linkEntity, parseEntity } from '../../core/domain/state.ts';
import { pathsToDevice, pathsToLink } from '../../core/domain/ways.ts';
import type { Step } from '../../core/time/versions.ts';
import type { Steps } from './revision-steps.ts';

export interface DeviceReads {
  /** Devices of which a revision names the contract. */
  readonly mentioning: () => readonly string[];
  /** Hand-overs of devices from the contract or to it. */
  readonly handedOver: () => readonly string[];
  /** Adds the revisions of devices, and of their hand-overs, to what is recorded. */
  readonly read: (ids: readonly string[]) => void;
}

/**
 * Reads the devices that a contract ever covered, by their rows or by a hand-over, then what those and its lines hang on,
 * and so on up to the collector. Links are recorded already.
 */
export function readContractDevices(
  recorded: Pick<Steps, 'device' | 'link'>,
  contractId: string,
  { mentioning, handedOver, read }: DeviceReads,
): void {
  const lines = [...recorded.link].filter(([, steps]) =>
    valuesOf(steps).some(({ contracts }) => contracts.includes(contractId)),
  );
  const seen = new Set<Entity>();
  let pending: readonly Entity[] = [
    ...[...mentioning(), ...handedOver().flatMap((id) => HANDED_OVER.exec(id)?.[1] ?? [])].map(deviceEntity),
    ...lines.map(([id]) => linkEntity(id)),
  ];
  while (pending.length > 0) {
    const fresh = [...new Set(pending)].filter((entity) => !seen.has(entity));
    for (const entity of fresh) seen.add(entity);
    const parsed = fresh.flatMap((entity) => parseEntity(entity) ?? []);
    read(parsed.flatMap(({ kind, id }) => (kind === 'device' && id !== undefined ? id : [])));
    pending = parsed.flatMap(({ kind, id = '' }) =>
      kind === 'link'
        ? valuesOf(recorded.link.get(id)).flatMap((link) => pathsToLink(link).flat())
        : valuesOf(recorded.device.get(id)).flatMap((device) => pathsToDevice(device).flat()),
    );
  }
}

/** The device in the id of its hand-over. */
const HANDED_OVER = /^device:([^:]+):/;

const valuesOf = <Value>(steps: readonly Step<Value>[] = []): readonly Value[] =>
  steps.flatMap(({ value }) => value ?? []);
