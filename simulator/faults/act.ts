import { deviceEntity, type Entity } from '../../core/domain/state.ts';
import type { VirtualFault } from '../protocols/device/virtual-fault.ts';
import type { Expected } from './expected.ts';

/** What has to be done for a fault, and what must follow from it. */
export interface Act {
  /** Addresses that stop answering anything. */
  readonly addresses: readonly string[];
  /** What goes wrong with devices that speak protocols. */
  readonly virtual: readonly VirtualAct[];
  readonly expected: readonly Expected[];
  /** Everything that has to do with it: no two faults share any of it. */
  readonly touched: readonly Entity[];
}

export interface VirtualAct {
  readonly device: string;
  readonly fault: VirtualFault;
}

/** Something goes wrong with one device that does not touch any other. */
export function aloneOn(id: string, fault: VirtualFault, expected: readonly Expected[]): Act {
  return { addresses: [], virtual: [{ device: id, fault }], expected, touched: [deviceEntity(id)] };
}
