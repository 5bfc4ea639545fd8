import { isIn } from '../../core/time/intervals.ts';
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
  const bySeq = new Map(sayings.map((saying) => [saying.seq, saying]));
  const told: SaidAgain[] = [];
  const right: Word[] = [];
  const waiting = [...turns];
  for (const [place, saying] of sayings.entries()) {
    if (saying.isCorrected) continue;
    beginTurns(saying.atMs);
    // What corrects it will stand after all that was said at its instant.
    const before = lastBeside(place) ?? right.at(-1);
    const word = saying.atMs < fromMs || !mayCorrect(saying) ? undefined : wordInstead(saying, before);
    if (!word) {
      right.push(saying);
      continue;
    }
    const { atMs, seq } = saying;
    const { afterMs } = word.atMs === atMs ? word : saying;
    told.push({ ...sayAgain(word, atMs, afterMs), corrects: seq });
    right.push({ ...word, atMs, afterMs, seq, source: CENTRE });
  }
  beginTurns(Number.POSITIVE_INFINITY);
  for (const word of firstWords(witnesses, fromMs)) {
    const last = right.findLast((one) => one.atMs === word.atMs);
    const afterMs = boundMs(word.atMs);
    if (last && isSame(word, last) && isWrongEdge(last, wordBefore(word.atMs), afterMs))
      told.push({ ...sayAgain(word, word.atMs, afterMs), corrects: last.seq });
  }
  return told;

  function lastBeside(place: number): Word | undefined {
    const atMs = sayings[place]?.atMs;
    let last: Word | undefined;
    for (let next = place + 1; sayings[next]?.atMs === atMs; next++)
      if (sayings[next]?.isCorrected === false) last = sayings[next];
    return last;
  }

  /** Those that begin before an instant: after all that was said when they begin. */
  function beginTurns(beforeMs: number): void {
    for (let [turn] = waiting; turn && Math.max(turn.fromMs, fromMs) < beforeMs; [turn] = waiting) {
      waiting.shift();
      const atMs = Math.max(turn.fromMs, fromMs);
      const word = atMs < turn.toMs ? wordAt(witnesses, turn, atMs) : undefined;
      const last = right.at(-1);
      if (!word || (last && isSame(word, last)) || isBegunAnew(word, last, question)) continue;
      const afterMs = boundMs(atMs);
      told.push(sayAgain(word, atMs, afterMs));
      right.push({ ...word, atMs, afterMs, source: CENTRE });
    }
  }

  function wordInstead(saying: Saying, before: Word | undefined): Word | undefined {
    const turn = turns.find(isIn(saying.atMs));
    const said = turn
      ? wordAt(witnesses, turn, saying.atMs)
      : wordUnwatched(witnesses, ownWord(saying), before);
    const word = said && isBegunAnew(said, before, question) ? before : said;
    return word && !isSame(word, saying) ? word : undefined;
  }

  /** What a collector said in the place of which the centre did. */
  function ownWord(saying: Saying): Saying {
    const corrected = saying.source === CENTRE ? bySeq.get(saying.corrects ?? saying.seq) : undefined;
    return corrected && corrected !== saying ? ownWord(corrected) : saying;
  }

  function wordBefore(atMs: number): Word | undefined {
    const found = right.findLast(
      (one, place) => one.atMs < atMs && isWordOn(one, right.slice(0, place), question),
    );
    return found && isItsOwn(found) ? { ...found, source: found.collector } : found;
  }

  /** Where the centre set nothing right but since when, its collector said so at that instant. */
  function isItsOwn(word: Word): boolean {
    const own = word.source === CENTRE ? ownWord(word) : undefined;
    return own?.source === word.collector && own.state === word.state;
  }

  /** What came into being at an instant did so after the last proof of what was before. */
  function boundMs(atMs: number): number {
    const before = wordBefore(atMs);
    return before ? Math.min(atMs, provenMs(before, stateFound(right, atMs), atMs, question)) : atMs;
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
  const stint = own?.watched.find(isIn(atMs));
  return stint && own?.sayings.findLast((one) => one.atMs <= atMs && one.atMs >= stint.fromMs);
}

/**
 * A collector that does not watch any more knows nothing: whether an outage ended, whoever comes after it says, or has said already. One that
 * never was to watch says nothing of a check.
 */
function wordUnwatched(witnesses: readonly Witness[], own: Saying, before: Word | undefined): Word {
  const watched = witnesses.find(({ collector }) => collector === own.collector)?.watched;
  if (!before || !watched || watched.some(isIn(own.atMs))) return own;
  const isClosing =
    own.state === 'unknown' && (before.state === 'down' || before.collector !== own.collector);
  return isClosing || watched.length === 0 ? before : own;
}

/** A collector that begins anew what stays its own closes it first: what it finds down again at once did not come back meanwhile. */
function isBegunAnew(word: Word, before: Word | undefined, { witnesses, answerAgeMs }: Known): boolean {
  const isClosing = word.state === 'unknown' && word.reason === 'not-measured';
  if (!isClosing || before?.state !== 'down' || before.collector !== word.collector) return false;
  const sayings = witnesses.find(({ collector }) => collector === word.collector)?.sayings;
  const next = sayings?.find(({ atMs }) => atMs > word.atMs);
  return next?.state === 'down' && next.atMs - word.atMs <= answerAgeMs(false);
}

/** What a collector said of the check when it knew nothing of it: since it began to watch it, or after it had closed it. */
const firstWords = (witnesses: readonly Witness[], fromMs: number): readonly Word[] =>
  witnesses.flatMap(({ watched, sayings }) =>
    sayings.filter(({ atMs }, place) => {
      const stint = atMs >= fromMs ? watched.find(isIn(atMs)) : undefined;
      const before = sayings[place - 1];
      return stint && (!before || before.state === 'unknown' || before.atMs < stint.fromMs);
    }),
  );

type Known = Pick<TurnQuestion, 'turns' | 'witnesses' | 'answerAgeMs'>;

/** Until when the other state was proven: by the last turn of one that had found it, and by what was said since. What the centre said proves nothing. */
function provenMs(before: Word, state: Word['state'] | undefined, atMs: number, known: Known): number {
  const turn = known.turns.findLast(
    ({ collector, toMs }) => toMs <= atMs && isSameFound(state, foundBy(collector, toMs, known)),
  );
  const turnMs = turn && provenByTurnMs(turn, before.state === 'down', known);
  const saidMs = before.source === CENTRE ? undefined : knownMs(before);
  if (turnMs === undefined || saidMs === undefined) return turnMs ?? saidMs ?? before.afterMs;
  return Math.max(turnMs, saidMs);
}

/** Who ceases to watch tells of its last probe: of what it had found itself, and of nothing that another said since. */
const isWordOn = (word: Word, earlier: readonly Word[], known: Known): boolean =>
  word.state !== 'unknown' ||
  word.source === CENTRE ||
  isSameFound(stateFound(earlier, word.atMs), foundBy(word.collector, word.atMs, known));

const foundBy = (collector: string, beforeMs: number, { witnesses }: Known) =>
  stateFound(witnesses.find((witness) => witness.collector === collector)?.sayings ?? [], beforeMs);

const stateFound = (words: readonly Word[], beforeMs: number): Word['state'] | undefined =>
  words.findLast(({ atMs, state }) => atMs < beforeMs && state !== 'unknown')?.state;

/** Where one of them is not known nothing speaks against it. */
const isSameFound = (a: Word['state'] | undefined, b: Word['state'] | undefined): boolean =>
  a === undefined || b === undefined || a === b;

/** Who ceases to watch tells of its last probe. */
function knownMs({ state, afterMs, atMs }: Word): number | undefined {
  if (state !== 'unknown') return atMs;
  return afterMs < atMs ? afterMs : undefined;
}

/**
 * To the last probe that its collector tells of in what it said next, where it ceased to watch; else, also where it goes on, so long before
 * its end as its last answer may have been. What it said last it knew.
 */
function provenByTurnMs(
  { collector, toMs }: Turn,
  isDown: boolean,
  { witnesses, answerAgeMs }: Known,
): number {
  const own = witnesses.find((witness) => witness.collector === collector);
  const next = own?.sayings.find(({ atMs }) => atMs >= toMs);
  if (next && next.afterMs < toMs) return next.afterMs;
  const last = own?.sayings.findLast(({ atMs }) => atMs < toMs);
  const saidMs = (last && knownMs(last)) ?? Number.NEGATIVE_INFINITY;
  return last?.state === 'unknown' ? saidMs : Math.max(toMs - answerAgeMs(isDown), saidMs);
}

/** A collector that had known nothing before cannot tell how far back an outage may have begun or ended: the turn before can. */
const isWrongEdge = (word: Word, before: Word | undefined, beforeMs: number): boolean =>
  before !== undefined &&
  before.state !== word.state &&
  (before.state === 'down' || word.state === 'down') &&
  (word.afterMs > beforeMs || (word.source === CENTRE && word.afterMs !== beforeMs));

const stateOf = ({ state, reason }: Word) => ({ state, ...(reason !== undefined && { reason }) });
