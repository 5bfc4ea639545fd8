import { Command } from 'commander';
import { listDecisionFindings } from '../../settlement/decision-findings.ts';
import { type AnnouncedWork, foldMaintenance } from '../../settlement/maintenance.ts';
import { renderSelector, type Selector, selectEntities } from '../../settlement/select-entities.ts';
import type { Context } from '../context.ts';
import { PERIOD_HELP, readListPeriod } from '../decisions/list-period.ts';
import { withCityRecord } from '../decisions/open-city-record.ts';
import {
  addCommonOptions,
  addSelectorOptions,
  type CommonOptions,
  selectorOf,
} from '../decisions/options.ts';
import { renderDecisionFindings } from '../decisions/render-findings.ts';
import type { MaintenanceState } from '../decisions/texts.ts';
import { createWording, type Wording } from '../decisions/wording.ts';
import { languageOf } from '../language-of.ts';
import { alignRows } from '../probe/align-rows.ts';
import { renderIso } from '../render-history.ts';
import type { Terminal } from '../terminal.ts';

interface Options extends CommonOptions, Selector {
  readonly period?: string;
}

/** `camwatch maintenance list`. */
export function buildListCommand({ terminal, env }: Context): Command {
  return addCommonOptions(addSelectorOptions(new Command('list')))
    .description('List planned work, and what about it is worth a look before figures are agreed on.')
    .option('--period <period>', PERIOD_HELP)
    .addHelpText(
      'after',
      `
Below the list stands what may make figures better than they are: work recorded after the outage had begun, cancelled and
added again, serial numbers or addresses swapped, devices that answered pings and nothing else for a day.

Examples:
  camwatch maintenance list
  camwatch maintenance list --area ba-dinh --period 2026-10
  camwatch maintenance list --json`,
    )
    .action((options: Options, self: Command) =>
      withCityRecord(options, ({ zone, cityTimeZone, reader, history }) => {
        const nowMs = Date.now();
        const { timeZone } = zone;
        const wording = createWording(options.lang ?? languageOf(env), { timeZone, history });
        const period = readListPeriod(self, options.period, { timeZone: cityTimeZone, nowMs });
        const selector = selectorOf(options);
        const entities =
          renderSelector(selector) === '' ? undefined : new Set(selectEntities(history, selector, period));
        const works = [...foldMaintenance(reader.decisions('maintenance')).values()].filter(
          (work) =>
            work.interval.fromMs < period.toMs &&
            work.interval.toMs > period.fromMs &&
            (entities === undefined || work.entities.some((entity) => entities.has(entity))),
        );
        const findings = listDecisionFindings(reader, history, {
          fromMs: period.fromMs,
          toMs: Math.min(period.toMs, nowMs),
          ...(entities && { entities }),
        });
        if (options.json) {
          const iso = (atMs: number) => renderIso(atMs, timeZone);
          return terminal.printJson({
            maintenance: works.map((work) => toJson(work, stateOf(work, nowMs), iso)),
            findings: findings.map(({ atMs, ...rest }) => ({ at: iso(atMs), ...rest })),
          });
        }
        terminal.print(
          [
            ...renderWorks(works, nowMs, wording, terminal),
            ...renderDecisionFindings(findings, wording),
          ].join('\n'),
        );
      }),
    );
}

function renderWorks(
  works: readonly AnnouncedWork[],
  nowMs: number,
  { texts, clock, zoneLine, party, entities }: Wording,
  { style }: Pick<Terminal, 'style'>,
): readonly string[] {
  if (works.length === 0) return [texts.none, zoneLine];
  const rows = works.map((work) => {
    const state = stateOf(work, nowMs);
    return [
      work.id,
      style(state === 'cancelled' ? 'dim' : 'bold', texts.maintenanceStates[state]),
      clock(work.interval.fromMs),
      clock(work.interval.toMs),
      clock(work.announcedMs),
      party(work.by),
      entities(work.entities),
      work.cancelled ? `${work.reason} (${work.cancelled.reason})` : work.reason,
    ];
  });
  return [...alignRows([texts.maintenanceHead, ...rows], new Set([0])), zoneLine];
}

function stateOf({ interval, cancelled }: AnnouncedWork, nowMs: number): MaintenanceState {
  if (cancelled) return 'cancelled';
  if (nowMs < interval.fromMs) return 'announced';
  return nowMs < interval.toMs ? 'running' : 'over';
}

function toJson(work: AnnouncedWork, state: MaintenanceState, iso: (atMs: number) => string) {
  const { interval, announcedMs, recordedMs, cancelled, ...rest } = work;
  return {
    ...rest,
    state,
    from: iso(interval.fromMs),
    to: iso(interval.toMs),
    announced: iso(announcedMs),
    recorded: iso(recordedMs),
    ...(cancelled && {
      cancelled: {
        by: cancelled.by,
        reason: cancelled.reason,
        author: cancelled.author,
        at: iso(cancelled.recordedMs),
      },
    }),
  };
}
