import type { Reading } from '../../core/domain/probing.ts';
import type { CoverageUpdate, ReadingSink } from '../../core/domain/sinks.ts';
import { type Change, parseEntity } from '../../core/domain/state.ts';
import type { Steps } from '../../core/host/in-slices.ts';
import type { Metrics } from '../../core/names/metrics.ts';
import { seconds } from '../../core/time/units.ts';
import { createHangingOn, type HangingOn } from '../hanging-on.ts';
import type { CanaryGate, Release } from '../judge/canary-gate.ts';
import { type ChangeQueue, MOST_CHANGES } from '../judge/change-queue.ts';
import type { LinkStatus, ReachOf } from '../links/infer-link.ts';
import { createLinkInference, type LinkInference } from '../links/link-inference.ts';
import type { Observers, Seen } from '../observers.ts';
import type { Dispatcher } from '../scheduler/dispatcher.ts';
import type { StatusStore } from '../scheduler/status-store.ts';
import type { WatchedNow } from './watched-now.ts';

export interface JudgmentOptions {
  readonly watched: WatchedNow;
  readonly startedMs: number;
  /** By link id, where an earlier run left off. */
  readonly knownLinks: ReadonlyMap<string, LinkStatus>;
  readonly canaryGate: CanaryGate;
  readonly statusStore: StatusStore;
  readonly observers: Observers;
  readonly dispatcher: Dispatcher;
  /** Repeats what readings that were judged leave open. */
  readonly repeatOpen: (judged: readonly Reading[]) => void;
  readonly changeQueue: Pick<ChangeQueue, 'hand'>;
  readonly readings: ReadingSink;
  readonly metrics: Metrics;
}

/** What follows from readings that a canary vouched for, on its way to the record. */
export interface Judgment {
  readonly links: () => LinkInference;
  /**
   * Judges what was released and hands on everything that follows from it, together with the coverage.
   * @param sightSinceMs Since when the collector sees.
   * @param dropReason Why those were dropped that are.
   */
  readonly settle: (release: Release, atMs: number, sightSinceMs: number, dropReason: string) => Steps<void>;
  readonly handOn: ChangesTaken;
  /**
   * Takes over what is watched now. What is not watched any more is closed in the record: it would count on as what it was.
   * @param sinceMs From when the record says that it is in force.
   */
  readonly takeOver: (atMs: number, sinceMs: number) => Steps<void>;
}

type ChangesTaken = (changes: readonly Change[], coverage: readonly CoverageUpdate[]) => undefined;

const NOTHING_SEEN: Seen = { samples: [], linkIds: new Set(), changes: [] };
const PART = 128;

function* partsOf<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let from = 0; from < items.length; from += PART) yield items.slice(from, from + PART);
}

/** How late a reading may be judged before that counts as silence. */
export const graceMs = (canaryIntervalMs: number): number => 2 * canaryIntervalMs + seconds(10);

/** Takes over what is watched at once. */
export function* createJudgment(options: JudgmentOptions): Steps<Judgment> {
  const { watched, canaryGate, statusStore, observers, dispatcher, changeQueue, metrics } = options;
  const inferLinks = (initial: ReadonlyMap<string, LinkStatus>) =>
    createLinkInference(watched.inventory(), watched.witnesses(), initial, observers.portOf);
  let links: LinkInference;
  let hangingOn: HangingOn;

  const handOn: ChangesTaken = (changes, coverage) => {
    const counted = changes.filter(({ entity }) => watched.isCountedEntity(entity));
    for (const [indicator, alike] of Map.groupBy(counted, (change) => change.indicator))
      for (const [state, { length }] of Map.groupBy(alike, (change) => change.state))
        metrics.camwatch_changes_total.labels(indicator, state).inc(length);
    if (changes.length > 0 || coverage.length > 0) changeQueue.hand({ changes, coverage });
  };

  /** What the readings show beside the states; what is swept comes once, at the end. */
  function* observe(readings: readonly Reading[], atMs: number, sightSinceMs?: number): Steps<Seen> {
    const seen: Seen[] = [];
    for (const part of partsOf(readings)) {
      seen.push(observers.observe(part, atMs, undefined));
      yield;
    }
    seen.push(observers.observe([], atMs, sightSinceMs));
    return {
      samples: seen.flatMap(({ samples }) => samples),
      linkIds: new Set(seen.flatMap(({ linkIds }) => [...linkIds])),
      changes: seen.flatMap(({ changes }) => changes),
    };
  }

  function* compare(readings: readonly Reading[], seen: Seen, lifeOf: ReachOf): Steps<void> {
    for (const part of partsOf(readings)) {
      observers.compare(part, NOTHING_SEEN, links, lifeOf);
      observers.noteNeverAnswered([], part, statusStore.neverAnswered);
      yield;
    }
    observers.compare([], seen, links, lifeOf);
  }

  /** Hands on what is many at once, and returns the rest: it goes with the links that follow from it, and the coverage. */
  function* recordEvidence(changes: readonly Change[], atMs: number, lifeOf: ReachOf): Steps<Change[]> {
    let proven: Change[] = [];
    for (const part of partsOf(changes)) {
      proven.push(...observers.addEvidence(part, atMs, lifeOf));
      if (proven.length >= MOST_CHANGES) {
        handOn(proven.slice(0, MOST_CHANGES), []);
        proven = proven.slice(MOST_CHANGES);
      }
      yield;
    }
    return proven;
  }

  function* settle(
    { readings, droppedCount, coverage }: Release,
    atMs: number,
    sightSinceMs: number,
    dropReason: string,
  ): Steps<void> {
    const isSeeing = canaryGate.state() === 'seeing';
    const judged = yield* statusStore.judgeReadings(readings);
    for (const part of partsOf(readings)) {
      options.repeatOpen(part);
      yield;
    }
    const lost = isSeeing
      ? statusStore.sweep(atMs, sightSinceMs, graceMs(watched.settings().collector.canaryIntervalMs))
      : [];
    const seen = yield* observe(readings, atMs, isSeeing ? sightSinceMs : undefined);
    const deviceChanges = [...judged, ...lost];
    const devices = deviceChanges.flatMap(({ entity }) => parseEntity(entity)?.id ?? []);
    const lifeOf = (id: string) => statusStore.lifeOf(id, atMs);
    // The record first: whatever else follows from the readings may take seconds in a storm.
    const proven = yield* recordEvidence(deviceChanges, atMs, lifeOf);
    const linkChanges = yield* links.review({ devices, links: seen.linkIds }, lifeOf, atMs);
    handOn([...proven, ...seen.changes, ...linkChanges], coverage(statusStore.provenTo(sightSinceMs)));
    if (isSeeing) yield* hangingOn.askBehind([...deviceChanges, ...linkChanges]);
    yield* compare(readings, seen, lifeOf);
    observers.noteFiltered(deviceChanges);
    observers.noteNeverAnswered(deviceChanges, [], statusStore.neverAnswered);

    metrics.camwatch_readings_released_total.inc(readings.filter(watched.isCountedReading).length);
    metrics.camwatch_readings_dropped_total.labels(dropReason).inc(droppedCount);
    for (const part of partsOf(readings)) {
      options.readings.write(part);
      yield;
    }
  }

  /** Asks first: what comes of it waits for a canary, and is judged in its turn. */
  function* takeOver(known: ReadonlyMap<string, LinkStatus>, atMs: number, sinceMs: number): Steps<void> {
    const [watches, settings, inventory] = [watched.columns(), watched.settings(), watched.inventory()];
    const ended = canaryGate.use(new Set(watches.checks.map(({ intervalMs }) => intervalMs)), sinceMs);
    const deviceChanges = yield* statusStore.replace(watches, atMs);
    handOn(deviceChanges, ended);
    dispatcher.replace(watched.schedulable(), sinceMs);
    const capacityChanges = yield* observers.replace(watches, { settings, inventory }, atMs);
    links = yield* inferLinks(known);
    hangingOn = yield* createHangingOn(inventory, statusStore, dispatcher);
    handOn([...capacityChanges, ...links.closeUnwitnessed(atMs)], []);
  }
  yield* takeOver(options.knownLinks, options.startedMs, options.startedMs);

  return {
    links: () => links,
    settle,
    handOn,
    takeOver: (atMs, sinceMs) => takeOver(links.statuses(), atMs, sinceMs),
  };
}
