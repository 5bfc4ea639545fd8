import type { Logger } from 'pino';
import type { Inventory } from '../../../core/domain/inventory.ts';
import { finish, type Steps } from '../../../core/host/in-slices.ts';
import { hours } from '../../../core/time/units.ts';
import type {
  IncidentRoot,
  IncidentSummary,
  ToldClockDoubt,
} from '../../../ledger/record/incidents/incident-event.ts';
import type { IncidentStore } from '../../../ledger/record/incidents/incident-store.ts';
import type { IncidentInput, PlacedInput } from '../../../ledger/record/incidents/kept-incidents.ts';
import { withLedgerErrors } from '../../../ledger/record/ledger-error.ts';
import type { NewMessage } from '../../../ledger/record/outbox/outbox-message.ts';
import type { PlanContext, PlanMessages } from '../../notifications/routing/planning.ts';
import type { IncidentOptions } from '../engine/engine-input.ts';
import { createIncidentEngine } from '../engine/incident-engine.ts';
import { shiftClock } from '../engine/shift-clock.ts';
import { createEventQueue } from './event-queue.ts';
import { createIncidentTracks } from './incident-tracks.ts';
import { createInputFeed, type FedPortion } from './input-feed.ts';
import { renderSnapshot } from './snapshot-body.ts';
import { startEngine } from './start-engine.ts';
import { createWatchedCity, type WatchedCity } from './watched-city.ts';

/**
 * Turns what is on record into incidents and messages, and keeps them in the ledger's file. What it is told of once is
 * told to people once, whatever is killed in between. One at a time works on a ledger.
 */
export interface IncidentService {
  /**
   * Everything recorded before `horizonMs` is on disk, and all time before it has passed.
   * @throws a LedgerError where it could not be written, or what the planner throws; the next call goes on from there.
   */
  readonly advance: (horizonMs: number) => Advanced;
  /** The same step by step: in a storm it is seconds of work. Nothing else is to be advanced or saved in between. */
  readonly advanceSteps: (horizonMs: number) => Steps<Advanced>;
  /** What is watched from now on. Its news come with the next advance. */
  readonly reload: (inventory: Inventory, atMs: number) => void;
  /** `clockDoubt`: it is blind since its clock is not believed. */
  readonly sight: (sight: 'blind' | 'seeing', atMs: number, clockDoubt?: ToldClockDoubt) => void;
  /** All time before that has passed for incidents. */
  readonly keptToMs: () => number;
  /** So that the next start has nothing to read again: before it ends, and now and then by itself. */
  readonly save: () => void;
  readonly unresolved: () => readonly IncidentSummary[];
  /** What each of these is blamed on. */
  readonly unresolvedRoots: () => Iterable<IncidentRoot>;
  /** As it stands after its last news. */
  readonly contextOf: (incident: string) => PlanContext;
  /** Messages about an incident that no news brings; says how many are new. One transaction: keep it to a thousand. */
  readonly addMessages: (incident: string, messages: readonly NewMessage[]) => number;
  readonly startedFrom: 'nothing' | 'snapshot' | 'statuses';
}

export interface Advanced {
  /** Rows that were read. */
  readonly rows: number;
  readonly news: number;
  readonly messages: number;
}

export interface IncidentServiceOptions {
  readonly store: IncidentStore;
  readonly inventory: Inventory;
  readonly options: IncidentOptions;
  readonly collector: string;
  readonly plan: PlanMessages;
  readonly nowMs: () => number;
  readonly logger: Logger;
  readonly saveEveryMs?: number;
  readonly saveEveryRows?: number;
  /** Rows that are read at once. */
  readonly portion?: number;
  /** Rows that are written at once. */
  readonly mostRows?: number;
}

export const createIncidentService = (given: IncidentServiceOptions): IncidentService =>
  finish(openIncidentService(given));

/** The same step by step. */
export function* openIncidentService(given: IncidentServiceOptions): Steps<IncidentService> {
  const { store, options, collector, nowMs, logger } = given;
  const { saveEveryMs = hours(1), saveEveryRows = 50_000, portion = 1_000 } = given;
  const { place: path, inputs, writer } = store;
  let city = createWatchedCity(given.inventory, nowMs());
  const tracks = createIncidentTracks({
    store,
    plan: given.plan,
    contractsOf: (entity) => city.contractsOf(entity),
    standsIn: (entity, root) => city.standsIn(entity, root),
  });
  const known = inputs.cursor();
  const cursor = known ?? begin();
  const { mostRows = 900 } = given;
  const queue = createEventQueue({ writer, tracks, ahead: inputs.newsAhead(), mostRows });
  const started = yield* startEngine({
    store,
    options,
    entities: city.entities,
    tracks,
    cursor,
    portion,
  });
  let { engine, feed } = started;
  /** Of another inventory, that the engine was not told of yet. */
  let nextCity: WatchedCity | undefined;
  let unsaved: PlacedInput[] = [];
  let areMembersDue = true;
  let savedMs = cursor.recordedMs;
  let rowsSince = started.from === 'snapshot' ? 0 : saveEveryRows;
  if (started.news.length > 0) queue.add({ news: started.news, cursor: feed.cursor() });

  return {
    startedFrom: known ? started.from : 'nothing',
    advance: (horizonMs) => finish(advanceSteps(horizonMs)),
    advanceSteps,
    reload: (inventory, atMs) => {
      nextCity = createWatchedCity(inventory, atMs);
      putInput({ type: 'topology' }, atMs);
    },
    sight: (sight, atMs, clockDoubt) =>
      putInput({ type: 'sight', collector, sight, ...(clockDoubt && { clockDoubt }) }, atMs),
    keptToMs: () => feed.cursor().recordedMs,
    save: () => withLedgerErrors(path, save),
    unresolved: () => engine.unresolved().map(({ summary }) => summary),
    unresolvedRoots: () => engine.unresolvedRoots(),
    contextOf: tracks.contextOf,
    addMessages: (incident, messages) =>
      withLedgerErrors(path, () => {
        if (messages.length === 0) return 0;
        const added = writer.addMessages(messages);
        tracks.addTold(incident, added);
        return added.length;
      }),
  };

  function begin() {
    const recordedMs = nowMs();
    const first = { seq: inputs.lastSeqBefore(recordedMs, 0), recordedMs };
    writer.begin(first);
    return first;
  }

  function* advanceSteps(horizonMs: number): Steps<Advanced> {
    const steps = advance(horizonMs);
    for (;;) {
      const step = withLedgerErrors(path, () => steps.next());
      if (step.done) return step.value;
      yield;
    }
  }

  function* advance(horizonMs: number): Steps<Advanced> {
    const total = { rows: 0, news: 0, messages: 0 };
    yield* flush(total);
    putUnsaved();
    if (feed.cursor().recordedMs - horizonMs > options.settleMs) setBack(horizonMs);
    const { seq } = feed.cursor();
    for (const fed of feed.portions({ seq: inputs.lastSeqBefore(horizonMs, seq), recordedMs: horizonMs })) {
      total.rows += fed.rows;
      if (fed.isCorrected) rowsSince = saveEveryRows;
      warnOfUnreadable(fed);
      // An idle minute needs no write.
      if (fed.news.length + fed.inputs.length > 0 || (fed.rows === 0 && total.rows > 0)) queue.add(fed);
      yield* flush(total);
      yield;
    }
    if (nextCity) {
      yield* takeOver(nextCity);
      yield* flush(total);
      rowsSince = saveEveryRows;
    }
    if (areMembersDue) while (writer.writeMembers()) yield;
    areMembersDue = false;
    tracks.forgetResolved();
    rowsSince += total.rows + total.news;
    const isDue = rowsSince >= saveEveryRows || (rowsSince > 0 && horizonMs - savedMs >= saveEveryMs);
    if (isDue) yield* keepSnapshot();
    return total;
  }

  function* flush(total: { news: number; messages: number }): Steps<void> {
    const { news, messages } = yield* queue.flush();
    total.news += news;
    total.messages += messages;
    if (news > 0) areMembersDue = true;
  }

  function* takeOver(next: WatchedCity): Steps<void> {
    city = next;
    nextCity = undefined;
    const { recordedMs } = feed.cursor();
    const news = yield* engine.replace({ type: 'topology', recordedMs, entities: city.entities });
    queue.add({ news, cursor: feed.cursor() });
  }

  /** The clock was ahead: what waits must not wait until that time comes again. */
  function setBack(horizonMs: number): void {
    const { seq, recordedMs } = feed.cursor();
    const backMs = recordedMs - horizonMs;
    logger.warn({ backMs }, 'the clock was set back: what waits goes on with the right time');
    writer.setBack(horizonMs, backMs);
    tracks.forget();
    const saved = shiftClock(finish(engine.save()), backMs);
    engine = createIncidentEngine(options);
    finish(engine.restore(saved, city.entities));
    feed = createInputFeed({
      engine,
      inputs,
      portion,
      afterInput: feed.lastInput(),
      cursor: { seq, recordedMs: horizonMs },
      latestInputMs: horizonMs - 1,
    });
    rowsSince = saveEveryRows;
    finish(keepSnapshot());
  }

  function putInput(input: IncidentInput, atMs: number): void {
    const { seq, recordedMs } = feed.cursor();
    unsaved.push({ afterSeq: seq, recordedMs: Math.max(atMs, recordedMs), input });
  }

  function putUnsaved(): void {
    for (let first = unsaved[0]; first; first = unsaved[0]) {
      const id = writer.putInput(first);
      unsaved = unsaved.slice(1);
      feed.add({ id, ...first });
    }
  }

  function save(): void {
    finish(flush({ news: 0, messages: 0 }));
    putUnsaved();
    finish(keepSnapshot());
  }

  function* keepSnapshot(): Steps<void> {
    const position = feed.cursor();
    const body = renderSnapshot(yield* engine.save());
    const snapshot = { ...position, input: feed.lastInput(), body };
    writer.keepSnapshot(snapshot, queue.aheadFrom());
    savedMs = position.recordedMs;
    rowsSince = 0;
  }

  function warnOfUnreadable({ unreadable }: FedPortion): void {
    for (const seq of unreadable)
      logger.warn({ seq }, 'a row about planned work or an incident cannot be read, and was passed over');
  }
}
