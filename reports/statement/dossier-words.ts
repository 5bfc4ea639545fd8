import type {
  DossierClaim,
  DossierObjection,
  DossierWork,
  TimeLimit,
} from '../../contracts/dossier/dossier-schema.ts';
import type { StatementLine } from '../../contracts/statements/statement-schema.ts';
import type { Naming } from './naming.ts';
import type { StatementWords } from './statement-words.ts';

/** How the dossier of a statement is worded. */
export interface DossierWords {
  readonly words: StatementWords;
  readonly naming: Naming;
}

/** A time limit as it is told: what was withdrawn before anybody decided was not decided then. */
export type ToldLimit = TimeLimit & { readonly isWithdrawn?: true };

export const claimLimits = ({ limits, decision, withdrawn }: DossierClaim): readonly ToldLimit[] =>
  limits.map((limit) =>
    limit.limit === 'decided' && withdrawn && !decision ? { ...limit, isWithdrawn: true } : limit,
  );

/** `quyết định: muộn 3 ngày (hạn 09:00 30/10/2025)`. */
export function limitInWords(
  { limit, party, dueMs, doneMs, overMs, isWithdrawn }: ToldLimit,
  { words, naming }: DossierWords,
): string {
  const texts = words.texts.dossier.limits;
  const name = isWithdrawn ? texts.withdrawn : texts.names[limit];
  const what = party === undefined ? name : texts.ofParty(name, naming.party(party));
  const due = words.time(dueMs);
  if (doneMs === undefined) return overMs > 0 ? texts.overdue(what, due) : texts.running(what, due);
  return overMs > 0 ? texts.late(what, words.span(overMs), due) : texts.kept(what, due);
}

/** Kept, or which limits were not. */
export function limitsInWords(limits: readonly ToldLimit[], context: DossierWords): string {
  const texts = context.words.texts.dossier.limits;
  const late = limits.filter(({ overMs }) => overMs > 0);
  if (late.length > 0) return late.map((limit) => limitInWords(limit, context)).join('\n');
  if (limits.length === 0) return texts.none;
  return limits.some(({ doneMs }) => doneMs === undefined) ? texts.allRunning : texts.allKept;
}

/** `mất điện, từ … đến …, 12 thiết bị`. */
export function claimedInWords(
  { cause, fromMs, toMs, entities }: Pick<DossierClaim, 'cause' | 'fromMs' | 'toMs' | 'entities'>,
  context: DossierWords,
): string {
  const { words } = context;
  const { span } = words.texts.dossier;
  return `${words.causeName(cause)}, ${span(words.time(fromMs), words.time(toMs))}, ${devicesInWords(entities, context)}`;
}

const MOST_DEVICES = 3;

/** Up to three by name, of more how many there are. */
export function devicesInWords(entities: readonly string[], { words, naming }: DossierWords): string {
  if (entities.length <= MOST_DEVICES) return entities.map(naming.entity).join('; ');
  return words.texts.dossier.devices(words.count(entities.length));
}

export function decidedInWords(
  { decision, withdrawn, status }: DossierClaim,
  { words, naming }: DossierWords,
): string {
  const { statuses } = words.texts.dossier;
  const act = decision ?? withdrawn;
  if (!act) return statuses[status];
  return `${statuses[status]}; ${naming.party(act.by)}, ${words.time(act.recordedMs)}`;
}

/** What was accepted of what was asked for. */
export function acceptedInWords(
  { fromMs, toMs, entities, decision }: DossierClaim,
  { words, naming }: DossierWords,
): string {
  const texts = words.texts.dossier.annex;
  const accepted = decision?.accepted;
  if (!accepted) return texts.nothingAccepted;
  const isWholeTime = accepted.fromMs === fromMs && accepted.toMs === toMs;
  const left = entities.filter((entity) => !accepted.entities.includes(entity));
  if (isWholeTime && left.length === 0) return texts.allAccepted;
  return [
    isWholeTime
      ? texts.allTime
      : texts.ofTime(
          words.time(accepted.fromMs),
          words.time(accepted.toMs),
          words.span(accepted.toMs - accepted.fromMs),
          words.span(toMs - fromMs),
        ),
    left.length === 0
      ? texts.allDevices
      : texts.ofDevices(
          words.count(accepted.entities.length),
          words.count(entities.length),
          left.map(naming.entity).join('; '),
        ),
  ].join('; ');
}

/** When the power was off, as far as the decision says; where it says nothing, what was claimed holds (clause 6.5). */
export function cutInWords({ decision }: DossierClaim, { words }: DossierWords): string {
  const { span, since, until } = words.texts.dossier;
  const { fromMs, toMs } = decision?.accepted?.cut ?? {};
  if (fromMs !== undefined && toMs !== undefined) return span(words.time(fromMs), words.time(toMs));
  if (fromMs !== undefined) return since(words.time(fromMs));
  return toMs === undefined ? '' : until(words.time(toMs));
}

/** What became of an objection: the lines in dispute over it, as the sum in dispute counts them, and the claims for what it names. */
export function objectionOutcome(
  { lines, claims }: DossierObjection,
  disputed: readonly StatementLine[],
  { claims: all, context }: { readonly claims: readonly DossierClaim[]; readonly context: DossierWords },
): string {
  const { words, naming } = context;
  const { outcome, statuses } = words.texts.dossier;
  const gone = lines.filter(({ payable }) => payable === undefined).length;
  const sum = disputed.reduce((total, { payable }) => total + BigInt(payable), 0n);
  const money = [
    disputed.length === 0 ? outcome.noLine : outcome.lines(words.count(disputed.length), words.vnd(`${sum}`)),
    ...(gone === 0 ? [] : [outcome.gone(words.count(gone))]),
  ];
  const filed = claims.map((ref) => {
    const claim = all.find((one) => one.ref === ref);
    return `${naming.ref(ref)}${claim ? `: ${statuses[claim.status]}` : ''}`;
  });
  return [...money, ...(filed.length > 0 ? filed : [outcome.noClaim])].join('; ');
}

export const workRange = ({ fromMs, toMs }: DossierWork, { words }: DossierWords): string =>
  words.texts.dossier.span(words.time(fromMs), words.time(toMs));
