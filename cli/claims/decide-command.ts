import { z } from 'zod';
import {
  DecideClaim,
  type DecisionPreview,
  decideClaim,
  previewDecision,
} from '../../contracts/actions/claims/decide-claim.ts';
import { actor, type CityScope, withCity } from '../print/city-scope.ts';
import type { Wording } from '../print/wording.ts';
import { defineCommand } from '../shell/define-command.ts';
import { CITY, WRITE } from '../shell/shared-options.ts';
import { effectsToJson, renderEffects } from './render-effects.ts';

const { id, verdict: _, dryRun, ...part } = DecideClaim.shape;
const flag = (about: string) => z.boolean().default(false).describe(about);

/** `camwatch claim decide`. */
export const buildDecideCommand = defineCommand({
  name: 'decide',
  description: 'Decide on a claim, wholly or in part; shows the figures before and after first.',
  arguments: ['id'],
  options: {
    ...{ ...WRITE, ...CITY, id },
    accept: flag('what was down in the time is taken out of the figures'),
    reject: flag('nothing is'),
    ...part,
    yes: flag('record the decision; without it figures are shown and nothing is recorded'),
    dryRun,
  },
  help: `
The agency of the contract decides, or DOST; never the party or the account that filed. Whom the claim blames and whose
figures change must have been heard (camwatch claim hear), or have let its time to answer pass. A decision is final.
Exit code 1 when nothing was recorded for want of --yes.

Examples:
  camwatch claim decide 7 --accept --by so-xay-dung --reason "As EVN confirms" --dry-run
  camwatch claim decide 7 --accept --by so-xay-dung --reason "As EVN confirms" --yes
  camwatch claim decide 7 --accept --to "2026-10-05 10:00" --device cam-0001,cam-0002 --by dost --reason "Power was back at 10" --yes
  camwatch claim decide 7 --reject --by so-xay-dung --reason "No notice of the power company" --yes`,
  check: ({ accept, reject }) =>
    accept === reject
      ? {
          en: 'expected --accept or --reject, one of them',
          vi: 'cần --accept hoặc --reject, một trong hai',
        }
      : undefined,
  open: withCity,
  run: (scope, options) => {
    const { accept, yes, dryRun, json } = options;
    const context = actor(scope, options);
    const input = { ...options, verdict: accept ? 'accepted' : 'rejected', dryRun: dryRun || !yes } as const;
    const preview = previewDecision(context, input);
    // Also where the decision is refused then: whoever is still to be heard is among it.
    if (!json) scope.terminal.print(renderPreview(preview, scope.wording).join('\n'));
    return { preview, ...decideClaim(context, input, preview) };
  },
  json: ({ preview: { claim, decided, affected, effects, hearings }, recorded, status }) => ({
    ...{ id: claim.id, recorded, status, decision: { ...decided, affected } },
    effects: effectsToJson(effects),
    hearings: hearings.map(({ party, hearing }) => ({ party, hearing })),
  }),
  render: ({ preview, recorded, status }, { wording }, { dryRun }) => {
    const { texts, at } = wording;
    const { claim, nowMs } = preview;
    if (!recorded) return [dryRun ? texts.notRecorded : texts.sayYes];
    return [
      texts.decided(claim.id, texts.statuses[status]),
      ...(nowMs > claim.decideByMs ? [texts.lateDecision(at(claim.decideByMs))] : []),
    ];
  },
  isProblem: ({ recorded }, { dryRun }) => !recorded && !dryRun,
});

function renderPreview(
  { claim, decided, effects, hearings }: DecisionPreview,
  wording: Wording,
): readonly string[] {
  const { texts, party, at } = wording;
  const isAccepted = decided.verdict === 'accepted';
  const heard = hearings.map(({ party: one, hearing, untilMs }) => {
    const state = untilMs === undefined ? texts.hearings[hearing] : texts.askedUntil(at(untilMs));
    return `  ${party(one)}: ${state}`;
  });
  return [
    ...(isAccepted ? [renderAccepted(claim, decided, wording), ...renderEffects(effects, wording)] : []),
    ...(heard.length > 0 ? [texts.partiesHeading, ...heard] : []),
  ];
}

function renderAccepted(
  { id, cause, interval, entities }: DecisionPreview['claim'],
  { fromMs = interval.fromMs, toMs = interval.toMs, entities: accepted }: DecisionPreview['decided'],
  { texts, span, entities: names }: CityScope['wording'],
): string {
  return texts.wouldAccept(id, texts.causes[cause], names(accepted ?? entities), span({ fromMs, toMs }));
}
