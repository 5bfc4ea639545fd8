/** Log-in and the page of a link that sets a password. */
export const DOOR_STYLES = `
.door-page main { max-width: 26rem; margin: 10vh auto; padding: 0 20px 40px; display: grid; gap: 14px; }
.door-page.is-wide main { max-width: 60rem; margin-top: 5vh; }
.door { display: grid; gap: 12px; background: var(--panel); border: 1px solid var(--line); border-radius: 10px; padding: 18px; }
.door label { display: grid; gap: 4px; font-weight: 550; }
.door input { font: inherit; font-size: 1.1rem; color: var(--ink); background: var(--page); border: 1px solid var(--line); border-radius: 8px; padding: 8px 10px; min-width: 0; }
.door textarea { font: inherit; color: var(--ink); background: var(--page); border: 1px solid var(--line); border-radius: 8px; padding: 8px 10px; min-width: 0; }
.door .buttons { display: flex; flex-wrap: wrap; gap: 10px; }
.door button.second { color: var(--ink); background: transparent; border: 1px solid var(--line); }
.door fieldset { display: grid; gap: 10px; border: 1px solid var(--line); border-radius: 8px; padding: 12px; min-width: 0; }
.door button { font: inherit; font-size: 1.1rem; font-weight: 650; color: var(--page); background: var(--ink); border: 0; border-radius: 8px; padding: 10px; min-height: 48px; cursor: pointer; }
.door-page a.button { display: block; text-align: center; text-decoration: none; font-size: 1.1rem; font-weight: 650; color: var(--ink); border: 1px solid var(--line); border-radius: 8px; padding: 11px; min-height: 48px; box-sizing: border-box; background: var(--panel); }
.door-page .other { margin: 0; }
.door code { font-size: 1.05rem; }
.door select { font: inherit; font-size: 1.1rem; color: var(--ink); background: var(--page); border: 1px solid var(--line); border-radius: 8px; padding: 8px 10px; }
.door .check { display: flex; gap: 8px; align-items: baseline; }
.door td.acts { display: flex; gap: 6px; flex-wrap: wrap; align-items: start; }
.door td.acts summary { font-size: .9rem; padding: 4px 0; cursor: pointer; }
.door .scroll { overflow-x: auto; }
.door table { border-collapse: collapse; width: 100%; overflow-wrap: normal; word-break: normal; }
.door th, .door td { text-align: left; padding: 4px 12px 4px 0; vertical-align: baseline; }
.door td button { font-size: .9rem; padding: 4px 10px; min-height: 0; }
.door-page main > * { min-width: 0; }
.door-page .lead a { display: inline-block; padding: 8px 0; white-space: nowrap; text-decoration: underline; text-underline-offset: 2px; }
.door .passkeys { list-style: none; margin: 0; padding: 0; display: grid; gap: 12px; }
.door .passkeys li { border-top: 1px solid var(--line); padding-top: 10px; overflow-wrap: anywhere; }
.door .passkeys p { margin: 0; }
.door .passkeys summary { padding: 10px 0; cursor: pointer; }
.door .passkeys + .password-again { border-top: 1px solid var(--line); padding-top: 14px; max-width: none; }
.door .passkeys + .password-again > * { max-width: 24rem; }
.door .password-again { display: grid; gap: 10px; max-width: 24rem; }
.door-page .in-row { grid-template-columns: 1fr 1fr auto; align-items: end; }
.door-page .trail td:not(.wide) { white-space: nowrap; }
.door-page .trail td.wide { min-width: 16rem; }

.door .wishes { display: grid; gap: 12px; max-width: 40rem; }
.door .wishes button { justify-self: start; padding-inline: 22px; }
.door label.check { display: flex; gap: 8px; align-items: baseline; font-weight: 400; }
.door label.check input { inline-size: 1.1rem; block-size: 1.1rem; flex: none; align-self: center; }
.door .days { display: flex; flex-wrap: wrap; gap: 6px 16px; }
.door .times { display: flex; flex-wrap: wrap; gap: 12px; }
.door .buttons button { padding-inline: 18px; }
.door h3 { margin: 6px 0 0; font-size: 1.05rem; }
@media (max-width: 640px) { .door-page .in-row { grid-template-columns: 1fr; } }
.door-page a { color: var(--accent); }
.door-page .lead { font-size: 1.05rem; }
.told a { text-decoration: underline; overflow-wrap: anywhere; }
.told { border-left: 4px solid var(--accent); padding: 6px 12px; }
.told.problem { border-color: var(--down); }
`;
