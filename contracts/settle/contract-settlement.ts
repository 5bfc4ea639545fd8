import type { ContractTerms, ExcuseCause } from '../../core/domain/contract-terms.ts';
import type { Entity } from '../../core/domain/state.ts';
import type { ServiceCalendar } from '../../core/time/calendar.ts';
import type { Interval, IntervalSet } from '../../core/time/intervals.ts';
import type { Period } from '../../core/time/periods.ts';
import type { NamedHead } from '../../ledger/record/chain-heads.ts';
import type { RecordedDecisions } from '../dossier/dossier-schema.ts';
import type { HangsOn } from '../hangs-on/hangs-on-schema.ts';
import type { IncidentFigures } from '../response/incident-schema.ts';
import type { IncidentRecord } from '../response/incident-steps.ts';
import type { ContractFigures } from '../sla/contract-figures.ts';
import type { EntityFigures } from '../sla/settle-entity.ts';
import type { IssuedRules } from './issued-rules.ts';
import type { SettlementWarning } from './settlement-warning.ts';

/** A contract's figures for a period, with what they were computed from. */
export interface ContractSettlement {
  readonly contractId: string;
  /** The parties at the end of the period, or where the contract was last in force in it. */
  readonly contractor: string;
  readonly agency?: string;
  /** Whole, also where `asOfMs` lies in it: the parts end there. */
  readonly period: Period;
  readonly asOfMs: number;
  readonly recordedBeforeMs?: number;
  /** Mostly one: a new one begins where the terms change or the contract passes to another contractor. */
  readonly parts: readonly SettlementPart[];
  readonly ledgerRows: LedgerRows;
  /** What was recorded of the contract and holds in the period, in order of time. */
  readonly contractVersions: readonly ContractVersion[];
  /** Whether what is measured may still change it: the period is not over, or nothing is on record of its end yet. */
  readonly isProvisional: boolean;
  /** What the money hangs on, where that was asked and there are rules of money. */
  readonly hangsOn?: HangsOn;
  /** Incidents that lasted in the period, with their clocks; absent where nobody kept incidents yet when it ended. */
  readonly incidents?: IncidentFigures;
  /** What people decided of the contract and the period; absent where figures were settled without the record. */
  readonly decisions?: RecordedDecisions;
  /** What a reader of the figures must know. */
  readonly warnings: readonly SettlementWarning[];
}

/** A stretch of the period with one version of the terms and one contractor. */
export interface SettlementPart {
  readonly interval: Period;
  readonly contractor: string;
  readonly terms: ContractTerms;
  /** In the order of their names. */
  readonly entities: readonly EntityFigures[];
  readonly figures: ContractFigures;
}

/** All rows of the ledger that figures rest on. */
export interface LedgerRows {
  readonly count: number;
  /** Their numbers, in order. */
  readonly seqs: readonly number[];
  /** SHA-256 over the chain hashes of the rows in the order of their numbers, in hexadecimal digits. */
  readonly digest: string;
  /** Where all chains stood by what was known; absent where the record has one chain. */
  readonly heads?: readonly NamedHead[];
}

/** A row of the ledger that says what a contract is from an instant on. */
export interface ContractVersion {
  readonly fromMs: number;
  readonly seq: number;
  /** Of the row in the chain, in hexadecimal digits. */
  readonly hash: string;
}

/** What a claim was accepted for, wholly or in part. */
export interface AcceptedClaim {
  readonly id: string;
  readonly cause: ExcuseCause;
  /** The time that was accepted: what is down (or not known) in it is excused. */
  readonly set: IntervalSet;
  /** Whose time; `all`: of everything under the contract. */
  readonly entities: ReadonlySet<Entity> | 'all';
  readonly decidedMs: number;
  /** When what was claimed begins, where that is not what was accepted. */
  readonly claimedFromMs?: number;
  /** When the power went off and came back, as far as the decision or the claim says: the contractor's batteries owe the beginning. */
  readonly cut?: Partial<Interval>;
  /** The rows of the ledger that say so. */
  readonly seqs: readonly number[];
}

/** Work that was announced. Of a window that was cancelled what lies before that is left. */
export interface PlannedWindow {
  readonly id: string;
  readonly set: IntervalSet;
  readonly entities: ReadonlySet<Entity> | 'all';
  readonly announcedMs: number;
  readonly cancelledMs?: number;
  /** The rows of the ledger that say so. */
  readonly seqs: readonly number[];
}

/** What is settled, and as when. */
export interface SettlementRequest {
  readonly contractId: string;
  readonly period: Period;
  /** Nothing that happened from then on counts: what lasts then is cut off there. */
  readonly asOfMs: number;
  /** Only what was on record before that. The history must have been read with the same. */
  readonly recordedBeforeMs?: number;
  /** Of this contract: those in force at `recordedBeforeMs`. */
  readonly claims: readonly AcceptedClaim[];
  readonly maintenance: readonly PlannedWindow[];
  /** Of all that is covered only these, by the rows that they rest on alone: sums over the contract are then theirs. */
  readonly only?: ReadonlySet<Entity>;
  /** What is on record of incidents; absent: they are left out. */
  readonly incidents?: IncidentRecord;
  /** Asked for what the money hangs on: claims of the contract that are not decided, as if all of each had been accepted. */
  readonly pending?: readonly AcceptedClaim[];
  /** Of the city: for contracts that name none. */
  readonly timeZone: string;
  /** By which version of the rules time was settled that a statement was issued for; absent: as the terms say. */
  readonly issuedRules?: readonly IssuedRules[];
  /** Where the record has none of that name. */
  readonly calendars?: ReadonlyMap<string, ServiceCalendar>;
  /** Periods in a row, directly before this one, in which the rule had lines for the entity, or for the fleet. */
  readonly breachesBefore?: (rule: string, entity: Entity | undefined) => number;
}
