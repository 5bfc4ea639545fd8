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
.table > header p a { text-decoration: underline; text-underline-offset: 2px; }
.check-now { padding-top: 10px; display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: baseline; }
.check-now button { font: inherit; font-weight: 600; color: var(--accent); background: transparent; border: 1px solid var(--accent); border-radius: 8px; padding: 5px 14px; cursor: pointer; }
.checked-one h3 .icon { margin-right: 7px; }
.checked-one h3 { font-size: 1rem; font-weight: 400; padding: 12px 0 4px; }
.back a { display: inline-block; color: var(--accent); font-weight: 600; padding: 6px 0; }
.checked-one summary { color: var(--muted); cursor: pointer; padding: 4px 0; }
.checked-one li { padding: 1px 0; }
.checked-one .when { display: inline-block; min-width: 6rem; text-align: right; padding-right: 8px; color: var(--muted); }
@media print { .check-now { display: none; } }
.views ul:not(.edited) { display: flex; flex-wrap: wrap; gap: 4px 18px; padding-bottom: 6px; }
.views a { color: var(--accent); }
.views form { display: flex; flex-wrap: wrap; gap: 6px 8px; align-items: baseline; }
.views input:not([type=hidden]) { font: inherit; color: var(--ink); background: var(--page); border: 1px solid var(--line); border-radius: 8px; padding: 4px 8px; flex: 0 1 24rem; min-width: 8rem; }
.views button { font: inherit; color: var(--accent); background: transparent; border: 1px solid var(--line); border-radius: 8px; padding: 4px 10px; cursor: pointer; }
.views label { display: inline-flex; flex: 0 1 28rem; gap: 8px; align-items: baseline; color: var(--muted); min-width: 0; white-space: nowrap; }
.views summary { color: var(--muted); cursor: pointer; padding-top: 6px; }
.views .edited li { padding: 3px 0; }
@media print { .views { display: none; } }
.turns a + a { margin-left: 18px; }
.rest a { color: var(--accent); }
.troubled li span a { color: inherit; }
@media (max-width: 860px) { .is-place > .incidents, .is-place > .upstreams, .columns.is-two > .lines, .columns.is-two > .calling { grid-column: auto; } }
`;
