import type { Reading } from '../../core/domain/probing.ts';
import type { CoverageUpdate, ReadingSink } from '../../core/domain/sinks.ts';
import { type Change, parseEntity } from '../../core/domain/state.ts';
import { finish } from '../../core/host/in-slices.ts';
import type { Metrics } from '../../core/names/metrics.ts';
import { seconds } from '../../core/time/units.ts';
import { createHangingOn } from '../hanging-on.ts';
import type { CanaryGate, Release } from '../judge/canary-gate.ts';
import type { ChangeQueue } from '../judge/change-queue.ts';
import type { LinkStatus } from '../links/infer-link.ts';
import { createLinkInference, type LinkInference } from '../links/link-inference.ts';
import type { Observers } from '../observers.ts';
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
  readonly settle: (release: Release, atMs: number, sightSinceMs: number, dropReason: string) => void;
  readonly handOn: ChangesTaken;
  /**
   * Takes over what is watched now. What is not watched any more is closed in the record: it would count on as what it was.
   * @param sinceMs From when the record says that it is in force.
   */
  readonly takeOver: (atMs: number, sinceMs: number) => void;
}

type ChangesTaken = (changes: readonly Change[], coverage: readonly CoverageUpdate[]) => void;

/** Takes over what is watched at once. */
export function createJudgment(options: JudgmentOptions): Judgment {
  const { watched, canaryGate, statusStore, observers, dispatcher, changeQueue, metrics } = options;
  const inferLinks = (initial: ReadonlyMap<string, LinkStatus>) => {
    const witnesses = watched.witnesses();
    return createLinkInference(watched.inventory(), (id) => witnesses.has(id), initial, observers.portOf);
  };
  let links = inferLinks(options.knownLinks);
  let hangingOn = createHangingOn(watched.inventory(), statusStore, dispatcher);

  const handOn: ChangesTaken = (changes, coverage) => {
    for (const { entity, indicator, state } of changes)
      if (watched.isCountedEntity(entity)) metrics.camwatch_changes_total.labels(indicator, state).inc();
    if (changes.length > 0 || coverage.length > 0) changeQueue.hand({ changes, coverage });
  };

  const settle: Judgment['settle'] = (
    { readings, droppedCount, coverage },
    atMs,
    sightSinceMs,
    dropReason,
  ) => {
    const graceMs = 2 * watched.settings().collector.canaryIntervalMs + seconds(10);
    const isSeeing = canaryGate.state() === 'seeing';
    const judged = finish(statusStore.judgeReadings(readings));
    options.repeatOpen(readings);
    const lost = isSeeing ? statusStore.sweep(atMs, sightSinceMs, graceMs) : [];
    const seen = observers.observe(readings, atMs, isSeeing ? sightSinceMs : undefined);
    const deviceChanges = [...judged, ...lost];
    const devices = deviceChanges.flatMap(({ entity }) => parseEntity(entity)?.id ?? []);
    const lifeOf = (id: string) => statusStore.lifeOf(id, atMs);
    const linkChanges = links.review({ devices, links: seen.linkIds }, lifeOf, atMs);
    observers.compare(readings, seen, links, lifeOf);
    observers.noteFiltered(deviceChanges);
    observers.noteNeverAnswered(deviceChanges, readings, statusStore.neverAnswered);
    const changes = [...observers.addEvidence(deviceChanges, atMs, lifeOf), ...seen.changes, ...linkChanges];

    metrics.camwatch_readings_released_total.inc(readings.filter(watched.isCountedReading).length);
    metrics.camwatch_readings_dropped_total.labels(dropReason).inc(droppedCount);
    if (readings.length > 0) options.readings.write(readings);
    if (isSeeing) hangingOn.askBehind([...deviceChanges, ...linkChanges]);
    handOn(changes, coverage);
  };

  const useLists = (atMs: number, sinceMs: number) => {
    const [watches, settings, inventory] = [watched.watches(), watched.settings(), watched.inventory()];
    const ended = canaryGate.use(new Set(watches.map(({ check }) => check.intervalMs)), sinceMs);
    const deviceChanges = finish(statusStore.replace(watched.columns(), atMs));
    dispatcher.replace({ inventory, profiles: settings.profiles }, sinceMs);
    const capacityChanges = observers.replace(watches, { settings, inventory }, atMs);
    handOn([...deviceChanges, ...capacityChanges, ...links.closeUnwitnessed(atMs)], ended);
  };
  useLists(options.startedMs, options.startedMs);

  return {
    links: () => links,
    settle,
    handOn,
    takeOver: (atMs, sinceMs) => {
      links = inferLinks(links.statuses());
      hangingOn = createHangingOn(watched.inventory(), statusStore, dispatcher);
      useLists(atMs, sinceMs);
    },
  };
}
