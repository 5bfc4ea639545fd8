import type { PersonStep } from '../../alerts/incidents/persistence/to-event.ts';
import { canonicalJson, type Json } from '../../core/text/canonical-json.ts';
import { toJson } from '../../core/text/to-json.ts';
import type { AddedWork } from '../../ledger/decisions/works.ts';
import type { IncidentReads } from '../../ledger/record/incidents/incident-reads.ts';
import type { Chain } from '../../ledger/sqlite/chain/chain.ts';
import { type LedgerWriter, type NumberedBatch, sourceSeqsOf } from '../../ledger/sqlite/writing/writer.ts';
import type { NightEvent } from './script-night.ts';

/** Puts what happens on record, as the collector and people would. */
export interface RecordWriter {
  readonly write: (event: Exclude<NightEvent, { readonly what: 'sight' }>) => void;
  readonly flush: () => void;
  readonly changes: () => number;
  /** Instants at which somebody wanted to acknowledge, and there was nothing. */
  readonly inVain: () => readonly number[];
}

export interface RecordWriterOptions {
  readonly writer: LedgerWriter;
  readonly chain: Chain;
  readonly startMs: number;
  readonly reads: Pick<IncidentReads, 'incidents'>;
}

export const RUN = 'scenario';

export function createRecordWriter({ writer, chain, startMs, reads }: RecordWriterOptions): RecordWriter {
  const inVain: number[] = [];
  let waiting: NumberedBatch[] = [];
  let nextSourceSeq = 1;
  let changes = 0;
  let works = 0;
  writer.recordCreation(startMs - 1);

  const flush = () => {
    if (waiting.length > 0) writer.record(waiting);
    waiting = [];
  };
  const append = (
    table: 'maintenance' | 'incident_step',
    row: {
      readonly id: string;
      readonly action: string;
      readonly author: string;
      readonly atMs: number;
      readonly body: Json;
    },
  ) => {
    flush();
    const { atMs, body, ...rest } = row;
    chain.transaction((add) => add(table, { ...rest, recorded_ms: atMs, body: canonicalJson(body) }));
  };

  return {
    flush,
    changes: () => changes,
    inVain: () => inVain,
    write: (event) => {
      const { atMs } = event;
      switch (event.what) {
        case 'change': {
          const batch = { changes: [event.change] };
          waiting.push({ batch, firstSourceSeq: nextSourceSeq, recordedMs: atMs });
          nextSourceSeq += sourceSeqsOf(batch);
          changes++;
          return;
        }
        case 'maintenance': {
          const body = {
            fromMs: startMs + event.fromMs,
            toMs: startMs + event.toMs,
            entities: [...event.entities],
            selector: RUN,
            announcedMs: atMs,
            by: 'dost',
            reason: RUN,
          } satisfies AddedWork;
          return append('maintenance', {
            id: String(++works),
            action: 'add',
            author: RUN,
            atMs,
            body: toJson(body),
          });
        }
        case 'acknowledge': {
          const unresolved = reads.incidents({ state: 'unresolved' });
          const open = event.which === 'latest' ? unresolved.slice(0, 1) : unresolved;
          if (open.length === 0) inVain.push(atMs);
          const { by: author, party } = event;
          const body = { atMs, party } satisfies PersonStep;
          for (const { id } of open)
            append('incident_step', { id, action: 'acknowledged', author, atMs, body: toJson(body) });
        }
      }
    },
  };
}
