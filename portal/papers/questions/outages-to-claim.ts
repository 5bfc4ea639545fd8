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
  /** Since when outages are told; absent: as long as claims may be filed, or 35 days. */
  readonly fromMs?: number | undefined;
}

/** Outages of a contract that may be claimed for, the latest first, with what was down at the same time. */
export interface ToClaim {
  readonly contract: string;
  readonly causes: readonly ExcuseCause[];
  /** Those of what was chosen; where nothing was, of all under the contract. */
  readonly outages: readonly ClaimedOutage[];
  /** Of others under the contract that were down at the same time as the latest of them. */
  readonly alongside: readonly ClaimedOutage[];
  /** How long after its end an outage may be claimed for; absent: without limit. */
  readonly withinMs?: number;
  readonly nowMs: number;
}

const MOST_TOLD = 200;
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
  const fromMs = asked.fromMs ?? nowMs - (terms.claimWithinMs ?? days(35));
  const all = listClaimedOutages(reader, {
    entities: own,
    indicator: terms.indicator,
    fromMs,
    toMs: nowMs,
  }).toSorted((a, b) => b.fromMs - a.fromMs);
  const outages = chosen.length === 0 ? all : all.filter(({ entity }) => chosen.includes(entity));
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
    ...(terms.claimWithinMs !== undefined && { withinMs: terms.claimWithinMs }),
    nowMs,
  };
}
