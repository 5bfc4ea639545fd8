import type { RecordedFacts } from '../../../ledger/record/devices.ts';
import type { FiguresInput } from '../document/figures-input.ts';
import type { RecorderFigures } from '../document/measured-figures.ts';
import { isSecret, type PlacedDevice, placeDevices } from '../document/placed-devices.ts';
import type { ContractLane } from './contract-lanes.ts';

type Row = RecorderFigures['rows'][number];

/**
 * How far back recorders keep, against what a contract asks of them at the end of the window; `undefined` where there is no
 * recorder. What was learnt of a device is kept as it stands now: where that is later than what is asked about, it is not
 * measured.
 */
export function readRecorderSection(
  { reader, inventory, scope, window, given, recordedBeforeMs }: FiguresInput,
  lanes: readonly ContractLane[],
): RecorderFigures | undefined {
  const recorders = placeDevices(inventory, scope, window.toMs - 1).filter(
    ({ entry }) => entry.kind === 'nvr',
  );
  if (recorders.length === 0) return undefined;
  const wantedOf = createWanted(lanes);
  const rows = recorders.map((recorder) => ({
    recorder,
    row: rowOf(recorder, wantedOf(recorder), reader.facts(recorder.device.id), recordedBeforeMs),
  }));
  const short = rows.filter(({ row: { wantedMs, keptMs } }) => (keptMs ?? Infinity) < (wantedMs ?? 0));
  const named = short.filter(({ recorder }) => given.secretSites === 'include' || !isSecret(recorder));
  const listed = named
    .map(({ row }) => row)
    .sort((a, b) => (a.keptMs ?? 0) - (b.keptMs ?? 0) || (a.id < b.id ? -1 : 1))
    .slice(0, given.mostListed);
  return {
    recorders: rows.length,
    kept: rows.filter(({ row: { wantedMs, keptMs } }) => wantedMs !== undefined && (keptMs ?? -1) >= wantedMs)
      .length,
    short: short.length,
    notMeasured: rows.filter(
      ({ row: { wantedMs, keptMs } }) => wantedMs !== undefined && keptMs === undefined,
    ).length,
    withoutTarget: rows.filter(({ row: { wantedMs } }) => wantedMs === undefined).length,
    rows: listed,
    notListed: short.length - listed.length,
  };
}

function rowOf(
  { device: { id } }: PlacedDevice,
  wantedMs: number | undefined,
  facts: RecordedFacts | undefined,
  recordedBeforeMs: number,
): Row {
  const atMs = facts?.observedMsByPart.oldestRecordingMs;
  const oldestMs = facts?.oldestRecordingMs;
  const isKnown = atMs !== undefined && oldestMs !== undefined && atMs < recordedBeforeMs;
  return {
    id,
    ...(wantedMs !== undefined && { wantedMs }),
    ...(isKnown && { keptMs: Math.max(0, atMs - oldestMs), atMs }),
  };
}

/** The longest that any contract asks for that covers the recorder at the end. */
function createWanted(lanes: readonly ContractLane[]) {
  const byId = new Map(lanes.map((lane) => [lane.id, lane]));
  return ({ entry }: PlacedDevice): number | undefined => {
    const wanted = entry.contracts.flatMap(
      (id) => byId.get(id)?.periods.at(-1)?.terms?.targets.recordingRetentionMs ?? [],
    );
    return wanted.length > 0 ? Math.max(...wanted) : undefined;
  };
}
