export const INCIDENT_STYLES = `
.incidents.is-quiet .quiet { padding: 0 2px; font-size: .93rem; }
.incidents > ol { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 30rem), 1fr)); gap: 0 28px; max-height: 56rem; overflow-y: auto; scrollbar-width: thin; }
.incidents .cause-row { border-top: 1px solid var(--line); }
.incidents .rest { padding: 5px 0 0; font-size: .93rem; }
.incidents .cause-since { cursor: default; }
.severity { grid-row: span 2; align-self: start; min-width: 7rem; text-align: center; padding: 1px 8px; border-radius: 999px; border: 1px solid var(--faint); font-size: .82rem; line-height: 1.5; white-space: nowrap; color: var(--muted); }
.severity.is-critical { background: var(--down-cell); color: var(--down-cell-ink); border-color: transparent; font-weight: 650; }
.severity.is-major { border-color: var(--down); color: var(--down-ink); font-weight: 600; }
.spoken { font-variant-numeric: tabular-nums; white-space: nowrap; color: var(--muted); font-weight: 650; }
a .severity, .facts .severity { display: inline-block; }
.facts .incident-id { overflow-wrap: anywhere; color: var(--muted); font-size: .8rem; }
.members .whole a, .table > .rest a { color: var(--accent); }
@media (min-width: 1600px) {
  .incidents > ol { max-height: none; }
}
@media (max-width: 600px) {
  .incidents > ol { max-height: 60vh; }
  .incidents .cause-row { grid-template-columns: auto minmax(0, 1fr); row-gap: 3px; }
  .incidents .severity { grid-column: 1; grid-row: 1; min-width: 0; }
  .incidents .cause-since { grid-column: 2; grid-row: 1; text-align: right; }
  .incidents .cause-text { grid-column: 1 / -1; grid-row: 2; }
  .incidents .cause-count { grid-column: 1 / -1; grid-row: 3; }
}
`;
