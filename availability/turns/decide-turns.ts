import { CENTRE } from '../../ledger/record/leases.ts';
import type { CheckName, SaidAgain, Saying } from '../../ledger/record/turns.ts';
import type { Turn, Witness } from './turns.ts';

export interface TurnQuestion extends CheckName {
  readonly turns: readonly Turn[];
  readonly witnesses: readonly Witness[];
  /** All that was said, in the order of their instants. */
  readonly sayings: readonly Saying[];
  /** Nothing before is looked at. */
  readonly fromMs: number;
  /** How long before the end of its coverage a collector that fell silent may have had its last answer, where it was down or not. */
  readonly answerAgeMs: (isDown: boolean) => number;
}

/**
 * What the centre has to say so that the changes of a check, one after the other, are at each instant what the collector said whose turn
 * it was. A row of another in its turn is corrected; where its turn begins and the last change said otherwise, its word is said again;
 * what a collector said when it ceased to watch ends no outage. Nothing is left to say where that was done.
 */
export function decideTurns(question: TurnQuestion): readonly SaidAgain[] {
  const { turns, witnesses, sayings, fromMs, entity, indicator } = question;
  const told: SaidAgain[] = [];
  const right: Word[] = [];
  for (const saying of sayings) {
    if (saying.isCorrected) continue;
    const word = saying.atMs < fromMs || !mayCorrect(saying) ? undefined : wordInstead(saying, right.at(-1));
    if (word) told.push({ ...sayAgain(word, saying.atMs, saying.afterMs), corrects: saying.seq });
    right.push(
      word
        ? { ...word, atMs: saying.atMs, afterMs: saying.afterMs, seq: saying.seq, source: CENTRE }
        : saying,
    );
  }
  for (const [place, turn] of turns.entries()) {
    const atMs = Math.max(turn.fromMs, fromMs);
    const word = atMs < turn.toMs ? wordAt(witnesses, turn, atMs) : undefined;
    if (!word) continue;
    const behind = right.findLastIndex((one) => one.atMs <= atMs) + 1;
    const last = right[behind - 1];
    const before = right.findLast((one) => one.atMs < atMs);
    const afterMs = Math.min(atMs, provenMs(before, turns[place - 1], question) ?? atMs);
    if (!last || !isSame(word, last)) {
      told.push(sayAgain(word, atMs, afterMs));
      right.splice(behind, 0, { ...word, atMs, afterMs, source: CENTRE });
    } else if (last.atMs === turn.fromMs && isWrongEdge(last, before, afterMs))
      told.push({ ...sayAgain(word, atMs, afterMs), corrects: last.seq });
  }
  return told;

  function wordInstead(saying: Saying, before: Word | undefined): Word | undefined {
    const turn = turns.find(({ fromMs: sinceMs, toMs }) => sinceMs <= saying.atMs && saying.atMs < toMs);
    const word = turn ? wordAt(witnesses, turn, saying.atMs) : wordUnwatched(witnesses, saying, before);
    return word && !isSame(word, saying) ? word : undefined;
  }

  function sayAgain(word: Word, atMs: number, afterMs: number): SaidAgain {
    return { entity, indicator, afterMs, atMs, ...stateOf(word), collector: word.collector, says: word.seq };
  }
}

type Word = Saying;

const isSame = (a: Word, b: Word): boolean => a.state === b.state && a.reason === b.reason;

/** What people corrected stays as they said. */
const mayCorrect = ({ source, corrects }: Saying): boolean => corrects === undefined || source === CENTRE;

/** The last that a collector had said by an instant, since it began to watch. */
function wordAt(witnesses: readonly Witness[], { collector }: Turn, atMs: number): Word | undefined {
  const own = witnesses.find((witness) => witness.collector === collector);
  const stint = own?.watched.find(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);
  return stint && own?.sayings.findLast((one) => one.atMs <= atMs && one.atMs >= stint.fromMs);
}

/**
 * A collector that does not watch any more knows nothing: whether an outage ended, whoever comes after it says, or has said already. One that
 * never was to watch says nothing of a check.
 */
function wordUnwatched(
  witnesses: readonly Witness[],
  { collector, atMs, state }: Saying,
  before: Word | undefined,
): Word | undefined {
  const watched = witnesses.find((witness) => witness.collector === collector)?.watched;
  if (!before || !watched || watched.some(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs))
    return undefined;
  const isClosing = state === 'unknown' && (before.state === 'down' || before.collector !== collector);
  return isClosing || watched.length === 0 ? before : undefined;
}

/** Until when the other state was proven: by the turn before, and by what was said after it. What the centre said proves nothing. */
function provenMs(
  before: Word | undefined,
  turn: Turn | undefined,
  question: Pick<TurnQuestion, 'witnesses' | 'answerAgeMs'>,
): number | undefined {
  if (!turn || !before) return before?.atMs;
  const turnMs = Math.max(turn.fromMs, provenByTurnMs(turn, before.state === 'down', question));
  const isProof = before.state !== 'unknown' && before.source !== CENTRE;
  return isProof ? Math.max(before.atMs, turnMs) : turnMs;
}

/**
 * Up to its end where its collector went on; to the last probe that it tells of in what it said next, where it ceased to watch; and where it
 * fell silent, so long before its end as its last answer may have been.
 */
function provenByTurnMs(
  { collector, toMs }: Turn,
  isDown: boolean,
  { witnesses, answerAgeMs }: Pick<TurnQuestion, 'witnesses' | 'answerAgeMs'>,
): number {
  const own = witnesses.find((witness) => witness.collector === collector);
  const next = own?.sayings.find(({ atMs }) => atMs >= toMs);
  if (next && next.afterMs < toMs) return next.afterMs;
  const wentOn = own?.covered.some((time) => time.fromMs <= toMs && toMs < time.toMs);
  return wentOn ? toMs : toMs - answerAgeMs(isDown);
}

/** A collector that had known nothing before cannot tell how far back an outage may have begun or ended: the turn before can. */
const isWrongEdge = (word: Word, before: Word | undefined, beforeMs: number): boolean =>
  before !== undefined &&
  before.state !== word.state &&
  (before.state === 'down' || word.state === 'down') &&
  (word.afterMs > beforeMs || (word.source === CENTRE && word.afterMs !== beforeMs));

const stateOf = ({ state, reason }: Word) => ({ state, ...(reason !== undefined && { reason }) });
