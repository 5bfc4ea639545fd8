import type { Steps } from '../../../core/host/in-slices.ts';
import type { IncidentEvent, IncidentSummary } from '../../../ledger/record/incidents/incident-event.ts';
import type { IncidentStore } from '../../../ledger/record/incidents/incident-store.ts';
import type { IncidentCursor } from '../../../ledger/record/incidents/kept-incidents.ts';
import type { IncidentOptions } from '../engine/engine-input.ts';
import type { EntityFacts } from '../engine/entity-facts.ts';
import { createIncidentEngine, type IncidentEngine } from '../engine/incident-engine.ts';
import type { IncidentTracks } from './incident-tracks.ts';
import { createInputFeed, type InputFeed } from './input-feed.ts';
import { parseSnapshot } from './snapshot-body.ts';
import { toEvent } from './to-event.ts';

export interface EngineStartOptions {
  readonly store: Pick<IncidentStore, 'reads' | 'inputs'>;
  readonly options: IncidentOptions;
  readonly entities: Iterable<EntityFacts>;
  readonly tracks: IncidentTracks;
  readonly cursor: IncidentCursor;
  /** Rows that are read at once. */
  readonly portion: number;
}

export interface StartedEngine {
  readonly engine: IncidentEngine;
  readonly feed: InputFeed;
  /** What is told because the engine and what is stored are not of one mind. */
  readonly news: readonly IncidentEvent[];
  /** `snapshot`: it knows all that it knew; `statuses`: what is down was told again. */
  readonly from: 'snapshot' | 'statuses';
}

/**
 * An engine that knows what was told up to the cursor. What it said of that is written down already, and dropped.
 * Step by step: a city is seconds of work.
 */
export function* startEngine(start: EngineStartOptions): Steps<StartedEngine> {
  const { store, options, entities, cursor, portion } = start;
  const { inputs } = store;
  const snapshot = inputs.snapshot();
  const saved = snapshot && parseSnapshot(snapshot.body);
  const engine = createIncidentEngine(options);
  if (snapshot && saved && snapshot.seq <= cursor.seq) {
    yield* engine.restore(saved, entities);
    const feed = createInputFeed({ engine, inputs, portion, afterInput: snapshot.input, cursor: snapshot });
    for (const _ of feed.portions(cursor)) yield;
    const given = yield* engine.replace({ type: 'topology', recordedMs: cursor.recordedMs, entities });
    return { engine, feed, news: [...given, ...reconcile(start, engine)], from: 'snapshot' };
  }
  yield* engine.replace({ type: 'topology', recordedMs: 0, entities });
  for (const row of inputs.standing(cursor.seq)) {
    const event = toEvent(row, cursor.recordedMs);
    if (event) engine.feed(event);
    yield;
  }
  engine.feed({ type: 'time', recordedMs: cursor.recordedMs });
  const feed = createInputFeed({ engine, inputs, portion, afterInput: inputs.lastInput(), cursor });
  return {
    engine,
    feed,
    news: [...reconcile(start, engine), ...differences(start, engine)],
    from: 'statuses',
  };
}

/** Nothing that was opened stays open without an end, and nothing that is open is not told. */
function reconcile(
  { store: { reads, inputs }, tracks, cursor: { recordedMs: atMs } }: EngineStartOptions,
  engine: IncidentEngine,
): readonly IncidentEvent[] {
  const ahead = new Set(inputs.newsAhead().map(({ incident }) => incident));
  const stored = reads.incidents({ state: 'unresolved' }).filter(({ id }) => !ahead.has(id));
  const storedIds = new Set(stored.map(({ id }) => id));
  const present = engine.unresolved();
  const presentIds = new Set(present.map(({ summary }) => summary.id));
  const successors = new Map(present.map(({ summary }) => [keyOf(summary), summary.id]));

  const opened = present
    .filter(({ summary }) => !storedIds.has(summary.id) && !ahead.has(summary.id))
    .map(
      ({ summary, members }): IncidentEvent => ({
        kind: 'opened',
        atMs,
        incident: summary,
        joined: members,
        left: [],
      }),
    );
  const resolved = stored
    .filter(({ id }) => !presentIds.has(id))
    .map(({ id, summary }): IncidentEvent => {
      const mergedInto = successors.get(keyOf(summary));
      const over = { lostNow: 0, camerasLost: 0, areas: [], blindSpots: [], isFlapping: false };
      return {
        kind: 'resolved',
        atMs,
        incident: { ...summary, ...over },
        joined: [],
        left: [...tracks.membersOf(id)],
        ...(mergedInto !== undefined && { mergedInto }),
      };
    });
  return [...opened, ...resolved];
}

/** Who is in an incident that both know, where the engine had to begin anew. */
function differences(
  { tracks, cursor: { recordedMs: atMs } }: EngineStartOptions,
  engine: IncidentEngine,
): readonly IncidentEvent[] {
  return engine.unresolved().flatMap(({ summary, members }): readonly IncidentEvent[] => {
    const told = tracks.membersOf(summary.id);
    if (told.size === 0) return [];
    const now = new Set(members);
    const joined = [...now.difference(told)];
    const left = [...told.difference(now)];
    if (joined.length + left.length === 0) return [];
    const kind = joined.length > 0 ? 'grew' : 'shrank';
    return [{ kind, atMs, incident: summary, joined, left }];
  });
}

/** What stays the same of a root, however many have fallen. */
function keyOf({ root }: IncidentSummary): string {
  if (root.kind === 'entity') return root.entity;
  return root.kind === 'collector' ? root.collector : `${root.what} ${root.by} ${root.name}`;
}
