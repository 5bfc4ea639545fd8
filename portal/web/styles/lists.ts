export const LIST_STYLES = `
.cause-row { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; grid-template-rows: auto 1fr; gap: 1px 10px; padding: 8px 0; align-items: start; }
.cause-row > .icon { margin-top: .34em; grid-row: span 2; }
.cause-text { grid-row: span 2; min-width: 0; }
.cause-name { font-weight: 620; display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow: hidden; }
.cause-facts { color: var(--muted); font-size: .88rem; }
.cause-facts span:not(:last-child)::after { content: " · "; color: var(--faint); }
.cause-count { font-weight: 650; color: var(--down-ink); text-align: right; white-space: nowrap; }
.cause-count.is-kind { color: var(--muted); font-weight: 400; font-size: .88rem; }
.is-stale .cause-count { color: var(--muted); }
.cause-since { text-align: right; white-space: nowrap; font-size: .88rem; grid-column: 3; cursor: help; }
.cause-since span { color: var(--muted); margin-left: 7px; }
.incidents summary { cursor: pointer; list-style: none; position: relative; }
.incidents summary::-webkit-details-marker { display: none; }
.incidents summary .cause-name::after { content: "\u00a0▸"; color: var(--faint); font-weight: 400; }
.incidents details[open] summary .cause-name::after { content: "\u00a0▾"; }
.members { margin: 0 0 10px 22px; padding-left: 12px; border-left: 2px solid var(--line); font-size: .93rem; columns: 2 220px; column-gap: 20px; }
.members li { padding: 2px 0; break-inside: avoid; }
.members li > a { color: var(--accent); }
.members span { color: var(--muted); }
.counts table { width: 100%; border-collapse: collapse; font-size: .95rem; }
.counts th, .counts td { padding: 3px 6px; text-align: right; font-weight: 400; white-space: nowrap; }
.counts th:first-child { text-align: left; padding-left: 0; white-space: normal; }
.counts td:last-child, .counts thead th:last-child { padding-right: 0; }
.counts th { overflow-wrap: normal; }
.counts thead th { color: var(--muted); font-size: .84rem; vertical-align: bottom; border-bottom: 1px solid var(--line); white-space: normal; }
.counts thead th::first-letter { text-transform: uppercase; }
.counts tbody tr:nth-child(even) { background: var(--shade); }
.counts td { color: var(--muted); }
.counts td.has-lost { color: var(--muted); }
.counts td b { color: var(--down-ink); font-weight: 700; }
.counts .is-total th, .counts .is-total td { border-top: 2px solid var(--line); font-weight: 650; padding-top: 6px; }
.counts .is-total td { color: var(--muted); }
.troubled { grid-column: 1 / -1; }
.troubled li { display: grid; grid-template-columns: auto minmax(0, 2fr) minmax(0, 1fr) minmax(0, 1fr) auto; gap: 10px; align-items: center; padding: 4px 0; border-top: 1px solid var(--line); }
.troubled li span { color: var(--muted); }
.verdict { display: flex; flex-wrap: wrap; align-items: center; gap: 6px; font-weight: 600; }
.verdict span { color: var(--muted); font-weight: 400; }
.verdict a { color: var(--accent); }
.verdict em { color: var(--degraded-ink); font-style: normal; }
.facts .verdict { font-size: 1.3rem; padding-bottom: 8px; }
.facts .verdict::first-letter { text-transform: uppercase; }
.facts dl { display: grid; grid-template-columns: minmax(8rem, auto) 1fr; gap: 5px 16px; }
.facts dt { color: var(--muted); }
.facts dd a { color: var(--accent); }
.indicator { padding: 8px 0; border-top: 1px solid var(--line); }
.upstreams h3 { font-size: .95rem; color: var(--muted); font-weight: 550; padding-top: 6px; }
.path ol { display: flex; flex-wrap: wrap; gap: 6px 0; align-items: center; padding: 6px 0; }
.path li { display: flex; gap: 7px; align-items: center; padding: 4px 10px; border: 1px solid var(--line); border-radius: 6px; background: var(--shade); }
.path li:not(:last-child) { margin-right: 26px; position: relative; }
.path li:not(:last-child)::after { content: "→"; position: absolute; right: -20px; color: var(--faint); }
.outages { grid-column: 1 / -1; }
.outages table { width: 100%; border-collapse: collapse; }
.outages th, .outages td { text-align: left; padding: 5px 14px 5px 0; border-top: 1px solid var(--line); font-weight: 400; white-space: nowrap; }
.outages th { color: var(--muted); font-size: .88rem; border-top: 0; }
.scroll { overflow-x: auto; }
`;
