export const LIVE_STYLES = `
.old-notice, .out-notice, .unsent-notice, .sent-notice { display: none; flex-basis: 100%; font-weight: 600; padding: 8px 12px; border-radius: 8px; background: var(--down-cell); color: var(--down-cell-ink); }
.is-old .old-notice, .is-out .out-notice, .is-unsent .unsent-notice, .is-sent .sent-notice { display: block; }
.act-notices { position: fixed; z-index: 9; inset: auto 12px 12px; display: grid; gap: 8px; max-width: 640px; margin-inline: auto; pointer-events: none; }
.act-notices > * { pointer-events: auto; box-shadow: 0 2px 12px rgb(0 0 0 / .35); }
.out-notice a { color: inherit; text-decoration: underline; }
.news-notice { flex-basis: 100%; padding: 8px 12px; border-radius: 8px; background: var(--panel); border: 1px solid var(--line); border-left: 4px solid var(--accent); }
.news-notice[hidden] { display: none; }
.news-notice a { color: var(--accent); text-decoration: underline; text-underline-offset: 2px; }
.news-notice button { font: inherit; color: var(--ink); background: transparent; border: 1px solid var(--line); border-radius: 8px; padding: 4px 12px; margin-left: 8px; cursor: pointer; }
.sent-notice { background: var(--panel); color: var(--ink); border: 1px solid var(--line); border-left: 4px solid var(--up); }
button[aria-busy] { opacity: .65; cursor: progress; }
@media print { .old-notice, .out-notice, .unsent-notice, .sent-notice, .news-notice { display: none; } }
`;
