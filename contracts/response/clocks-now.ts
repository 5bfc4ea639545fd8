import { readTerms } from '../../config/contract-terms/read-terms.ts';
import type { ContractTerms } from '../../core/domain/contract-terms.ts';
import type { Contract, Inventory } from '../../core/domain/inventory.ts';
import type { Decision } from '../../ledger/record/decisions.ts';
import { createHours } from '../settle/settle-part.ts';
import { clockIncidents } from './incident-clocks.ts';
import type { IncidentRow } from './incident-schema.ts';
import { readIncidentRecord } from './incident-steps.ts';

/** How a clock of a contract stands now, before anything is excused. */
export interface ClockNow {
  readonly limitMs: number;
  /** What is left of it; negative where it is late. */
  readonly leftMs: number;
  /** Whose it is by its contract. */
  readonly contractor: string;
  /** How it ended, where it did: one that waits for an acknowledgement ends also with the incident. */
  readonly ended?: ClockEnd;
  /** Somebody else acknowledged the incident while it went, which ends it for nobody. */
  readonly isOthersAcknowledged: boolean;
}

/** `passed-on`: another incident or another contract answers for it. */
type ClockEnd = 'acknowledged' | 'restored' | 'passed-on';

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
    return row ? { ...toClock('response', row), ...toClock('restoration', row) } : {};
  };
}

function toClock(name: keyof ClocksNow, row: IncidentRow): ClocksNow {
  const { limitMs, tookMs, endMs = Number.POSITIVE_INFINITY } = row[name];
  if (limitMs === undefined) return {};
  const ended = endOf(name, row);
  const isOthersAcknowledged =
    ended !== 'acknowledged' && row.acknowledged !== undefined && row.acknowledged.atMs < endMs;
  return {
    [name]: {
      ...{ limitMs, leftMs: limitMs - tookMs, contractor: row.contractor, isOthersAcknowledged },
      ...(ended && { ended }),
    },
  };
}

function endOf(name: keyof ClocksNow, row: IncidentRow): ClockEnd | undefined {
  const { endMs } = row[name];
  const { passedOnMs, answeredMs } = row;
  if (passedOnMs !== undefined && (endMs === undefined || endMs > passedOnMs)) return 'passed-on';
  if (endMs === undefined) return undefined;
  return name === 'response' && endMs === answeredMs ? 'acknowledged' : 'restored';
}
