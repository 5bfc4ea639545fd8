/** Pictures of a day, a month and a year. What nobody measured is hatched by its stroke alone, not filled as a state. */
export const HISTORY_STYLES = `
.history { grid-column: 1 / -1; }
.history h3 { font-size: .93rem; font-weight: 600; color: var(--muted); padding: 10px 0 4px; display: flex; flex-wrap: wrap; gap: 4px 18px; }
.history h3 a, .history .named a { color: var(--accent); }
.history .steps { font-weight: 400; display: flex; gap: 14px; }
.over-time { display: block; width: 100%; height: auto; max-width: 1100px; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.over-time text { font-size: 11px; fill: var(--muted); text-anchor: middle; }
.over-time text.at-start { text-anchor: start; } .over-time text.at-end { text-anchor: end; }
.over-time .tick { stroke: var(--line); }
.over-time .is-up { fill: var(--up-cell); } .over-time .is-degraded { fill: var(--degraded-cell); } .over-time .is-down { fill: var(--down-cell); }
.over-time .is-unknown { fill: var(--none-cell); stroke: var(--unknown); stroke-width: .6; stroke-dasharray: 2 2; }
.over-time .is-none { fill: none; stroke: var(--line); }
.over-time text.mark { fill: var(--down-cell-ink); font-size: 10.5px; font-weight: 650; pointer-events: none; }
.over-time a:hover rect, .over-time a:focus-visible rect { stroke: var(--ink); stroke-width: 1; }
.history .key { display: flex; flex-wrap: wrap; gap: 4px 18px; color: var(--muted); font-size: .9rem; padding: 8px 0; }
.history .key li { display: flex; gap: 7px; align-items: center; }
.history .key svg { width: 12px; height: 12px; flex: none; }
.history summary { color: var(--muted); cursor: pointer; }
.history .named li { padding: 2px 0; }
.history .over-time { overflow: visible; }
.over-time title { display: none; }
@media (max-width: 600px) { .over-time text { font-size: 28px; } .over-time.is-day { margin-bottom: 10px; } .over-time.is-month, .over-time.is-year { margin-top: 8px; } .over-time.is-day text { transform: translateY(14px); } .over-time text.mark, .over-time text.is-minor { display: none; } }
`;
