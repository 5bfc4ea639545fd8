import type { ClusterStatus, CollectorStatus } from '../../../core/domain/cluster-status.ts';
import type { SeriesName } from '../../../core/names/series.ts';
import { renderLine, renderSeriesKey } from './line-protocol.ts';

interface ClusterLine {
  readonly series: SeriesName;
  readonly line: string | undefined;
}

/** How it stands with collectors and zones: a line for each that somebody has to look after. */
export function renderClusterLines({ atMs, collectors, zones }: ClusterStatus): readonly ClusterLine[] {
  return [
    ...collectors.filter(isLetIn).map((one) => ({
      series: 'clusterCollector' as const,
      line: renderCollector(one, atMs),
    })),
    ...zones.map(({ zone, devices, uncovered }) => ({
      series: 'clusterZone' as const,
      line: renderLine(renderSeriesKey('clusterZone', { zone }), { devices, uncovered }, atMs),
    })),
  ];
}

/** Nobody waits for what was revoked, or was never there. */
const isLetIn = ({ state, certificateEndsMs }: CollectorStatus): boolean =>
  state !== 'revoked' && state !== 'unlisted' && certificateEndsMs !== undefined;

function renderCollector(one: CollectorStatus, atMs: number): string | undefined {
  const { id, zone, seenMs, waitingSinceMs = atMs, certificateEndsMs } = one;
  return renderLine(
    renderSeriesKey('clusterCollector', { collector: id, zone }),
    {
      covering: one.isCovering ? 1 : 0,
      watched: one.devices,
      silentMs: seenMs === undefined ? undefined : Math.max(0, atMs - seenMs),
      behindRows: one.rowsBehind,
      waitingMs: one.rowsBehind === 0 ? 0 : Math.max(0, atMs - waitingSinceMs),
      troubled: one.trouble === undefined ? 0 : 1,
      certificateLeftMs: certificateEndsMs === undefined ? undefined : certificateEndsMs - atMs,
    },
    atMs,
  );
}
