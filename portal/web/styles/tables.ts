export const TABLE_STYLES = `
.table, .learnt { min-width: 0; }
.columns.is-two > .table.findings, .columns.is-two > .traffic-days, .columns.is-two > .ports { grid-column: 1 / -1; }
.table table, .learnt table { width: 100%; border-collapse: collapse; }
.table th, .table td, .learnt th, .learnt td { text-align: left; vertical-align: baseline; padding: 5px 14px 5px 0; border-top: 1px solid var(--line); font-weight: 400; white-space: nowrap; }
.table th, .learnt th { color: var(--muted); font-size: .88rem; border-top: 0; }
.table td.wide, .outages td.wide { white-space: normal; min-width: 12rem; }
.table th.number, .table td.number { text-align: right; }
.table td a, .behind a { color: var(--accent); }
.table td b { font-weight: 600; }
.table td.wide span { color: var(--muted); }
.table .to-do { padding-top: 2px; font-size: .95rem; }
.table .is-gone td, .table .is-gone td b { color: var(--muted); font-weight: 400; }
.table td:last-child, .table th:last-child, .learnt td:last-child { padding-right: 0; }
.outages td { vertical-align: baseline; }
.learnt dl + .small { padding-top: 5px; }
.table > header a { color: var(--accent); }
.learnt h3 { font-size: .95rem; color: var(--muted); font-weight: 550; padding: 10px 0 2px; }
.is-bad { color: var(--degraded-ink); }
.state { display: inline-flex; align-items: baseline; gap: 6px; }
.state .icon { align-self: center; }
.facets > header a { color: var(--accent); }
.facet-row { display: flex; flex-wrap: wrap; gap: 4px 32px; padding-top: 6px; }
.facet { flex: 1 1 200px; min-width: 0; }
.facet:has(li:nth-child(7)) { flex-grow: 3; }
.facet h3 { font-size: .88rem; color: var(--muted); font-weight: 550; }
.facet ul { display: flex; flex-wrap: wrap; gap: 2px 16px; padding-top: 2px; max-height: 10.5rem; overflow-y: auto; scrollbar-width: thin; }
.facet li a { color: var(--accent); }
.facet li span { color: var(--muted); font-size: .9rem; }
.facet .is-chosen a { font-weight: 650; }
.use { display: inline-flex; align-items: baseline; gap: 8px; }
.use-bar { align-self: center; width: 64px; height: 6px; border-radius: 3px; background: var(--line); overflow: hidden; }
.use-bar rect { fill: var(--accent); }
.use-bar.is-full rect { fill: var(--degraded); }
.behind ul { columns: 2 220px; column-gap: 20px; }
.behind li { display: flex; gap: 7px; align-items: baseline; padding: 2px 0; break-inside: avoid; }
.behind li .icon { align-self: center; }
.health-item:nth-child(5) { grid-column: 1 / -1; border-left: 0; border-top: 1px solid var(--line); }
.facets > header { margin-bottom: 0; }
@media (max-width: 860px) {
  .facet { flex-basis: 100%; }
  .facet li { white-space: nowrap; }
  .facet ul { flex-wrap: nowrap; max-height: none; overflow-x: auto; padding-bottom: 4px; }
  .columns.is-two > .table, .columns.is-two > .outages { grid-column: auto; }
}
@media (max-width: 600px) {
  .table .minor, .use-bar { display: none; }
  .table.links td.wide { min-width: 7rem; }
  .stack thead { display: none; }
  .stack tbody, .stack tr { display: block; }
  .stack tr { border-top: 1px solid var(--line); padding: 7px 0; }
  .stack tbody td { display: inline; border: 0; padding: 0 8px 0 0; white-space: normal; }
  .stack tbody td.wide { display: block; }
  .stack td[data-label]::before { content: attr(data-label) ": "; color: var(--muted); font-size: .9rem; }
}
`;
