import { z } from 'zod';
import { HearClaim, hearClaim } from '../../contracts/actions/claims/hear-claim.ts';
import { actor, withCity } from '../print/city-scope.ts';
import { defineCommand } from '../shell/define-command.ts';
import { CITY, WRITE } from '../shell/shared-options.ts';

const { id, party, says } = HearClaim.shape;
const asked = z
  .boolean()
  .default(false)
  .describe('it was asked: its time to answer, which is that for objections, begins now');

/** `camwatch claim hear`. */
export const buildHearCommand = defineCommand({
  name: 'hear',
  description: 'Record that a party was asked what it says to a claim, or what it said.',
  arguments: ['id'],
  options: { ...WRITE, ...CITY, id, party, asked, says },
  help: `
A claim is accepted only when everybody whom it blames or whose figures it changes has answered, or was asked and let the
time to answer pass.

Examples:
  camwatch claim hear 7 --party vien-thong-1 --asked --by so-xay-dung --attach letter.pdf
  camwatch claim hear 7 --party vien-thong-1 --says "The line was in order: our log is attached" --by so-xay-dung --attach log.pdf`,
  check: (given) =>
    (given.asked === true) === (given.says !== undefined)
      ? { en: 'expected --asked or --says, one of them', vi: 'cần --asked hoặc --says, một trong hai' }
      : undefined,
  open: withCity,
  run: (scope, options) => hearClaim(actor(scope, options), options),
  json: ({ party, by, untilMs }, _scope, { id, says, asked }) => ({
    ...{ id, party, by, says },
    untilMs: asked ? untilMs : undefined,
  }),
  render: (heard, { wording }, { id, asked }) => {
    const { texts, at } = wording;
    const party = wording.party(heard.party);
    return [asked ? texts.asked(party, id, at(heard.untilMs)) : texts.heard(party, id)];
  },
});
