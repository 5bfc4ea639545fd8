import type { Entity } from '../../core/domain/state.ts';
import type { Said } from '../../core/language/said.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import type { Interval } from '../../core/time/intervals.ts';
import type { DecidedClaim, FiledClaim, HeardParty } from '../../ledger/decisions/claim-bodies.ts';
import { type Claim, findClaim, isPending } from '../../ledger/decisions/claims.ts';
import { DecisionError } from '../../ledger/decisions/decision-error.ts';
import type { Party } from '../../ledger/decisions/party.ts';

/** What the rules need besides the claims: the clock, and how instants are written. */
export interface RuleContext {
  readonly nowMs: number;
  readonly at: (atMs: number) => string;
}

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
    refuse({
      en: `expected the paper of a claim that came in before it is recorded (--attach FILE), got none for ${at(receivedMs)}`,
      vi: `đề nghị nhận được trước khi ghi sổ cần có văn bản (--attach FILE), không có văn bản nào cho ${at(receivedMs)}`,
    });
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

/** @throws CLAIM_REFUSED, CLAIM_UNKNOWN */
export function checkHearing(
  claims: ReadonlyMap<string, Claim>,
  id: string,
  { party }: Pick<HeardParty, 'party'>,
  context: RuleContext,
): void {
  const claim = pendingClaim(claims, id, context);
  if (party === claim.by)
    refuse({
      en: `expected another party than ${party}, which filed claim ${id}`,
      vi: `cần bên khác với ${party}, là bên đã gửi đề nghị số ${id}`,
    });
}

/** @throws CLAIM_REFUSED where somebody else than the filer withdraws it, or it was decided; CLAIM_UNKNOWN. */
export function checkWithdrawal(
  claims: ReadonlyMap<string, Claim>,
  id: string,
  { by }: { readonly by: Party },
  context: RuleContext,
): void {
  const claim = pendingClaim(claims, id, context);
  if (by !== claim.by)
    refuse({
      en: `expected ${claim.by}, which filed claim ${id}, to withdraw it, got ${by}`,
      vi: `chỉ ${claim.by}, bên đã gửi đề nghị số ${id}, được rút, nhận được ${by}`,
    });
}

export interface DecisionContext extends RuleContext {
  /** The account that decides. */
  readonly author: string;
  /** Who may decide: the agency of the contract and DOST. */
  readonly deciders: ReadonlySet<Party>;
  /** Whose figures would change by the decision. */
  readonly affected: readonly Party[];
}

/**
 * @throws CLAIM_REFUSED where it was decided or withdrawn, where the filer decides (its party or its account) or somebody
 * who may not, or where more is accepted than was claimed; CLAIM_UNKNOWN.
 */
export function checkDecider(
  claims: ReadonlyMap<string, Claim>,
  id: string,
  decided: DecidedClaim,
  context: Omit<DecisionContext, 'affected'>,
): void {
  const claim = pendingClaim(claims, id, context);
  const { by } = decided;
  const { author, deciders } = context;
  if (by === claim.by)
    refuse({
      en: `expected another party than ${by} to decide claim ${id}, which it filed itself`,
      vi: `cần bên khác với ${by} quyết định đề nghị số ${id}, do chính bên này gửi`,
    });
  if (author === claim.author)
    refuse({
      en: `expected another account than ${author} to decide claim ${id}, which it put on record itself (--author)`,
      vi: `cần tài khoản khác với ${author} quyết định đề nghị số ${id}, do chính tài khoản này ghi sổ (--author)`,
    });
  if (!deciders.has(by))
    refuse({
      en: `expected ${[...deciders].join(' or ')} to decide claim ${id}, got ${by}`,
      vi: `đề nghị số ${id} do ${[...deciders].join(' hoặc ')} quyết định, nhận được ${by}`,
    });
  if (decided.verdict === 'accepted') checkPart(claim, decided, context);
}

/**
 * @throws CLAIM_REFUSED also where a claim is accepted before everybody whom it touches was heard, besides what
 * {@link checkDecider} throws.
 */
export function checkDecision(
  claims: ReadonlyMap<string, Claim>,
  id: string,
  decided: DecidedClaim,
  context: DecisionContext,
): void {
  checkDecider(claims, id, decided, context);
  // A rejection moves no blame.
  if (decided.verdict === 'rejected') return;
  const claim = findClaim(claims, id);
  const { affected, nowMs, at } = context;
  const silent = partiesToHear(claim, decided.by, affected).filter(
    (party) => hearingOf(claim, party, nowMs) !== 'done',
  );
  if (silent.length === 0) return;
  const states = silent.map((party) => {
    const untilMs = answerUntilMs(claim, party);
    return untilMs === undefined
      ? { en: `${party} (not asked yet)`, vi: `${party} (chưa được hỏi)` }
      : {
          en: `${party} (may answer until ${at(untilMs)})`,
          vi: `${party} (được trả lời đến ${at(untilMs)})`,
        };
  });
  refuse({
    en: `expected everybody whom claim ${id} touches to have been heard, but not yet: ${states.map(({ en }) => en).join(', ')}; record it with camwatch claim hear ${id} --party …`,
    vi: `mọi bên liên quan đến đề nghị số ${id} phải được hỏi ý kiến, còn thiếu: ${states.map(({ vi }) => vi).join(', ')}; ghi sổ bằng camwatch claim hear ${id} --party …`,
  });
}

/** Whom the claim blames and whose figures would change; the filer has spoken, and who decides needs no hearing. */
export function partiesToHear(claim: Claim, decider: Party, affected: readonly Party[]): readonly Party[] {
  const parties = new Set([...claim.against, ...affected]);
  parties.delete(claim.by);
  parties.delete(decider);
  return [...parties];
}

/** `done`: it answered, or let the time to answer pass. */
export function hearingOf(claim: Claim, party: Party, nowMs: number): 'not-asked' | 'asked' | 'done' {
  if (claim.hearings.some((hearing) => hearing.party === party && hearing.says !== undefined)) return 'done';
  const untilMs = answerUntilMs(claim, party);
  if (untilMs === undefined) return 'not-asked';
  return untilMs <= nowMs ? 'done' : 'asked';
}

/** Until when a party that was asked may answer; `undefined` where it was not. */
export function answerUntilMs({ hearings, hearForMs }: Claim, party: Party): number | undefined {
  const asked = hearings.find((hearing) => hearing.party === party);
  return asked && asked.recordedMs + hearForMs;
}

function checkPart(claim: Claim, { fromMs, toMs, entities, cut }: DecidedClaim, context: RuleContext): void {
  const { id, interval } = claim;
  const { at } = context;
  const part = { fromMs: fromMs ?? interval.fromMs, toMs: toMs ?? interval.toMs };
  if (part.fromMs >= part.toMs || part.fromMs < interval.fromMs || part.toMs > interval.toMs)
    refuse({
      en: `expected a part of claim ${id}, which is ${render(interval, at)}, got ${render(part, at)}`,
      vi: `cần một phần của đề nghị số ${id}, là ${render(interval, at)}, nhận được ${render(part, at)}`,
    });
  const claimed = new Set(claim.entities);
  const foreign = (entities ?? []).filter((entity) => !claimed.has(entity));
  if (foreign.length > 0)
    refuse({
      en: `expected devices and links of claim ${id}, got ${name(foreign).en}`,
      vi: `cần thiết bị, đường truyền của đề nghị số ${id}, nhận được ${name(foreign).vi}`,
    });
  if (cut) checkCut(claim, part, omitUndefined(cut), context);
}

/** Batteries owe the beginning of the cut, and the start after it begins with its end: it covers what is accepted. */
function checkCut(
  { id, cause, cut: claimed }: Claim,
  part: Interval,
  cut: Partial<Interval>,
  { nowMs, at }: RuleContext,
): void {
  if (cause !== 'power-cut')
    refuse({
      en: `expected a claim for a power cut to say when the power was off, got claim ${id} for ${cause}`,
      vi: `chỉ đề nghị vì mất điện mới nêu thời gian mất điện, đề nghị số ${id} là vì ${cause}`,
    });
  const off = { ...part, ...claimed, ...cut };
  if (off.fromMs > part.fromMs || off.toMs < part.toMs || off.toMs > nowMs)
    refuse({
      en: `expected a power cut that covers what is accepted and is over, got ${at(off.fromMs)} to ${at(off.toMs)}`,
      vi: `cần lần mất điện đã kết thúc và bao trùm phần được chấp thuận, nhận được từ ${at(off.fromMs)} đến ${at(off.toMs)}`,
    });
}

function pendingClaim(claims: ReadonlyMap<string, Claim>, id: string, { at }: RuleContext): Claim {
  const claim = findClaim(claims, id);
  if (isPending(claim)) return claim;
  const { status, decision, withdrawn } = claim;
  const last = decision ?? withdrawn;
  return refuse({
    en: `expected a claim that waits for its decision, got claim ${id}, which ${last?.by} has ${WORDS[status]} ${at(last?.recordedMs ?? 0)}`,
    vi: `cần đề nghị đang chờ quyết định, đề nghị số ${id}: ${WORDS_VI[status]}, ${last?.by}, ${at(last?.recordedMs ?? 0)}`,
  });
}

const WORDS = {
  filed: 'filed',
  accepted: 'accepted',
  'accepted-in-part': 'accepted in part',
  rejected: 'rejected',
  withdrawn: 'withdrawn',
} as const;

const WORDS_VI = {
  filed: 'đã gửi',
  accepted: 'đã chấp thuận',
  'accepted-in-part': 'đã chấp thuận một phần',
  rejected: 'không chấp thuận',
  withdrawn: 'đã rút',
} as const;

const isSame = (claim: Claim, filed: FiledClaim): boolean =>
  claim.contract === filed.contract &&
  claim.cause === filed.cause &&
  claim.interval.fromMs === filed.fromMs &&
  claim.interval.toMs === filed.toMs &&
  new Set(claim.entities).symmetricDifference(new Set(filed.entities)).size === 0;

const render = ({ fromMs, toMs }: Interval, at: (atMs: number) => string) => `${at(fromMs)} to ${at(toMs)}`;

/** The first few names, and how many more there are. */
function name(entities: readonly string[]): Said {
  const more = entities.length - 5;
  const first = entities.slice(0, 5).join(', ');
  return more > 0
    ? { en: `${first} and ${more} more`, vi: `${first} và ${more} mục khác` }
    : { en: first, vi: first };
}

function refuse(said: Said): never {
  throw new DecisionError('CLAIM_REFUSED', said);
}
