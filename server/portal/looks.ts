import type { Inventory } from '../../core/domain/inventory.ts';
import type { Entity } from '../../core/domain/state.ts';
import { seconds } from '../../core/time/units.ts';
import { RequestError } from '../../portal/api/request-error.ts';
import type { PortalOptions } from '../../portal/server/portal-options.ts';
import type { ThreadMetrics } from '../alerting/alerting-messages.ts';
import { createLiveMirror, type LiveMirror } from './mirror-live.ts';
import type { DeviceDetails, FromPortal, Present, Question } from './portal-messages.ts';

/** How old what is shown may be before the collector is asked again, and before somebody waits for its answer. */
const [KEEP_MS, MOST_MS] = [1_000, 1_500];
/** It is asked again by itself for so long after somebody looked: whoever looks next need not wait. */
const WATCHED_MS = seconds(20);
/** A collector that says nothing for so long is not shown as if it were well. */
const ANSWER_MS = seconds(10);

export interface LookOptions {
  readonly ask: (question: FromPortal) => void;
  /** By its number; `undefined` where it is none of those that are known. */
  readonly inventoryOf: (config: number) => Inventory | undefined;
}

type Told = Required<
  Pick<
    PortalOptions,
    | 'measurements'
    | 'ledgerFailure'
    | 'checkpointFailure'
    | 'alertingHealth'
    | 'configurationFailure'
    | 'lookedMs'
  >
>;

export interface Looks {
  readonly live: LiveMirror;
  readonly look: NonNullable<PortalOptions['look']>;
  /** Whether somebody looked within the last seconds. */
  readonly isWatched: () => boolean;
  readonly whole: NonNullable<PortalOptions['whole']>;
  readonly takeNoted: () => ReadonlySet<Entity>;
  readonly metricsText: (own: ThreadMetrics) => Promise<string>;
  readonly told: Told;
  readonly answered: (number: number, value: unknown) => void;
  readonly failed: (number: number) => void;
}

/** Asks the thread of the collector for the present, once for all who ask within a second. */
export function createLooks({ ask, inventoryOf }: LookOptions): Looks {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  const live = createLiveMirror((number) => {
    const inventory = inventoryOf(number);
    if (!inventory) throw busy();
    return inventory;
  });
  let last = 0;
  let present: Present | undefined;
  /** Whether the next answer may tell what changed since the last one alone. */
  let isFollowed = false;
  let lookedMs = Number.NEGATIVE_INFINITY;
  let askedMs = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | undefined;
  let noted = new Set<Entity>();

  function question(asked: Question): Promise<unknown> {
    const number = ++last;
    const answer = Promise.withResolvers<unknown>();
    waiting.set(number, answer);
    const late = setTimeout(() => failed(number), ANSWER_MS);
    ask({ type: 'ask', number, ...asked });
    return answer.promise.finally(() => clearTimeout(late));
  }

  function take(number: number): PromiseWithResolvers<unknown> | undefined {
    const answer = waiting.get(number);
    waiting.delete(number);
    return answer;
  }

  const failed = (number: number) => take(number)?.reject(busy());

  const isWatched = () => performance.now() - askedMs < WATCHED_MS;

  /** Once for all who ask meanwhile; whoever does not wait for it hears of a failure when they look next. */
  function lookOnce(): Promise<void> {
    looking ??= lookNow().finally(() => {
      looking = undefined;
    });
    looking.catch(() => undefined);
    return looking;
  }

  async function lookNow(): Promise<void> {
    const hasBefore = isFollowed;
    isFollowed = false;
    const told = (await question({ about: 'present', hasBefore })) as Present;
    live.take(told);
    present = told;
    isFollowed = true;
    lookedMs = performance.now();
    setTimeout(() => isWatched() && void lookOnce(), KEEP_MS).unref();
    noted = noted.union(told.noted);
  }

  const current = (): Present => {
    if (!present) throw busy();
    return present;
  };

  return {
    live,
    isWatched,
    look: async ({ isAhead = false } = {}) => {
      const startedMs = performance.now();
      if (!isAhead) askedMs = startedMs;
      const ageMs = startedMs - lookedMs;
      if (ageMs < KEEP_MS) return;
      const next = lookOnce();
      if (ageMs >= MOST_MS) await next;
    },
    whole: async (work) => {
      const made = await work();
      const ids = live.missing();
      if (ids.length === 0) return made;
      live.takeDetails((await question({ about: 'devices', ids })) as readonly DeviceDetails[]);
      return await work();
    },
    takeNoted: () => {
      const taken = noted;
      noted = new Set();
      return taken;
    },
    metricsText: async (own) => (await question({ about: 'metrics', own })) as string,
    told: {
      lookedMs: () => current().atMs,
      measurements: () => current().measurements,
      ledgerFailure: () => current().ledgerFailure,
      checkpointFailure: () => current().checkpointFailure,
      alertingHealth: () => current().alertingHealth,
      configurationFailure: () => current().configurationFailure,
    },
    answered: (number, value) => take(number)?.resolve(value),
    failed,
  };
}

const busy = () =>
  new RequestError('PORTAL_BUSY', 'expected the collector to say how things stand, got no answer; ask again');
