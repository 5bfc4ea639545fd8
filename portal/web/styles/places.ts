/** Pages of sites, wards and agencies. */
export const PLACE_STYLES = `
.place-counts ul { display: flex; flex-wrap: wrap; gap: 4px 22px; }
.place-counts .by-state { font-size: 1.15rem; padding-bottom: 8px; }
.place-counts .by-state a { display: inline-flex; align-items: center; gap: 7px; }
.place-counts .by-kind { color: var(--muted); }
.place-counts .by-kind b { font-weight: 600; }
.place-counts .has-lost b { color: var(--down-ink); }
.is-stale.place-counts .has-lost b { color: var(--muted); }
.calling .parties li { padding: 3px 0; }
.calling .parties a { color: var(--accent); white-space: nowrap; text-decoration: underline; text-underline-offset: 2px; }
.calling .parties + .quiet, .calling .parties + .scroll { margin-top: 6px; }
.is-place > .incidents, .is-place > .upstreams, .columns.is-two > .lines, .columns.is-two > .calling { grid-column: 1 / -1; }
.top nav { flex-wrap: wrap; }
.table > header p a { text-decoration: underline; text-underline-offset: 2px; }
.turns a + a { margin-left: 18px; }
.rest a { color: var(--accent); }
.troubled li span a { color: inherit; }
@media (max-width: 860px) { .is-place > .incidents, .is-place > .upstreams, .columns.is-two > .lines, .columns.is-two > .calling { grid-column: auto; } }
`;
