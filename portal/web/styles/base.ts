export const BASE_STYLES = `
*, *::before, *::after { box-sizing: border-box; }
html { font: 14px/1.4 "Inter", "Segoe UI", Roboto, "Noto Sans", system-ui, sans-serif; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--ink); font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
h1, h2, h3, p, ul, ol, dl, dd, table { margin: 0; padding: 0; }
ul, ol { list-style: none; }
a { color: inherit; text-decoration: none; }
a:hover, a:focus-visible { text-decoration: underline; text-underline-offset: 2px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
.skip { position: absolute; left: -100vw; z-index: 2; background: var(--panel); color: var(--accent); padding: 8px 14px; }
.skip:focus { left: 8px; top: 8px; }
.symbols { position: absolute; }
.icon { width: .85em; height: .85em; flex: none; fill: currentColor; overflow: visible; }
.icon.is-up { color: var(--up); } .icon.is-degraded { color: var(--degraded); }
.icon.is-down { color: var(--down); } .icon.is-unknown { color: var(--unknown); }
.panel { background: var(--panel); border: 1px solid var(--line); border-radius: 10px; padding: 12px 14px; min-width: 0; }
.panel > header { display: flex; align-items: baseline; justify-content: space-between; gap: 12px; margin-bottom: 8px; }
.panel > header h2 { font-size: 1.07rem; font-weight: 650; letter-spacing: -.005em; }
.panel > header p { color: var(--muted); font-size: .86rem; text-align: right; }
.quiet { display: flex; align-items: center; gap: 8px; color: var(--muted); padding: 10px 0; }
.rest { color: var(--muted); padding: 8px 0 0; }
.small { color: var(--muted); font-size: .9rem; }
.is-stale .icon, .is-stale .has-lost b, .is-stale .has-lost .figure b, .is-stale .has-lost .figure .word { color: var(--muted); }
.is-stale .bar rect { fill: var(--unknown); }
.error-page main { max-width: 40rem; margin: 15vh auto; padding: 0 20px; display: grid; gap: 12px; }
.error-page a { color: var(--accent); }
`;
