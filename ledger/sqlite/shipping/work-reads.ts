import type { DeviceFacts } from '../../../core/domain/device-facts.ts';
import type { FindingObservation, RecordedFinding } from '../../../core/domain/findings.ts';
import type { RecordedFacts } from '../../record/devices.ts';
import type { CollectorWork } from '../../record/receiving.ts';
import { parseFactsRow } from '../reading/facts-body.ts';
import { parseFindingRow } from '../reading/finding-rows.ts';
import { mergeTrafficRows } from '../reading/traffic-rows.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { integerOf, type SqlRow, textOf } from '../store/sql-values.ts';

type Working = Pick<CollectorWork, 'coverage' | 'run' | 'traffic' | 'findings' | 'facts'>;

/** Reads the working tables in which a ledger keeps what still grows. */
export function createWorkReads(database: SqlDatabase, run: string): (sinceMs?: number) => Working {
  const coverage = database.prepare('SELECT * FROM coverage_open ORDER BY from_ms, run, interval_ms');
  const traffic = database.prepare(
    'SELECT * FROM traffic_open WHERE run = ? ORDER BY link, date, direction, capacity_bps',
  );
  const findings = database.prepare('SELECT * FROM finding WHERE last_ms >= ? OR gone_ms >= ? ORDER BY id');
  const facts = database.prepare('SELECT * FROM device_facts WHERE observed_ms >= ?');
  return (sinceMs) => ({
    coverage: coverage.all().map(parseCoverage),
    ...(sinceMs !== undefined && {
      run,
      traffic: [...mergeTrafficRows(traffic.iterate(run))],
      findings: findings.all(sinceMs, sinceMs).flatMap((row) => observationsOf(parseFindingRow(row))),
      facts: facts.all(sinceMs).flatMap((row) => partsOf(parseFactsRow(row))),
    }),
  });
}

function parseCoverage(row: SqlRow): Working['coverage'][number] {
  const intervalMs = integerOf(row, 'interval_ms');
  return {
    run: textOf(row, 'run'),
    ...(intervalMs > 0 && { intervalMs }),
    fromMs: integerOf(row, 'from_ms'),
    toMs: integerOf(row, 'to_ms'),
  };
}

/** The looks from which the same row follows. */
function observationsOf({ firstMs, lastMs, goneMs, ...finding }: RecordedFinding): FindingObservation[] {
  const look = (atMs: number, isPresent: boolean) => ({ ...finding, atMs, isPresent });
  return [
    ...(firstMs < lastMs ? [look(firstMs, true)] : []),
    look(lastMs, true),
    ...(goneMs === undefined ? [] : [look(goneMs, false)]),
  ];
}

/** Each part was learnt at a time of its own. */
function partsOf(recorded: RecordedFacts): DeviceFacts[] {
  const { deviceId, observedMsByPart: times, observedMsByStream, streams = [] } = recorded;
  const at = (observedMs: number | undefined, part: Partial<DeviceFacts>): DeviceFacts[] =>
    observedMs === undefined ? [] : [{ deviceId, observedMs, ...part }];
  return [
    ...(recorded.identity ? at(times.identity, { identity: recorded.identity }) : []),
    ...streams.flatMap((stream) => at(observedMsByStream[stream.id], { streams: [stream] })),
    ...(recorded.disks ? at(times.disks, { disks: recorded.disks }) : []),
    ...(recorded.networkTime ? at(times.networkTime, { networkTime: recorded.networkTime }) : []),
    ...(recorded.certificate ? at(times.certificate, { certificate: recorded.certificate }) : []),
    ...(recorded.oldestRecordingMs === undefined
      ? []
      : at(times.oldestRecordingMs, { oldestRecordingMs: recorded.oldestRecordingMs })),
  ];
}
