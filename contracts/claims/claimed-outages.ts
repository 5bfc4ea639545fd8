import { listOutages } from '../../availability/timelines/outages.ts';
import type { Entity, Indicator } from '../../core/domain/state.ts';
import type { Interval } from '../../core/time/intervals.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import type { ClaimedOutage } from './check-filing.ts';

export interface ClaimedOutagesQuery extends Interval {
  readonly entities: readonly Entity[];
  readonly indicator: Indicator;
}

/** The outages of these that touch the time, each with its beginning and end: as measured, and where nothing was, as imported. */
export function listClaimedOutages(
  reader: LedgerReader,
  { entities, indicator, fromMs, toMs }: ClaimedOutagesQuery,
): readonly ClaimedOutage[] {
  const measured = listOutages(reader, { fromMs, toMs, indicator, entities });
  const found = new Set(measured.map(({ entity }) => entity));
  const rest = entities.filter((entity) => !found.has(entity));
  return [
    ...measured.map(claimedOutage),
    ...rest.flatMap((entity) => listImported(reader, { entity, indicator, fromMs, toMs })),
  ];
}

const claimedOutage = ({ entity, fromMs, toMs }: ClaimedOutage): ClaimedOutage => ({
  entity,
  fromMs,
  ...(toMs !== undefined && { toMs }),
});

function listImported(
  reader: LedgerReader,
  { entity, indicator, fromMs, toMs }: Interval & { readonly entity: Entity; readonly indicator: Indicator },
): readonly ClaimedOutage[] {
  // The end of what was down in the time may lie after it.
  const [history] = reader.imported({ entity, indicator, fromMs, toMs: Number.MAX_SAFE_INTEGER });
  const changes = history?.changes ?? [];
  return changes.flatMap(({ state, atMs }, index): readonly ClaimedOutage[] => {
    const end = changes.slice(index + 1).find((change) => change.state !== 'down');
    const isInTime = atMs < toMs && (end === undefined || end.atMs > fromMs);
    return state === 'down' && isInTime ? [{ entity, fromMs: atMs, ...(end && { toMs: end.atMs }) }] : [];
  });
}
