import { createNames } from '../../collector/states/names.ts';
import { watchColumnsInSteps } from '../../collector/states/watch-columns.ts';
import type { Watched } from '../../collector/watching/watched-now.ts';
import type { LiveStatus, LiveView } from '../../core/domain/sinks.ts';
import { INDICATORS, parseEntity, STATES } from '../../core/domain/state.ts';
import { runInSlices, STEP, type Steps } from '../../core/host/in-slices.ts';
import type { Clock } from '../../core/time/clock.ts';
import type { RecordedChange } from '../../ledger/record/changes.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import type { NewChange } from '../../ledger/record/news.ts';
import { type Cover, createCover } from './cover.ts';
import { lookAtCentre } from './look-at-centre.ts';
import { createRecordNews } from './record-news.ts';
import { createShownStates, NOT_COVERED, type ShownStates } from './shown-states.ts';
import { createWatchedUntil } from './watched-until.ts';

export interface RecordViewOptions {
  readonly reader: LedgerReader;
  readonly watched: Watched;
  /** Names this run of the process. */
  readonly run: string;
  readonly clock: Pick<Clock, 'nowMs' | 'doubt'>;
}

/** The present as it is on record: for a machine that probes nothing itself. */
export interface RecordView extends LiveView {
  /** Who covers what now. */
  readonly cover: Pick<Cover, 'collectors' | 'leases' | 'shares' | 'uncoveredSince'>;
  /** Comes in force with the next update. */
  readonly reload: (watched: Watched) => void;
  /** Takes in what came on record since. */
  readonly update: () => Promise<ViewNews>;
}

/** What came on record between two updates. */
export interface ViewNews {
  readonly changes: readonly NewChange[];
  /** From where coverage grew, of the collector that was furthest behind. */
  readonly grownFromMs?: number;
  /** To where everybody is seen that anybody sees now. */
  readonly coveredToMs?: number;
}

export async function openRecordView(options: RecordViewOptions): Promise<RecordView> {
  const { reader, run, clock } = options;
  const { nowMs } = clock;
  const startedMs = nowMs();
  const takeNews = createRecordNews(reader, nowMs);
  const watchedUntil = createWatchedUntil(reader, nowMs);
  const reasons = createNames();
  let watched = options.watched;
  const cover = createCover({
    ...{ reader, inventory: watched.inventory, watchedUntil, nowMs },
    silentAfterMs: () => watched.settings.cluster.silentAfterMs,
  });
  let next: Watched | undefined;
  let version = 0;
  let seenInForce = 0;
  let shown = await runInSlices(open(watched));
  let links = readLinks();
  show();

  /** By the states that are kept for each: one by one from the changes takes seconds. */
  function* open({ inventory, settings }: Watched): Steps<ShownStates> {
    const atMs = nowMs();
    const opened = createShownStates(
      yield* watchColumnsInSteps(inventory, settings.profiles, atMs),
      startedMs,
      reasons,
    );
    let count = 0;
    for (const state of STATES)
      for (const change of reader.latestChanges({ state })) {
        opened.take(change);
        if (++count % STEP === 0) yield;
      }
    return opened;
  }

  function readLinks(): Map<string, RecordedChange> {
    const found = new Map<string, RecordedChange>();
    const entities = [...watched.inventory.links.keys()].map((id) => `link:${id}` as const);
    for (const change of reader.latestChanges({ entities })) found.set(keyOf(change), change);
    return found;
  }

  function show(): void {
    version++;
    shown.show(cover.uncoveredSince);
  }

  const showLink = (change: RecordedChange): LiveStatus => {
    const { entity, indicator, state, reason, atMs, afterMs } = change;
    const sinceMs = cover.linkUncoveredSince(parseEntity(entity)?.id ?? '');
    if (sinceMs !== undefined)
      return { entity, indicator, state: 'unknown', reason: NOT_COVERED, sinceMs, afterMs: sinceMs };
    return { entity, indicator, state, ...(reason !== undefined && { reason }), sinceMs: atMs, afterMs };
  };

  return {
    cover,
    reload: (wanted) => {
      next = wanted;
    },
    update: async () => {
      const news = takeNews();
      const isReloaded = next !== undefined;
      const grown = watchedUntil.update();
      if (next) {
        [watched, next] = [next, undefined];
        shown = await runInSlices(open(watched));
        cover.use(watched.inventory);
        links = readLinks();
      } else if (news && news.entities.size > 0) {
        for (const entity of news.entities) {
          const { kind, id = '' } = parseEntity(entity) ?? {};
          if (kind === 'device') shown.forget(id);
          else for (const indicator of INDICATORS) links.delete(keyOf({ entity, indicator }));
        }
        for (const change of reader.latestChanges({ entities: [...news.entities] })) {
          if (parseEntity(change.entity)?.kind === 'device') shown.take(change);
          else links.set(keyOf(change), change);
        }
      }
      const isOther = cover.update();
      if (isOther || isReloaded || news) show();
      const coveredToMs = cover.coveredToMs();
      return {
        changes: news?.changes ?? [],
        ...(grown.size > 0 && { grownFromMs: Math.min(...grown.values()) }),
        ...(coveredToMs !== undefined && { coveredToMs }),
      };
    },
    columns: () => {
      // Hand-overs and steps of a device's life come into force by themselves.
      const inForce = shown.watches.now.version(nowMs());
      if (inForce !== seenInForce) version++;
      seenInForce = inForce;
      return shown.columns(version);
    },
    statuses: function* () {
      yield* shown.statuses();
      for (const change of links.values()) yield showLink(change);
    },
    linkStatuses: () => links.values().map(showLink),
    status: (entity, indicator) => {
      const { kind, id = '' } = parseEntity(entity) ?? {};
      if (kind === 'device') return shown.status(id, indicator);
      const change = links.get(keyOf({ entity, indicator }));
      return change && showLink(change);
    },
    health: () =>
      lookAtCentre({
        ...{ id: watched.settings.collector.id, run, startedMs, clock, cover },
        devices: watched.inventory.devices.size,
      }),
  };
}

const keyOf = ({ entity, indicator }: Pick<RecordedChange, 'entity' | 'indicator'>): string =>
  `${indicator} ${entity}`;
