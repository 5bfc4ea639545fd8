import { Command, Option } from 'commander';
import {
  CLAIM_STATUSES,
  type Claim,
  type ClaimStatus,
  foldClaims,
  isPending,
} from '../../settlement/claims.ts';
import { listDecisionFindings } from '../../settlement/decision-findings.ts';
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
import { createWording, type Wording } from '../decisions/wording.ts';
import { languageOf } from '../language-of.ts';
import { alignRows } from '../probe/align-rows.ts';
import { renderIso } from '../render-history.ts';
import type { Terminal } from '../terminal.ts';
import { claimToJson } from './claim-to-json.ts';

interface Options extends CommonOptions, Selector {
  readonly period?: string;
  readonly status?: ClaimStatus;
}

/** `camwatch claim list`. */
export function buildListCommand({ terminal, env }: Context): Command {
  return addCommonOptions(addSelectorOptions(new Command('list')))
    .description('List claims, and what about their devices is worth a look before they are decided.')
    .option('--period <period>', PERIOD_HELP)
    .addOption(new Option('--status <status>', 'only these').choices(CLAIM_STATUSES))
    .addHelpText(
      'after',
      `
Below the list stands what may make figures of the devices that are claimed for better than they are: planned work recorded
after the outage had begun, serial numbers or addresses swapped, devices that answered pings and nothing else for a day.

Examples:
  camwatch claim list
  camwatch claim list --status filed --contract bao-tri-a
  camwatch claim list --period 2026-10 --json`,
    )
    .action((options: Options, self: Command) =>
      withCityRecord(options, ({ zone, cityTimeZone, reader, history }) => {
        const nowMs = Date.now();
        const { timeZone } = zone;
        const wording = createWording(options.lang ?? languageOf(env), { timeZone, history });
        const period = readListPeriod(self, options.period, { timeZone: cityTimeZone, nowMs });
        const { contract = [], ...rest } = selectorOf(options);
        const chosen =
          renderSelector(rest) === '' ? undefined : new Set(selectEntities(history, rest, period));
        const claims = [...foldClaims(reader.decisions('claim')).values()].filter(
          (claim) =>
            claim.interval.fromMs < period.toMs &&
            claim.interval.toMs > period.fromMs &&
            (options.status === undefined || claim.status === options.status) &&
            (contract.length === 0 || contract.includes(claim.contract)) &&
            (chosen === undefined || claim.entities.some((entity) => chosen.has(entity))),
        );
        const findings = listDecisionFindings(reader, history, {
          fromMs: period.fromMs,
          toMs: Math.min(period.toMs, nowMs),
          entities: new Set(claims.flatMap(({ entities }) => entities)),
        });
        if (options.json) {
          const iso = (atMs: number) => renderIso(atMs, timeZone);
          return terminal.printJson({
            claims: claims.map((claim) => claimToJson(claim, iso)),
            findings: findings.map(({ atMs, ...finding }) => ({ at: iso(atMs), ...finding })),
          });
        }
        terminal.print(
          [
            ...renderClaims(claims, nowMs, wording, terminal),
            ...renderDecisionFindings(findings, wording),
          ].join('\n'),
        );
      }),
    );
}

function renderClaims(
  claims: readonly Claim[],
  nowMs: number,
  { texts, clock, zoneLine, party, entities }: Wording,
  { style }: Pick<Terminal, 'style'>,
): readonly string[] {
  if (claims.length === 0) return [texts.none, zoneLine];
  const rows = claims.map((claim) => {
    const isOverdue = isPending(claim) && nowMs > claim.decideByMs;
    const deadline = isPending(claim) ? clock(claim.decideByMs) : '';
    return [
      claim.id,
      style(COLOURS[claim.status], texts.statuses[claim.status]),
      claim.contract,
      texts.causes[claim.cause],
      clock(claim.interval.fromMs),
      clock(claim.interval.toMs),
      entities(claim.entities),
      party(claim.by),
      isOverdue ? style('red', `${deadline} (${texts.overdue})`) : deadline,
    ];
  });
  return [...alignRows([texts.claimHead, ...rows], new Set([0])), zoneLine];
}

const COLOURS = {
  filed: 'yellow',
  accepted: 'green',
  'accepted-in-part': 'green',
  rejected: 'red',
  withdrawn: 'dim',
} as const;
