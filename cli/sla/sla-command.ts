import { z } from 'zod';
import { AskAvailability, askAvailability } from '../../contracts/answers/ask-availability.ts';
import { renderCsv } from '../../core/text/render-csv.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import { withCityPlace } from '../print/place-scope.ts';
import { defineCommand } from '../shell/define-command.ts';
import { PLACE, TOLD } from '../shell/shared-options.ts';
import { answerJson, answerRows, renderAnswer } from './render-answer.ts';

/** `camwatch sla`: quick questions about availability. */
export const buildSlaCommand = defineCommand({
  name: 'sla',
  options: {
    ...{ ...PLACE, ...AskAvailability.shape },
    csv: z.boolean().default(false).describe('print CSV for spreadsheets, with exact milliseconds'),
    ...{ json: TOLD.json, lang: TOLD.lang },
  },
  help: `
These are measured figures: nothing is excused, nobody is to blame, and degraded counts as up. What was not known counts
neither way; "at least" takes all of it as down, "at most" as up. Aggregates are sums of time, never means of percentages.
Only --by contract settles, by the terms of each contract: where a statement was issued the row shows its figures and number, and
says where the record now gives others (statement restate).
Whole days come from their sums (camwatch ledger days), the rest from the intervals. Periods are the city's.

Examples:
  camwatch sla --by district --period 2026-10
  camwatch sla --by area --kind camera --indicator stream --worst 10
  camwatch sla --by contract --period 2026-Q3
  camwatch sla --by agency --period 2026 --csv > agencies.csv`,
  check: ({ csv, json }) =>
    csv && json
      ? {
          en: "option '--csv' cannot be used with option '--json'",
          vi: "tùy chọn '--csv' không dùng cùng tùy chọn '--json'",
        }
      : undefined,
  open: withCityPlace,
  run: async ({ cli: { language }, path, timeZone }, options) => {
    using reader = recordStore(path).openReader();
    return await askAvailability({ reader, path, timeZone, language, nowMs: Date.now() }, options);
  },
  json: ({ answer }) => answerJson(answer),
  render: ({ answer }, { cli: { language, terminal } }, { csv }) => [
    csv ? renderCsv(answerRows(answer)).trimEnd() : renderAnswer(answer, language, terminal.style),
  ],
  notes: ({ isUncompared }, { path }) =>
    isUncompared
      ? [
          `${path}: whole days come from sums that a record of this size is not compared with here: camwatch ledger verify does`,
        ]
      : [],
});
