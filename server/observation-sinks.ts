import type { Logger } from 'pino';
import type { MeasurementWriter } from '../collector/influx/create-influx.ts';
import type { ObserverOptions } from '../collector/observers.ts';
import type { Metrics } from '../core/names/metrics.ts';
import type { LedgerReader } from '../ledger/record/ledger-reader.ts';
import { createFindingSink } from '../ledger/sqlite/writing/finding-sink.ts';
import type { Ledger } from '../ledger/sqlite/writing/open-ledger.ts';
import { createTrafficDaySink } from '../ledger/sqlite/writing/traffic-day-sink.ts';
import type { NotedFindings } from './noted-findings.ts';

export interface ObservationSinksOptions {
  readonly ledger: Ledger;
  readonly reader: LedgerReader;
  readonly writer: Pick<MeasurementWriter, 'writeTraffic'>;
  readonly notedFindings: Pick<NotedFindings, 'watching'>;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/** Where traffic, findings and facts of devices go, and what the ledger knows of them. `close` hands on what waits. */
export async function createObservationSinks({
  ledger,
  reader,
  writer,
  notedFindings,
  metrics,
  logger,
}: ObservationSinksOptions): Promise<{
  readonly sinks: Omit<ObserverOptions, 'metrics' | 'defaultLogins'>;
  readonly close: () => Promise<void>;
}> {
  const stopping = new AbortController();
  const common = { metrics, logger, stop: stopping.signal };
  const standing = [...reader.findings({ open: true })];
  const { learnFacts } = ledger;
  const noteFindings = notedFindings.watching(ledger.noteFindings);
  const findings = createFindingSink({ noteFindings, learnFacts }, { ...common, standing });
  const trafficDays = createTrafficDaySink(ledger, common);
  return {
    sinks: {
      traffic: { write: writer.writeTraffic },
      trafficDays,
      findings,
      recordedFacts: reader.allFacts(),
      recordedFindings: standing,
    },
    close: async () => {
      stopping.abort(new Error('the ledger is closing'));
      await Promise.all([findings.close(), trafficDays.close()]);
    },
  };
}
