/** The plan, its forms and reports. */
export const PLAN_STYLES = `
.door, .door label { grid-template-columns: minmax(0, 1fr); }
.door .check { grid-template-columns: none; }
.plan-list h3 { font-size: .95rem; font-weight: 600; padding: 8px 0 2px; }
.plan-list li { padding: 1px 0; }
.plan-tasks details { padding-top: 2px; }
.plan-tasks details ul { padding-left: 14px; }
.plan-tasks dl.facts ~ :is(p, ul, .offers) { padding-top: 6px; }
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
section.waiting ul { display: grid; gap: 6px; }
section.waiting li a { color: var(--accent); text-decoration: underline; text-underline-offset: 2px; }
section.waiting li b { margin-left: 6px; white-space: nowrap; }
table.letters label.check { display: flex; gap: 8px; align-items: center; font-weight: 600; }
table.letters input[type=checkbox] { inline-size: 1.1rem; block-size: 1.1rem; flex: none; }
[data-part="letter-units"] .door { border: 0; padding: 12px 0 0; max-width: 54rem; }
.letter-one { border-top: 1px solid var(--line); margin-top: 8px; padding: 8px 0; }
.letter-one > summary { cursor: pointer; font-weight: 600; padding: 8px 0; }
.letter { border: 1px solid var(--line); border-radius: 8px; padding: 18px 22px; max-width: 52rem; margin-top: 10px; display: grid; gap: 10px; overflow-wrap: anywhere; }
.letter p { margin: 0; }
.letter-head { display: grid; justify-items: center; justify-self: start; text-align: center; max-width: 22rem; }
.letter-date { justify-self: end; font-style: italic; }
.letter-to { justify-self: center; font-weight: 600; }
.letter .dash { padding-left: 1.2em; text-indent: -.8em; }
.letter-foot { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; padding-top: 8px; }
.letter-foot p:last-child { text-align: center; }
.letter h3 { font-size: 1rem; padding-top: 12px; }
.letter table { border-collapse: collapse; width: 100%; }
.letter th, .letter td { border: 1px solid var(--line); padding: 4px 8px; text-align: left; vertical-align: top; white-space: normal; }
.letter mark { color: inherit; background: color-mix(in srgb, var(--degraded) 35%, transparent); }
form.takes { display: flex; flex-wrap: wrap; gap: 8px; }
form.inline.takes button { margin-left: 0; }
@media print { .reports form { display: none; } }
`;
