import { renderTime } from '../../core/time/render-time.ts';
import type { Actor } from '../../ledger/decisions/actor.ts';
import type { Party } from '../../ledger/decisions/party.ts';
import type { CityRecord } from '../../ledger/history/city-record.ts';
import { findParty } from '../../ledger/history/known-parties.ts';
import type { RuleContext } from '../claims/refuse-claim.ts';

/** Who acts, and on which record. */
export interface ActContext extends Actor {
  readonly record: CityRecord;
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
