import type { DeviceFacts } from '../../../core/domain/device-facts.ts';
import type { FindingObservation, RecordedFinding } from '../../../core/domain/findings.ts';
import type { FindingSink } from '../../../core/domain/sinks.ts';
import { canonicalJson } from '../../../core/text/canonical-json.ts';
import { createFactsNews } from './facts-news.ts';
import { createFindingNews } from './finding-news.ts';
import { handOver } from './hand-over.ts';
import type { Ledger } from './open-ledger.ts';
import { createPacedChangeQueue, type SinkOptions } from './paced-change-queue.ts';

export interface FindingSinkOptions extends SinkOptions {
  /** What earlier runs found and did not see gone. */
  readonly standing: Iterable<RecordedFinding>;
  /** More waiting observations, or facts, than this are dropped. */
  readonly mostWaiting?: number;
}

/**
 * Takes findings and facts at the pace of the probes and writes to the ledger what is new: most looks only confirm what
 * is known. Never blocks, never throws; what does not fit is dropped, counted, and taken up with the next look.
 */
export function createFindingSink(
  ledger: Pick<Ledger, 'noteFindings' | 'learnFacts'>,
  { standing, mostWaiting = 50_000, ...options }: FindingSinkOptions,
): FindingSink & { readonly close: () => Promise<void> } {
  const { metrics, logger } = options;
  const findings = createFindingNews(standing);
  const facts = createFactsNews();
  const observations: FindingObservation[] = [];
  const learnt: DeviceFacts[] = [];

  const count = () => {
    metrics.camwatch_ledger_rows_waiting.labels('finding').set(observations.length);
    metrics.camwatch_ledger_rows_waiting.labels('facts').set(learnt.length);
  };
  const dropped = (sink: 'finding' | 'facts') =>
    metrics.camwatch_ledger_rows_dropped_total.labels(sink).inc();
  const flush = async () => {
    try {
      await handOver(observations, {
        send: ledger.noteFindings,
        onRefused: ({ entity, code }, error) => {
          dropped('finding');
          logger.error({ err: error, entity, code }, 'the ledger refused a finding');
        },
      });
      await handOver(learnt, {
        send: ledger.learnFacts,
        onRefused: ({ deviceId }, error) => {
          dropped('facts');
          logger.error({ err: error, deviceId }, 'the ledger refused what was learnt of a device');
        },
      });
    } finally {
      count();
    }
  };
  const queue = createPacedChangeQueue('finding', flush, options);

  return {
    note: (news) => {
      for (const observation of news) {
        const forget = findings.take(observation, canonicalJson(observation.values));
        if (!forget) continue;
        if (observations.length < mostWaiting) {
          observations.push(observation);
          continue;
        }
        forget();
        dropped('finding');
      }
      if (observations.length > 0) queue.wake();
    },
    learn: (news) => {
      for (const each of news) {
        const forget = facts.take(each);
        if (!forget) continue;
        if (learnt.length < mostWaiting) {
          learnt.push(each);
          continue;
        }
        forget();
        dropped('facts');
      }
      if (learnt.length > 0) queue.wake();
    },
    close: queue.close,
  };
}
