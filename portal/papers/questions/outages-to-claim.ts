import type { ClaimedOutage } from '../../../contracts/claims/check-filing.ts';
import { CLAIM_CAUSES } from '../../../contracts/claims/claim-cause.ts';
import { listClaimedOutages } from '../../../contracts/claims/claimed-outages.ts';
import { termsAt } from '../../../contracts/terms-at.ts';
import type { ExcuseCause } from '../../../core/domain/contract-terms.ts';
import { deviceEntity, type Entity, linkEntity } from '../../../core/domain/state.ts';
import { days } from '../../../core/time/units.ts';
import { readContractEntities } from '../../../ledger/history/history.ts';
import { expectContract } from '../may-read.ts';
import type { PaperContext } from '../paper-context.ts';

export interface ToClaimAsked {
  readonly contract: string;
  readonly device?: string | undefined;
  readonly link?: string | undefined;
}

/** Outages of a contract that may be claimed for, the latest first, with what was down at the same time. */
export interface ToClaim {
  readonly contract: string;
  readonly causes: readonly ExcuseCause[];
  /** Those of what was chosen; where nothing was, of all under the contract. */
  readonly outages: readonly ClaimedOutage[];
  /** Of others under the contract that were down at the same time as the latest of them. */
  readonly alongside: readonly ClaimedOutage[];
  /** Of the same, those that ended too long ago to be claimed for. */
  readonly late: readonly ClaimedOutage[];
  /** So much of the beginning of a power cut the contract does not excuse. */
  readonly upsAutonomyMs: number;
  /** How long after its end an outage may be claimed for. */
  readonly withinMs: number;
  readonly nowMs: number;
}

const MOST_TOLD = 200;
/** What is too late is told for so long: nobody is to wonder where it went. */
const LATE_MS = days(62);
/** A claim may be for all of them. */
const MOST_ALONGSIDE = 5_000;

/** @throws PAPER_UNKNOWN */
export function listOutagesToClaim(context: PaperContext, asked: ToClaimAsked): ToClaim {
  const { reader, parties, nowMs, timeZone } = context;
  const { contract, device, link } = asked;
  expectContract(context, contract, nowMs);
  const terms = termsAt(parties, contract, { atMs: nowMs, timeZone });
  const own = readContractEntities(reader, contract, { links: parties.links });
  const chosen: readonly Entity[] = [
    ...(device === undefined ? [] : [deviceEntity(device)]),
    ...(link === undefined ? [] : [linkEntity(link)]),
  ].filter((entity) => own.includes(entity));
  const inTimeMs = nowMs - terms.claimWithinMs;
  const known = listClaimedOutages(reader, {
    entities: own,
    indicator: terms.indicator,
    fromMs: inTimeMs - LATE_MS,
    toMs: nowMs,
  }).toSorted((a, b) => b.fromMs - a.fromMs);
  const isLate = ({ toMs = nowMs }: ClaimedOutage) => toMs < inTimeMs;
  const all = known.filter((outage) => !isLate(outage));
  const late = known.filter(isLate);
  const isChosen = ({ entity }: ClaimedOutage) => chosen.length === 0 || chosen.includes(entity);
  const outages = all.filter(isChosen);
  const [last] = chosen.length === 0 ? [] : outages;
  const isAlongside = ({ entity, fromMs: beganMs, toMs = nowMs }: ClaimedOutage) =>
    last !== undefined && entity !== last.entity && beganMs < (last.toMs ?? nowMs) && toMs > last.fromMs;
  return {
    ...{
      contract,
      causes: CLAIM_CAUSES.filter((cause) => terms.excused.has(cause)),
      outages: outages.slice(0, MOST_TOLD),
    },
    alongside: all.filter(isAlongside).slice(0, MOST_ALONGSIDE),
    late: late.filter(isChosen).slice(0, MOST_TOLD),
    ...{ withinMs: terms.claimWithinMs, upsAutonomyMs: terms.upsAutonomyMs, nowMs },
  };
}
