import { METRICS } from '../../core/names/metrics.ts';

/** `docs/metrics.md`: every Prometheus metric, read off the table that makes them. */
export function renderMetrics(): string {
  const rows = Object.entries(METRICS).map(([name, metric]) => {
    const labels = 'labels' in metric ? metric.labels.map((label) => `\`${label}\``).join(', ') : '';
    return `| \`${name}\` | ${metric.type} | ${labels} | ${metric.help} |`;
  });
  return `# Metrics

Served at \`/metrics\` for Prometheus. Generated from \`core/names/metrics.ts\` by \`camwatch generate\`: do not edit.

| metric | type | labels | meaning |
|---|---|---|---|
${rows.join('\n')}
`;
}
