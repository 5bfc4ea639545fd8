import type { Steps } from '../../../core/host/in-slices.ts';
import type { IncidentEvent } from '../../../ledger/record/incidents/incident-event.ts';
import type { IncidentWriter, NewsAhead } from '../../../ledger/record/incidents/incident-store.ts';
import type {
  IncidentCursor,
  KeptEvent,
  PlacedInput,
} from '../../../ledger/record/incidents/kept-incidents.ts';
import type { IncidentTracks } from './incident-tracks.ts';

/** News on their way to the disk: what cannot be written now is written before anything else the next time. */
export interface EventQueue {
  readonly add: (news: QueuedEvent) => void;
  /** In transactions of bearable size, a step each. @throws what SQLite or the planner throws; then the rest stays in the queue. */
  readonly flush: () => Steps<Flushed>;
  /** Number of the first news that was written before a crash and has not come again yet. */
  readonly aheadFrom: () => number | undefined;
}

export interface QueuedEvent {
  readonly news: readonly IncidentEvent[];
  readonly inputs?: readonly PlacedInput[];
  /** Moved when all of its news are written. */
  readonly cursor: IncidentCursor;
}

export interface Flushed {
  readonly news: number;
  readonly messages: number;
}

export interface EventQueueOptions {
  readonly writer: Pick<IncidentWriter, 'commit'>;
  readonly tracks: Pick<IncidentTracks, 'keep'>;
  /** Written before a crash, before the cursor was moved: they come again, and are passed over. */
  readonly ahead: readonly NewsAhead[];
  /** Rows in a transaction, more or less: others want to write too. */
  readonly mostRows: number;
}

export function createEventQueue({ writer, tracks, mostRows, ...options }: EventQueueOptions): EventQueue {
  const ahead = Map.groupBy(options.ahead, keyOf);
  const queue: (QueuedEvent & { next: number })[] = [];
  let ready: KeptEvent[] = [];

  return {
    aheadFrom,
    add: (news) => void queue.push({ ...news, next: 0 }),
    *flush() {
      const flushed = { news: 0, messages: 0 };
      for (let first = queue[0]; first; first = queue[0]) {
        prepare(first);
        const isWhole = first.next === first.news.length;
        const { inputs = [], cursor } = first;
        writer.commit({ news: ready, ...(isWhole && { inputs, cursor, aheadFrom: aheadFrom() }) });
        flushed.news += ready.length;
        for (const { messages } of ready) flushed.messages += messages.length;
        ready = [];
        if (isWhole) queue.shift();
        yield;
      }
      return flushed;
    },
  };

  function prepare(first: QueuedEvent & { next: number }): void {
    let rows = ready.reduce((sum, one) => sum + rowsOf(one), 0);
    while (rows < mostRows) {
      const news = first.news[first.next];
      if (!news) return;
      if (!takeAhead(news)) {
        const kept = tracks.keep(news);
        ready.push(kept);
        rows += rowsOf(kept);
      }
      first.next++;
    }
  }

  function takeAhead({ incident, kind, atMs }: IncidentEvent): boolean {
    return ahead.get(keyOf({ incident: incident.id, kind, atMs }))?.shift() !== undefined;
  }

  /** They come again in the order in which they were written. */
  function aheadFrom(): number | undefined {
    const ids = [...ahead.values()].flatMap(([first]) => (first ? [first.id] : []));
    return ids.length === 0 ? undefined : Math.min(...ids);
  }
}

const rowsOf = ({ steps, messages }: KeptEvent): number => 2 + steps.length + messages.length;

const keyOf = ({ incident, kind, atMs }: Omit<NewsAhead, 'id'>): string => `${atMs} ${kind} ${incident}`;
