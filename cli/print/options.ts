export const SELECTOR_RULE = `What several different options choose must match all of them (--area ba-dinh --agency phuong-x); --device and --link
are taken beside that. Times are the city's, whose zone --config says (this machine's where --ledger is given and no configuration is there):
"2026-10-05 08:00", or with an offset 2026-10-05T08:00+07:00.`;
