import { onAbort } from '../../../core/time/on-abort.ts';

/** Whoever looks at a page in haste has some: who has more asks for others to be kept waiting. */
const MOST_WAITING = { all: 40, ofOne: 6 } as const;

/** Nobody is put behind so many. */
export class TooManyWaiting extends Error {}

interface Waiting {
  readonly who: string;
  readonly goOn: () => void;
}

/**
 * So many at once, half of them to one who asks; the others in the order in which they came, as long as they wait.
 * Taking a turn throws {@link TooManyWaiting}, or the reason of `stop`.
 */
export function createTurns(most: number): (who: string, stop: AbortSignal) => Promise<Disposable> {
  const mostOfOne = Math.ceil(most / 2);
  const taken: string[] = [];
  const waiting = new Set<Waiting>();
  const isFree = (who: string) => taken.length < most && countOf(taken, who) < mostOfOne;

  function take(who: string): Disposable {
    taken.push(who);
    return {
      [Symbol.dispose]: () => {
        taken.splice(taken.indexOf(who), 1);
        const next = [...waiting].find((one) => isFree(one.who));
        next?.goOn();
      },
    };
  }

  return async (who, stop) => {
    stop.throwIfAborted();
    if (isFree(who)) return take(who);
    const others = [...waiting].map((one) => one.who);
    if (others.length >= MOST_WAITING.all || countOf(others, who) >= MOST_WAITING.ofOne)
      throw new TooManyWaiting();
    const { promise, resolve, reject } = Promise.withResolvers<Disposable>();
    const own: Waiting = {
      who,
      goOn: () => {
        waiting.delete(own);
        resolve(take(who));
      },
    };
    waiting.add(own);
    const forget = onAbort(stop, () => {
      waiting.delete(own);
      reject(stop.reason);
    });
    return await promise.finally(forget);
  };
}

const countOf = (list: readonly string[], who: string): number => list.filter((one) => one === who).length;
