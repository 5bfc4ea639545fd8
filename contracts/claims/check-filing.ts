import type { Entity } from '../../core/domain/state.ts';
import type { FiledClaim } from '../../ledger/decisions/claim-bodies.ts';
import type { Claim } from '../../ledger/decisions/claims.ts';
import { name, type RuleContext, refuse, WORDS_VI } from './refuse-claim.ts';

/** What is known of outages within a claim, of the indicator that the contract counts. */
export interface ClaimedOutage {
  readonly entity: Entity;
  /** When it began. */
  readonly fromMs: number;
  /** When it ended; absent while it lasts. */
  readonly toMs?: number;
}

/**
 * @throws CLAIM_REFUSED for a time that is no time, has not passed, or has no outage; for an entity without one; for what
 * came in before its outage began or too late, or stands already.
 */
export function checkFiling(
  claims: ReadonlyMap<string, Claim>,
  filed: FiledClaim,
  {
    outages,
    withinMs,
    nowMs,
    at,
  }: RuleContext & {
    readonly outages: readonly ClaimedOutage[];
    /** How long after the end of an outage a claim may come in. */
    readonly withinMs: number;
  },
): void {
  const { fromMs, toMs, cut, receivedMs, files = [] } = filed;
  if (fromMs >= toMs)
    refuse({
      en: `expected a time that ends after it begins, got ${at(fromMs)} to ${at(toMs)}`,
      vi: `cần khoảng thời gian kết thúc sau khi bắt đầu, nhận được từ ${at(fromMs)} đến ${at(toMs)}`,
    });
  if (toMs > nowMs)
    refuse({
      en: `expected a time that has passed, got one that ends ${at(toMs)}`,
      vi: `cần khoảng thời gian đã qua, nhận được khoảng kết thúc lúc ${at(toMs)}`,
    });
  if (cut && (cut.fromMs > fromMs || cut.toMs < toMs || cut.toMs > nowMs))
    refuse({
      en: `expected a power cut that covers what is claimed and is over, got ${at(cut.fromMs)} to ${at(cut.toMs)}`,
      vi: `cần lần mất điện đã kết thúc và bao trùm thời gian đề nghị, nhận được từ ${at(cut.fromMs)} đến ${at(cut.toMs)}`,
    });
  checkReceived(receivedMs, files.length > 0, { nowMs, at });
  if (outages.length === 0)
    refuse({
      en: `expected an outage of what is claimed for between ${at(fromMs)} and ${at(toMs)}, found none on record`,
      vi: `cần lần gián đoạn của thiết bị được đề nghị từ ${at(fromMs)} đến ${at(toMs)}, sổ ghi không có lần nào`,
    });
  checkInTime(receivedMs, outages, { withinMs, nowMs, at });
  const same = claims.values().find((claim) => claim.status !== 'withdrawn' && isSame(claim, filed));
  if (same)
    refuse({
      en: `expected a claim that is not on record, got that of claim ${same.id} (${same.status})`,
      vi: `cần đề nghị chưa có trong sổ ghi, nhận được đúng đề nghị số ${same.id} (${WORDS_VI[same.status]})`,
    });
}

function checkReceived(receivedMs: number, hasPaper: boolean, { nowMs, at }: RuleContext): void {
  if (receivedMs > nowMs)
    refuse({
      en: `expected a claim that has come in, got ${at(receivedMs)}`,
      vi: `cần đề nghị đã nhận được, nhận được thời điểm ${at(receivedMs)}`,
    });
  // The present is a moment later than that at which the command was read.
  if (nowMs - receivedMs > 60_000 && !hasPaper)
    refuse(
      {
        en: `expected the paper of a claim that came in before it is recorded, got none for ${at(receivedMs)}`,
        vi: `đề nghị nhận được trước khi ghi sổ cần có văn bản, không có văn bản nào cho ${at(receivedMs)}`,
      },
      '--attach FILE',
    );
}

/** Nobody claims for an outage before it begins, nor for ever after it ended. */
function checkInTime(
  receivedMs: number,
  outages: readonly ClaimedOutage[],
  { withinMs, nowMs, at }: RuleContext & { readonly withinMs: number },
): void {
  const early = outages.filter((outage) => receivedMs < outage.fromMs);
  if (early.length > 0) {
    const beginMs = Math.max(...early.map((outage) => outage.fromMs));
    refuse({
      en: `expected a claim that came in after its outage began ${at(beginMs)}, got one that came in ${at(receivedMs)} (${name(early.map(({ entity }) => entity)).en})`,
      vi: `cần đề nghị gửi sau khi gián đoạn bắt đầu lúc ${at(beginMs)}, nhận được đề nghị gửi lúc ${at(receivedMs)} (${name(early.map(({ entity }) => entity)).vi})`,
    });
  }
  const late = outages.filter((outage) => outage.toMs !== undefined && receivedMs > outage.toMs + withinMs);
  if (late.length > 0) {
    const endMs = Math.min(...late.map((outage) => outage.toMs ?? nowMs));
    refuse({
      en: `expected a claim at the latest ${at(endMs + withinMs)} for an outage that ended ${at(endMs)}, got one that came in ${at(receivedMs)} (${name(late.map(({ entity }) => entity)).en})`,
      vi: `hạn gửi đề nghị là ${at(endMs + withinMs)} cho lần gián đoạn kết thúc lúc ${at(endMs)}, nhận được đề nghị gửi lúc ${at(receivedMs)} (${name(late.map(({ entity }) => entity)).vi})`,
    });
  }
}

const isSame = (claim: Claim, filed: FiledClaim): boolean =>
  claim.contract === filed.contract &&
  claim.cause === filed.cause &&
  claim.interval.fromMs === filed.fromMs &&
  claim.interval.toMs === filed.toMs &&
  new Set(claim.entities).symmetricDifference(new Set(filed.entities)).size === 0;
