import { WithdrawClaim, withdrawClaim } from '../../contracts/actions/claims/withdraw-claim.ts';
import { actor, withCity } from '../print/city-scope.ts';
import { defineCommand } from '../shell/define-command.ts';
import { CITY, WRITE } from '../shell/shared-options.ts';

/** `camwatch claim withdraw`. */
export const buildWithdrawCommand = defineCommand({
  name: 'withdraw',
  description: 'Withdraw a claim that is not decided yet; the filer does.',
  arguments: ['id'],
  options: { ...WRITE, ...CITY, ...WithdrawClaim.shape },
  help: `
Examples:
  camwatch claim withdraw 7 --by nha-thau-a --reason "Filed for the wrong day"`,
  open: withCity,
  run: (scope, options) => withdrawClaim(actor(scope, options), options),
  json: (ended) => ended,
  render: ({ id, recorded }, { wording: { texts } }) => [
    recorded ? texts.withdrawn(id) : texts.withdrawnWouldBe(id),
  ],
});
