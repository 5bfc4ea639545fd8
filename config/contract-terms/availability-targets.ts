import type { ContractTerms } from '../../core/domain/contract-terms.ts';
import type { Inventory } from '../../core/domain/inventory.ts';
import type { Indicator } from '../../core/domain/state.ts';
import { readTerms } from './read-terms.ts';

/** What a contract asks of the devices that it covers now. */
export interface AvailabilityTarget {
  readonly contract: string;
  readonly contractor: string;
  readonly indicator: Indicator;
  /** Millionths, as the contract has it. */
  readonly targetPpm: number;
  readonly unknown: ContractTerms['unknown'];
  readonly degraded: ContractTerms['degraded'];
}

/**
 * The availability that contracts ask for, of those that cover a device of their contractor; in the order of the
 * contracts. Depends on no clock: a contract that ran out covers nothing any more.
 */
export function availabilityTargets(
  { contracts, devices, calendars }: Pick<Inventory, 'contracts' | 'devices' | 'calendars'>,
  timeZone: string,
): readonly AvailabilityTarget[] {
  const covering = new Set(
    devices
      .values()
      .flatMap((device) =>
        device.contracts.filter((id) => contracts.get(id)?.contractor === device.contractor),
      ),
  );
  return [...contracts.values()].flatMap((contract) => {
    if (!covering.has(contract.id)) return [];
    const { terms } = readTerms(contract, { timeZone, calendars });
    const targetPpm = terms?.targets.availabilityPpm;
    if (terms === undefined || targetPpm === undefined) return [];
    const { indicator, unknown, degraded } = terms;
    const { id, contractor } = contract;
    return [{ contract: id, contractor, indicator, targetPpm, unknown, degraded }];
  });
}
