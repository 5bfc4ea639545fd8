export const MAP_STYLES = `
.city { display: block; width: 100%; height: auto; max-height: 900px; }
.cell { outline: none; }
.cell:hover use:first-of-type, .cell:focus-visible use:first-of-type { stroke: var(--ink); stroke-width: 2.5; }
.cell.is-up { fill: var(--up-cell); } .cell.is-up text { fill: var(--up-cell-ink); }
.cell.is-degraded { fill: var(--degraded-cell); } .cell.is-degraded text { fill: var(--degraded-cell-ink); }
.cell.is-down { fill: var(--down-cell); } .cell.is-down text { fill: var(--down-cell-ink); }
.cell.is-unknown { fill: var(--unknown-cell); } .cell.is-unknown text { fill: var(--unknown-cell-ink); }
.cell.is-none { fill: var(--none-cell); } .icon.is-none { color: var(--none-icon); }
.cell.is-unknown use { stroke: var(--unknown); stroke-width: 1; stroke-dasharray: 3 3; }
.cell .hatch { fill: url(#hatch); pointer-events: none; }
#hatch rect { fill: var(--hatch); opacity: .55; }
.cell .mark { fill: var(--degraded-cell-ink); } .cell.is-down .mark { fill: var(--down-cell-ink); }
.cell text { text-anchor: middle; pointer-events: none; }
.cell .lost { font-size: 16px; font-weight: 750; letter-spacing: -.02em; }
.cell .lost.is-long { font-size: 11px; }
.cell .name { font-size: 8.6px; letter-spacing: -.01em; font-weight: 550; }
.outline { fill: none; stroke: var(--outline); stroke-width: 1.8; stroke-linecap: round; pointer-events: none; }
.city .district { font-size: 10.2px; letter-spacing: -.01em; font-weight: 650; text-anchor: middle; fill: var(--label); stroke: var(--halo); stroke-width: 3px; stroke-linejoin: round; paint-order: stroke; pointer-events: none; }
.city .district.on-down { fill: var(--down-cell-ink); stroke: var(--down-cell); }
.city .district.on-degraded { fill: var(--degraded-cell-ink); stroke: var(--degraded-cell); }
.city .district.on-none { fill: var(--muted); }
.is-stale .city .district { fill: var(--label); stroke: var(--halo); }
.is-stale .cell { fill: var(--unknown-cell); } .is-stale .cell text { fill: var(--unknown-cell-ink); }
.is-stale .cell .hatch { display: none; } .is-stale .cell .mark { fill: var(--unknown-cell-ink); }
.legend { display: flex; flex-wrap: wrap; gap: 4px 18px; color: var(--muted); font-size: .9rem; padding-top: 8px; }
.legend li { display: flex; gap: 7px; align-items: center; }
`;
