export const TILE_STYLES = `
.notices { display: grid; gap: 8px; padding: 12px 20px 0; }
.notices:not(:has(p)) { display: none; }
.notice { display: flex; align-items: center; gap: 10px; padding: 7px 12px; border-radius: 8px; background: var(--panel); border: 1px solid var(--line); border-left: 4px solid var(--faint); font-size: .95rem; }
.notice.is-alarm { background: var(--down-cell); color: var(--down-cell-ink); border-color: transparent; font-weight: 600; font-size: 1.05rem; padding: 10px 14px; }
.notice.is-alarm .icon { color: inherit; }
main { padding: 12px 20px 20px; display: grid; gap: 12px; }
.tiles { display: grid; gap: 12px; grid-template-columns: 1.5fr repeat(5, minmax(0, 1fr)); }
.tile { background: var(--panel); border: 1px solid var(--line); border-radius: 10px; padding: 10px 16px 11px; min-width: 0; }
.tile h2 { font-size: .9rem; font-weight: 600; color: var(--muted); }
.tile h2::first-letter { text-transform: uppercase; }
.figure { display: flex; align-items: baseline; gap: 7px; font-size: 1.9rem; line-height: 1.15; letter-spacing: -.02em; white-space: nowrap; }
.figure a { display: inherit; align-items: inherit; gap: inherit; color: inherit; }
.figure .icon { width: .62em; height: .62em; align-self: center; }
.figure .word { font-size: 1rem; letter-spacing: 0; color: var(--muted); }
.figure b { font-weight: 700; color: var(--muted); }
.figure b.plain { color: var(--ink); }
.figure .of { color: var(--muted); font-size: .62em; letter-spacing: 0; margin-left: -4px; }
.has-lost .figure b, .has-lost .figure .word { color: var(--down-ink); }
.tile.is-main .figure { font-size: 2.9rem; line-height: 1; padding-top: .05em; }
.tile:not(.is-main) .figure { font-size: 2.1rem; padding-top: .14em; }
.bar { display: block; width: 100%; height: 6px; border-radius: 3px; margin: 5px 0 6px; background: var(--line); overflow: hidden; }
.bar .is-up { fill: var(--up); } .bar .is-degraded { fill: var(--degraded); }
.bar .is-down { fill: var(--down); } .bar .is-unknown { fill: var(--unknown); }
.tile .more { color: var(--muted); font-size: .88rem; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.health { display: grid; grid-template-columns: 1.2fr .9fr 1.6fr .8fr; background: var(--panel); border: 1px solid var(--line); border-radius: 10px; }
.health-item { display: flex; gap: 10px; align-items: flex-start; padding: 8px 16px; min-width: 0; }
.health-item + .health-item { border-left: 1px solid var(--line); }
.health-item .icon { margin-top: .28em; }
.health-item .label { color: var(--muted); font-size: .86rem; display: block; }
.health-item .words { font-weight: 550; }
.foot { color: var(--muted); font-size: .88rem; }
.foot:not(:has(p)) { display: none; }
`;
