import { Command, Option } from 'commander';
import {
  CLAIM_STATUSES,
  type Claim,
  type ClaimStatus,
  decidedCut,
  foldClaims,
  isPending,
} from '../../ledger/decisions/claims.ts';
import type { Selector } from '../../ledger/history/select-entities.ts';
import { PERIOD_HELP } from '../print/list-period.ts';
import { addCommonOptions, addSelectorOptions, selectorOf } from '../print/options.ts';
import { type ListOptions, printList, type RowContext } from '../print/print-list.ts';
import type { Context } from '../shell/context.ts';
import { claimToJson } from './claim-to-json.ts';

interface Options extends ListOptions, Selector {
  readonly status?: ClaimStatus;
}

/** `camwatch claim list`. */
export function buildListCommand(context: Context): Command {
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
    .action((options: Options, self: Command) => {
      const { contract = [], ...selector } = selectorOf(options);
      return printList(context, self, options, {
        name: 'claims',
        selector,
        read: (reader) =>
          [...foldClaims(reader.decisions('claim')).values()].filter(
            (claim) =>
              (options.status === undefined || claim.status === options.status) &&
              (contract.length === 0 || contract.includes(claim.contract)),
          ),
        findingsOf: (claims) => new Set(claims.flatMap(({ entities }) => entities)),
        head: (texts) => texts.claimHead,
        toRow,
        toJson: (claim, { iso }) => claimToJson(claim, iso),
      });
    });
}

function toRow(claim: Claim, { nowMs, wording, style }: RowContext): readonly string[] {
  const { texts, clock, party, entities } = wording;
  const cut = decidedCut(claim) ?? claim.cut;
  const isOverdue = isPending(claim) && nowMs > claim.decideByMs;
  const deadline = isPending(claim) ? clock(claim.decideByMs) : '';
  return [
    claim.id,
    style(COLOURS[claim.status], texts.statuses[claim.status]),
    claim.contract,
    texts.causes[claim.cause],
    clock(claim.interval.fromMs),
    clock(claim.interval.toMs),
    cut ? `${clock(cut.fromMs)} – ${clock(cut.toMs)}` : '',
    entities(claim.entities),
    party(claim.by),
    isOverdue ? style('red', `${deadline} (${texts.overdue})`) : deadline,
  ];
}

const COLOURS = {
  filed: 'yellow',
  accepted: 'green',
  'accepted-in-part': 'green',
  rejected: 'red',
  withdrawn: 'dim',
} as const;
