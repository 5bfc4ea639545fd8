import { z } from 'zod';
import { readShiftLog } from '../../alerts/incidents/actions/read-log.ts';
import { Instant } from '../../core/input/fields.ts';
import { InputError } from '../../core/input/input-error.ts';
import type { Interval } from '../../core/time/intervals.ts';
import { hours } from '../../core/time/units.ts';
import { defineCommand } from '../shell/define-command.ts';
import { CITY } from '../shell/shared-options.ts';
import { openIncidents } from './incident-scope.ts';
import { incidentToJson } from './incident-to-json.ts';
import { logEntryToJson, renderLog } from './render-log.ts';
import { findTurn } from './shift-turn.ts';

const DEFAULT_MS = hours(24);

/** `camwatch incidents log`. */
export const buildLogCommand = defineCommand({
  name: 'log',
  description:
    'The log of a shift: what was opened, acknowledged, noted and resolved, by whom, and what is left.',
  options: {
    ...CITY,
    fromMs: Instant.optional().describe('from when on (default: 24 hours before --to)'),
    toMs: Instant.optional().describe('until when (default: now)'),
    shift: z
      .union([z.literal(true), z.string()])
      .optional()
      .meta({ value: 'roster', isBare: true })
      .describe(
        'the turn that is on now, else the last one, of a roster of the settings; its name where there are several',
      ),
  },
  help: `
Examples:
  camwatch incidents log
  camwatch incidents log --shift
  camwatch incidents log --from "2026-10-05 06:00" --to "2026-10-05 14:00" --json`,
  check: ({ shift, fromMs, toMs }) =>
    shift !== undefined && (fromMs !== undefined || toMs !== undefined)
      ? { en: 'expected either --shift, or --from and --to', vi: 'cần --shift, hoặc --from và --to' }
      : undefined,
  open: openIncidents,
  run: async ({ record }, { shift, config, ...span }) => {
    const nowMs = Date.now();
    const period = shift === undefined ? periodOf(span, nowMs) : await findTurn(config, shift, nowMs);
    return readShiftLog({ record }, period);
  },
  json: ({ period, entries, left }, { iso }) => ({
    from: iso(period.fromMs),
    to: iso(period.toMs),
    entries: entries.map((entry) => logEntryToJson(entry, iso)),
    unresolved: left.map((incident) => incidentToJson(incident, iso)),
  }),
  render: (log, { wordingOf, cli }) => {
    const happened = log.entries.flatMap(({ incident }) => incident ?? []);
    const wording = wordingOf({ incidents: [...happened, ...log.left.map(({ summary }) => summary)] });
    return renderLog(log, wording, cli.terminal.style);
  },
});

/** @throws INPUT_INVALID */
function periodOf(
  { fromMs, toMs }: { readonly fromMs?: number | undefined; readonly toMs?: number | undefined },
  nowMs: number,
): Interval {
  const endMs = toMs ?? nowMs;
  const period = { fromMs: fromMs ?? endMs - DEFAULT_MS, toMs: endMs };
  if (period.fromMs < period.toMs) return period;
  throw new InputError([
    { member: 'fromMs', en: 'expected a time before --to', vi: 'cần thời điểm trước --to' },
  ]);
}
