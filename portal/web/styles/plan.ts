/** The plan, its forms and reports. */
export const PLAN_STYLES = `
.door, .door label { grid-template-columns: minmax(0, 1fr); }
.door .check { grid-template-columns: none; }
.plan-list h3 { font-size: .95rem; font-weight: 600; padding: 8px 0 2px; }
.plan-list li { padding: 1px 0; }
.plan-tasks details { padding-top: 2px; }
.plan-tasks details ul { padding-left: 14px; }
.plan-tasks .said { white-space: pre-line; }
.reports td { vertical-align: top; }
.reports li { display: flex; flex-wrap: wrap; gap: 2px 10px; align-items: baseline; padding-bottom: 6px; }
.reports li details { order: 1; flex-basis: 100%; }
.reports button { font: inherit; font-size: .9rem; color: var(--ink); background: var(--shade); border: 1px solid var(--line); border-radius: 8px; padding: 3px 10px; min-height: 28px; cursor: pointer; }
.reports progress { width: 12rem; max-width: 100%; height: 10px; accent-color: var(--accent); }
.register .change td { border-top: 0; padding-top: 0; }
.register .change form + form { margin-top: 8px; }
.door.entry { grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr)); max-width: none; align-items: end; }
.door.entry .buttons { grid-column: 1 / -1; }
.verification { white-space: pre-wrap; overflow-wrap: anywhere; font-size: .85rem; padding: 6px 0; }
@media print { .reports form { display: none; } }
`;
