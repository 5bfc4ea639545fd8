import { Command } from 'commander';
import { findShift } from '../../alerts/incidents/actions/find-shift.ts';
import { readShiftLog } from '../../alerts/incidents/actions/read-log.ts';
import { readToldCity } from '../../alerts/notifications/messages/words/told-record.ts';
import { loadSettings } from '../../config/settings/load-settings.ts';
import type { Interval } from '../../core/time/intervals.ts';
import { hours } from '../../core/time/units.ts';
import { withCityRecord } from '../print/open-city-record.ts';
import { addCommonOptions, type CommonOptions } from '../print/options.ts';
import { renderIso } from '../print/render-history.ts';
import type { Context } from '../shell/context.ts';
import { languageOf } from '../shell/language-of.ts';
import { readTime } from '../shell/read-time.ts';
import { incidentToJson } from './incident-to-json.ts';
import { createIncidentWording } from './incident-wording.ts';
import { logEntryToJson, renderLog } from './render-log.ts';

interface Options extends CommonOptions {
  readonly from?: string;
  readonly to?: string;
  /** The name of a roster, or of the only one. */
  readonly shift?: string | true;
}

const DEFAULT_MS = hours(24);

/** `camwatch incidents log`. */
export function buildLogCommand({ terminal, env }: Context): Command {
  return addCommonOptions(new Command('log'))
    .description(
      'The log of a shift: what was opened, acknowledged, noted and resolved, by whom, and what is left.',
    )
    .option('--from <time>', 'from when on (default: 24 hours before --to)')
    .option('--to <time>', 'until when (default: now)')
    .option(
      '--shift [roster]',
      'the turn that is on now, else the last one, of a roster of the settings; its name where there are several',
    )
    .addHelpText(
      'after',
      `
Examples:
  camwatch incidents log
  camwatch incidents log --shift
  camwatch incidents log --from "2026-10-05 06:00" --to "2026-10-05 14:00" --json`,
    )
    .action(async (options: Options, self: Command) => {
      const nowMs = Date.now();
      const turn = options.shift === undefined ? undefined : await turnOf(self, options, nowMs);
      return withCityRecord(options, (record) => {
        const { reader, zone } = record;
        const { timeZone } = zone;
        const period = turn ?? readPeriod(self, options, timeZone, nowMs);
        const { entries, left } = readShiftLog({ record }, period);
        if (options.json) {
          const iso = (atMs: number) => renderIso(atMs, timeZone);
          return terminal.printJson({
            from: iso(period.fromMs),
            to: iso(period.toMs),
            entries: entries.map((entry) => logEntryToJson(entry, iso)),
            unresolved: left.map((incident) => incidentToJson(incident, iso)),
          });
        }
        const language = options.lang ?? languageOf(env);
        const summaries = [
          ...entries.flatMap(({ incident }) => incident ?? []),
          ...left.map(({ summary }) => summary),
        ];
        const city = readToldCity(reader, { incidents: summaries }, { language, timeZone });
        const wording = createIncidentWording(language, { timeZone, city });
        terminal.print(renderLog({ period, entries, left }, wording, terminal.style).join('\n'));
      });
    });
}

function readPeriod(self: Command, { from, to }: Options, timeZone: string, nowMs: number): Interval {
  const toMs = to === undefined ? nowMs : readTime(self, '--to', to, timeZone);
  const fromMs = from === undefined ? toMs - DEFAULT_MS : readTime(self, '--from', from, timeZone);
  if (fromMs < toMs) return { fromMs, toMs };
  return self.error('error: --from: expected a time before --to');
}

async function turnOf(self: Command, { shift, from, to, config }: Options, nowMs: number): Promise<Interval> {
  if (from !== undefined || to !== undefined)
    return self.error('error: expected either --shift, or --from and --to');
  const { alerts, city } = await loadSettings(config);
  const rosters = [...(alerts?.rosters.values() ?? [])];
  const names = rosters.map(({ id }) => id).join(', ');
  const found = shift === true ? rosters : rosters.filter(({ id }) => id === shift);
  const [roster, second] = found;
  if (!roster || second) {
    const known = names === '' ? 'the settings have none' : `one of ${names}`;
    return self.error(
      shift === true && second
        ? `error: --shift: expected the name of a roster, ${known}`
        : `error: --shift: expected a roster of the settings (alerts.rosters): ${known}; or name --from and --to`,
    );
  }
  const turn = findShift(roster, nowMs, city.timeZone);
  return turn
    ? { fromMs: turn.fromMs, toMs: Math.min(turn.toMs, nowMs) }
    : self.error(`error: --shift: expected a roster with turns, ${roster.id} had none in the last week`);
}
