import { readTerms } from '../../config/contract-terms/read-terms.ts';
import type { ContractTerms } from '../../core/domain/contract-terms.ts';
import type { Contract, Inventory } from '../../core/domain/inventory.ts';
import type { Decision } from '../../ledger/record/decisions.ts';
import { createHours } from '../settle/settle-part.ts';
import { clockIncidents } from './incident-clocks.ts';
import type { ClockFigures } from './incident-schema.ts';
import { readIncidentRecord } from './incident-steps.ts';

/** How a clock of a contract stands now, before anything is excused. */
export interface ClockNow {
  readonly limitMs: number;
  /** What is left of it; negative where it is late. */
  readonly leftMs: number;
  /** What was asked for was done. */
  readonly isDone: boolean;
}

export interface ClocksNow {
  readonly response?: ClockNow;
  readonly restoration?: ClockNow;
}

export interface ClocksContext {
  readonly calendars: Inventory['calendars'];
  readonly timeZone: string;
  readonly atMs: number;
}

/**
 * Tells the clocks of one incident by a contract as it is now, from all rows of the incident: they begin and end as those that
 * are settled do, in the hours of its service, and nothing is excused yet. Terms are read once, as long as the contract stays the same.
 */
export function createClocksNow() {
  const known = new WeakMap<Contract, ContractTerms | 'unreadable'>();
  return (contract: Contract, steps: readonly Decision[], { atMs, ...context }: ClocksContext): ClocksNow => {
    const terms = known.get(contract) ?? readTerms(contract, context).terms ?? 'unreadable';
    known.set(contract, terms);
    const record = terms === 'unreadable' ? undefined : readIncidentRecord(steps, contract.id);
    if (!record || terms === 'unreadable') return {};
    const [row] = clockIncidents({
      ...{ record, asOfMs: atMs, hoursOf: createHours, excusesOf: () => [] },
      inForceAt: () => ({ contractor: contract.contractor, terms }),
    });
    return row ? { ...toClock('response', row.response), ...toClock('restoration', row.restoration) } : {};
  };
}

function toClock(name: keyof ClocksNow, { limitMs, tookMs, endMs }: ClockFigures): ClocksNow {
  if (limitMs === undefined) return {};
  return { [name]: { limitMs, leftMs: limitMs - tookMs, isDone: endMs !== undefined } };
}
