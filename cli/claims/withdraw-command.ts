import type { Command } from 'commander';
import { checkWithdrawal } from '../../contracts/claims/claim-rules.ts';
import { foldClaims } from '../../ledger/decisions/claims.ts';
import { buildEndCommand } from '../print/end-command.ts';
import type { Context } from '../shell/context.ts';

/** `camwatch claim withdraw`. */
export function buildWithdrawCommand(context: Context): Command {
  return buildEndCommand(context, {
    action: 'withdraw',
    table: 'claim',
    description: 'Withdraw a claim that is not decided yet; the filer does.',
    number: 'of the claim, as camwatch claim list gives it',
    help: `
Examples:
  camwatch claim withdraw 7 --by nha-thau-a --reason "Filed for the wrong day"`,
    check: (rows, ...deed) => checkWithdrawal(foldClaims(rows), ...deed),
    tell: (texts, id, isRecorded) => (isRecorded ? texts.withdrawn(id) : texts.withdrawnWouldBe(id)),
  });
}
