import { renderTime } from '../../core/time/render-time.ts';
import type { Party } from '../../ledger/decisions/party.ts';
import type { NewAttachment } from '../../ledger/files/attachments.ts';
import type { CityRecord } from '../../ledger/history/city-record.ts';
import { findParty } from '../../ledger/history/known-parties.ts';
import type { RuleContext } from '../claims/refuse-claim.ts';

/**
 * Who acts, on which record and with which papers. A command has it from its options, a page from whoever is logged in: it
 * is never part of what a form sends.
 */
export interface ActContext {
  readonly record: CityRecord;
  /** The acting party: `dost`, or an agency or contractor that is on record. */
  readonly by: string;
  /** The account that puts it on record. */
  readonly author: string;
  /** Papers that bear it out, kept by their hash once the act is admitted. */
  readonly files?: readonly NewAttachment[];
  readonly nowMs?: () => number;
}

export const nowOf = ({ nowMs = Date.now }: Pick<ActContext, 'nowMs'>): number => nowMs();

/** @throws PARTY_UNKNOWN */
export const actingParty = ({ record, by }: Pick<ActContext, 'record' | 'by'>): Party =>
  findParty(record.history, by);

/** The clock, and how a refusal writes instants: in the zone in which the record is read. */
export function rulesAt({ record }: Pick<ActContext, 'record'>, nowMs: number): RuleContext {
  const { timeZone } = record.zone;
  return { nowMs, at: (atMs) => `${renderTime(atMs, timeZone)} (${timeZone})` };
}
