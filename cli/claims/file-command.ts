import {
  ClaimSelection,
  FileClaim,
  type FiledResult,
  fileClaim,
} from '../../contracts/actions/claims/file-claim.ts';
import { actor, type CityScope, withCity } from '../print/city-scope.ts';
import { SELECTOR_RULE } from '../print/options.ts';
import { defineCommand } from '../shell/define-command.ts';
import { CITY, WRITE } from '../shell/shared-options.ts';

/** `camwatch claim file`. */
export const buildFileCommand = defineCommand({
  name: 'file',
  description: 'File a claim: that what was down in a time be taken out of the figures, and why.',
  options: { ...ClaimSelection, ...WRITE, ...CITY, ...FileClaim.shape },
  help: `
${SELECTOR_RULE}
A claim for many (--area, --cabinet) takes those that are under the contract and had an outage in that time.
The contract's terms say how long after the end of an outage a claim may come in, and until when it is decided.

Examples:
  camwatch claim file --device cam-0001 --from "2026-10-05 08:10" --to "2026-10-05 11:40" --cause vandalism \\
    --by nha-thau-a --evidence "Pole knocked down, police report 12/BB" --attach report.pdf
  camwatch claim file --area ba-dinh --from "2026-10-05 08:00" --to "2026-10-05 11:30" --cause power-cut \\
    --by nha-thau-a --evidence "Notice of EVN of 2 October" --attach notice.pdf --dry-run`,
  open: withCity,
  run: (scope, options) => fileClaim(actor(scope, options), options),
  json: ({ id, claim, plan }) => ({
    ...{ id, ...claim },
    isExcusable: plan.terms.excused.has(claim.cause),
    withoutOutage: plan.withoutOutage,
  }),
  render: renderFiled,
});

function renderFiled({ id, claim, plan }: FiledResult, { wording }: CityScope): readonly string[] {
  const { cause, contract, entities, decideByMs } = claim;
  const { texts, span, at, parties, entities: names } = wording;
  const { terms, withoutOutage, against } = plan;
  const what = [texts.causes[cause], names(entities), span(claim)] as const;
  return [
    id === undefined ? texts.claimWouldBe(...what) : texts.claimRecorded(id, ...what),
    ...(terms.excused.has(cause) ? [] : [texts.causeNotAgreed(contract, texts.causes[cause])]),
    ...(withoutOutage.length === 0
      ? []
      : [texts.withoutOutage(String(withoutOutage.length), names(withoutOutage))]),
    texts.decideUntil(at(decideByMs)),
    ...(against.length === 0 ? [] : [texts.blames(parties(against))]),
  ];
}
