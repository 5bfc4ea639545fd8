import { bytesOfRow, type DiskBudget } from '../../collector/influx/queue/disk-budget.ts';
import { findIndexProblems, type ServerIndex } from '../../collector/influx/queue/server-index.ts';
import { RETENTION } from '../../core/names/series.ts';
import { alignRows } from '../../core/text/align-rows.ts';

/** What InfluxDB will need, line by line, against what the server of the settings bears. */
export function renderBudget(
  budget: DiskBudget | undefined,
  index: ServerIndex | undefined,
): readonly string[] {
  if (!budget) return ['measurements are not kept: camwatch.yaml has no influx section'];
  const { days35, year, fiveYears } = budget.bytesAfter;
  return [
    `InfluxDB needs about ${formatSize(days35)} of disk after 35 days, ${formatSize(year)} after a year, ${formatSize(fiveYears)} after five (${formatCount(budget.pointsPerDay)} points a day, ${budget.resolution})`,
    ...renderRows(budget).map((line) => `  ${line}`),
    ...renderSeries(budget, index),
    ...budget.assumptions.map((assumption) => `  ${assumption}`),
  ];
}

const HEAD = ['measurement', 'policy', 'series', 'points a day', 'bytes a point', 'when full'];

const renderRows = ({ rows }: DiskBudget): readonly string[] =>
  alignRows(
    [
      HEAD,
      ...rows.map((row) => [
        row.part === undefined ? row.measurement : `${row.measurement} (${row.part})`,
        row.policy,
        formatCount(row.series),
        formatCount(row.pointsPerDay),
        String(row.bytesPerPoint),
        formatSize(bytesOfRow(row, RETENTION.long.days)),
      ]),
    ],
    new Set([2, 3, 4, 5]),
  );

/** Of a server that was not asked, or says nothing, the figures to hold against its configuration. */
function renderSeries(budget: DiskBudget, index: ServerIndex | undefined): readonly string[] {
  const wanted = `${formatCount(budget.series)} series, up to ${formatCount(budget.valuesPerTag)} values of a tag`;
  if (index === undefined) return [`${wanted}; InfluxDB does not answer now: what it bears is not known`];
  const now = index.series === undefined ? '' : `; it has ${formatCount(index.series)} now`;
  const bears = [
    `index ${index.kind ?? 'not told'}`,
    `max-series-per-database ${formatLimit(index.maxSeries)}`,
    `max-values-per-tag ${formatLimit(index.maxValuesPerTag)}`,
  ].join(', ');
  const problems = findIndexProblems(index, budget).map((problem) => `  WARNING: ${problem}`);
  return [`${wanted}${now} (${bears})`, ...problems];
}

const formatLimit = (limit: number | undefined): string =>
  limit === undefined ? 'not told' : limit === 0 ? 'none' : formatCount(limit);

const formatCount = (count: number): string => count.toLocaleString('en-US');

function formatSize(bytes: number): string {
  if (bytes >= 1e12) return `${(bytes / 1e12).toFixed(1)} TB`;
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.ceil(bytes / 1e6)} MB`;
}
