/** Charts of what was measured: lines are told apart by their stroke as well, colours of states are those of the band below. */
export const CHART_STYLES = `
.charts { grid-column: 1 / -1; }
.charts .spans { display: flex; flex-wrap: wrap; gap: 4px 16px; }
.charts .spans a { color: var(--accent); padding: 3px 0; }
.charts .spans a[aria-current] { color: var(--ink); font-weight: 650; text-decoration: none; }
.chart-list { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 27rem), 1fr)); gap: 4px 32px; align-items: start; }
.chart-list > .quiet { grid-column: 1 / -1; }
.chart-list > .quiet a, .back a { color: var(--accent); }
.chart { min-width: 0; max-width: 720px; margin: 0; padding: 4px 0 8px; break-inside: avoid; }
.chart figcaption { display: flex; flex-wrap: wrap; gap: 0 8px; align-items: baseline; padding-bottom: 2px; overflow-wrap: anywhere; }
.chart .unit, .chart .age { color: var(--muted); }
.chart .age { margin-left: auto; font-size: .9rem; }
.over-time .line { fill: none; stroke: var(--accent); stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round; }
.over-time .line.is-second { stroke: var(--muted); stroke-width: 1.2; stroke-dasharray: 4 3; }
.chart .amounts { display: flex; flex-wrap: wrap; gap: 0 18px; color: var(--muted); font-size: .9rem; }
.chart .amounts svg { display: inline-block; width: 18px; height: 8px; margin-right: 6px; vertical-align: middle; }
.back { padding-bottom: 8px; }
@media (max-width: 600px) { .chart .over-time text { font-size: 14px; } }
@media print { .charts .spans a:not([aria-current]) { display: none; } .chart-list { grid-template-columns: 1fr 1fr; } }
`;
