import type { Device } from '../../core/domain/inventory.ts';
import { type Versions, valueAt } from '../../core/time/versions.ts';
import type { ProposedHandover } from './fold-handover.ts';

/** Whether the inventory on record has it: each of its devices is of the receiver from that instant on. */
export const isInForce = (
  { devices, to }: Pick<ProposedHandover, 'devices' | 'to'>,
  known: ReadonlyMap<string, Versions<Device>>,
  atMs: number,
): boolean => devices.every((id) => valueAt(known.get(id), atMs)?.agency === to);
