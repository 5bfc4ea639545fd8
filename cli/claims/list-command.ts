import { ListClaims, listClaims } from '../../contracts/actions/claims/list-claims.ts';
import { SelectionInput } from '../../contracts/actions/selection-input.ts';
import { type Claim, decidedCut, isPending } from '../../ledger/decisions/claims.ts';
import { type CityScope, withCity } from '../print/city-scope.ts';
import { findingsToJson, renderList } from '../print/render-list.ts';
import { defineCommand } from '../shell/define-command.ts';
import { CITY } from '../shell/shared-options.ts';
import { claimToJson } from './claim-to-json.ts';

/** `camwatch claim list`. */
export const buildListCommand = defineCommand({
  name: 'list',
  description: 'List claims, and what about their devices is worth a look before they are decided.',
  options: { ...SelectionInput, ...CITY, ...ListClaims.shape },
  help: `
Below the list stands what may make figures of the devices that are claimed for better than they are: planned work recorded
after the outage had begun, serial numbers or addresses swapped, devices that answered pings and nothing else for a day.

Examples:
  camwatch claim list
  camwatch claim list --status filed --contract bao-tri-a
  camwatch claim list --period 2026-10 --json`,
  open: withCity,
  run: ({ record }, options) => listClaims({ record }, options),
  json: (list, scope) => ({
    claims: list.items.map((claim) => claimToJson(claim, scope.iso)),
    findings: findingsToJson(list, scope),
  }),
  render: (list, scope) =>
    renderList(list, scope, scope.wording.texts.claimHead, (claim) => toRow(claim, list.nowMs, scope)),
});

function toRow(claim: Claim, nowMs: number, { wording, terminal: { style } }: CityScope): readonly string[] {
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
