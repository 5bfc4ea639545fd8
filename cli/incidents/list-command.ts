import { Command, InvalidArgumentError, Option } from 'commander';
import { INCIDENT_STATES, type IncidentState } from '../../alerts/incidents/actions/incident-state.ts';
import { listIncidents } from '../../alerts/incidents/actions/select-incidents.ts';
import { readToldCity } from '../../alerts/notifications/messages/words/told-record.ts';
import { parseWhenMs } from '../../core/time/parse-when.ts';
import { days } from '../../core/time/units.ts';
import { SEVERITIES, type Severity } from '../../ledger/record/incidents/incident-news.ts';
import { withCityRecord } from '../print/open-city-record.ts';
import { addCommonOptions, type CommonOptions, collectNames } from '../print/options.ts';
import { renderIso } from '../print/render-history.ts';
import type { Context } from '../shell/context.ts';
import { languageOf } from '../shell/language-of.ts';
import { incidentToJson } from './incident-to-json.ts';
import { createIncidentWording } from './incident-wording.ts';
import { renderIncidents } from './render-incidents.ts';

interface Options extends CommonOptions {
  readonly state?: IncidentState | 'all';
  readonly severity?: Severity;
  readonly agency: readonly string[];
  readonly district: readonly string[];
  readonly since?: string;
  readonly limit: number;
}

const DEFAULT_LIMIT = 50;

/** `camwatch incidents list`. */
export function buildListCommand({ terminal, env }: Context): Command {
  return addCommonOptions(new Command('list'))
    .description(
      'List incidents: those that are not resolved first, the worst first; then what was resolved of late.',
    )
    .addOption(new Option('--state <state>', 'only these').choices([...INCIDENT_STATES, 'all']))
    .addOption(new Option('--severity <severity>', 'only these').choices(SEVERITIES))
    .option(
      '--agency <id>',
      'with something of this agency in it; repeatable, or separated by commas',
      collectNames,
      [],
    )
    .option('--district <id>', 'with something in this former district in it; likewise', collectNames, [])
    .option('--since <time>', 'resolved ones: since then, or for so long, such as 7d (default: 24h)')
    .option('--limit <count>', 'at most so many', parseLimit, DEFAULT_LIMIT)
    .addHelpText(
      'after',
      `
Severity is the worst that an incident came to; cameras are those lost now, of all in its wards.

Examples:
  camwatch incidents list
  camwatch incidents list --state open --severity critical
  camwatch incidents list --state resolved --since 7d --agency cong-an-thanh-pho
  camwatch incidents list --json`,
    )
    .action((options: Options, self: Command) =>
      withCityRecord(options, (record) => {
        const { reader, zone } = record;
        const nowMs = Date.now();
        const { timeZone } = zone;
        const { since = '24h', state, severity, agency, district, limit } = options;
        const sinceMs =
          parseWhenMs(since, zone, nowMs) ??
          self.error(
            `error: --since: expected a time such as 2026-10-01 or a duration such as 7d, got "${since}"`,
          );
        // Longer than any incident lasts: nothing was there before.
        const choice = {
          state,
          severity,
          agency: [...agency],
          district: [...district],
          sinceMs: Math.max(sinceMs, nowMs - days(36_500)),
        };
        const { incidents: all, unresolved: bySeverity } = listIncidents({ record }, choice);
        const shown = all.slice(0, limit);
        const unresolved = bySeverity.critical + bySeverity.major + bySeverity.minor;
        if (options.json) {
          const iso = (atMs: number) => renderIso(atMs, timeZone);
          return terminal.printJson({
            incidents: shown.map((incident) => incidentToJson(incident, iso)),
            total: all.length,
            unresolved: { ...bySeverity, total: unresolved },
          });
        }
        const language = options.lang ?? languageOf(env);
        const summaries = shown.map(({ summary }) => summary);
        const city = readToldCity(reader, { incidents: summaries }, { language, timeZone });
        const wording = createIncidentWording(language, { timeZone, city });
        const { texts, writing, zoneLine } = wording;
        terminal.print(
          [
            ...renderIncidents(shown, wording, terminal.style),
            ...(all.length > shown.length
              ? [texts.moreOfList(writing.formats.count(all.length - shown.length))]
              : []),
            texts.counts({ unresolved, ...bySeverity }),
            zoneLine,
          ].join('\n'),
        );
      }),
    );
}

export function parseLimit(text: string): number {
  const limit = /^\d{1,7}$/.test(text) ? Number(text) : 0;
  if (limit >= 1) return limit;
  throw new InvalidArgumentError('expected a whole number from 1 on');
}
