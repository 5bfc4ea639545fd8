/** The box in the head of every page, what is found while one types below it, and the page of everything found. */
export const SEARCH_STYLES = `
.find { position: relative; flex: 0 1 20rem; min-width: 11rem; }
.find input { width: 100%; font: inherit; color: var(--ink); background: var(--page); border: 1px solid var(--line); border-radius: 8px; padding: 5px 10px; }
.find input::placeholder { color: var(--muted); opacity: 1; }
.find .found-now { position: absolute; z-index: 10; top: calc(100% + 4px); left: 0; width: max(100%, min(34rem, calc(100vw - 20px))); max-height: 70vh; overflow: auto; background: var(--panel); border: 1px solid var(--line); border-radius: 10px; padding: 4px 12px 10px; box-shadow: 0 8px 24px #0003; }
.find .found-now:empty { display: none; }
.found h3 { font-size: .86rem; font-weight: 550; color: var(--muted); padding: 8px 0 2px; }
.found h3::first-letter { text-transform: uppercase; }
.found a { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0 9px; align-items: baseline; padding: 5px 6px; border-radius: 6px; }
.found a:hover, .found a:focus-visible { background: var(--shade); text-decoration: none; }
.found .place { grid-column: 2; color: var(--muted); font-size: .88rem; }
`;
