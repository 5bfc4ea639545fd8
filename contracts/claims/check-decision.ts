import { omitUndefined } from '../../core/text/omit-undefined.ts';
import type { Interval } from '../../core/time/intervals.ts';
import type { DecidedClaim } from '../../ledger/decisions/claim-bodies.ts';
import { type Claim, findClaim } from '../../ledger/decisions/claims.ts';
import type { Party } from '../../ledger/decisions/party.ts';
import { answerUntilMs, hearingOf, partiesToHear } from './hearing.ts';
import { name, pendingClaim, type RuleContext, refuse, render } from './refuse-claim.ts';

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
    refuse(
      {
        en: `expected another account than ${author} to decide claim ${id}, which it put on record itself`,
        vi: `cần tài khoản khác với ${author} quyết định đề nghị số ${id}, do chính tài khoản này ghi sổ`,
      },
      '--author',
    );
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
  refuse(
    {
      en: `expected everybody whom claim ${id} touches to have been heard, but not yet: ${states.map(({ en }) => en).join(', ')}`,
      vi: `mọi bên liên quan đến đề nghị số ${id} phải được hỏi ý kiến, còn thiếu: ${states.map(({ vi }) => vi).join(', ')}`,
    },
    `camwatch claim hear ${id} --party …`,
  );
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
