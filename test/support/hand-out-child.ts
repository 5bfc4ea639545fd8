import { handOut } from '#contracts/statements/hand-out.ts';
import { recordHandedOut } from '#contracts/statements/handed-out.ts';
import { openDecisions } from '#ledger/sqlite/writing/open-decisions.ts';

/** Hands a file out and is killed at the moment that is asked for: `before` or `after` the row is in the ledger. */
const [ledger = '', path = '', content = '', moment = ''] = process.argv.slice(2);
const decisions = openDecisions(ledger, { author: 'an', nowMs: Date.now });
const die = () => process.kill(process.pid, 'SIGKILL');
handOut([{ path, format: 'pdf', bytes: content }], {
  record: (files) => {
    if (moment === 'before') die();
    recordHandedOut(decisions, { id: 'c-1:2026-11', of: 'e'.repeat(64), version: '0.1.0', files });
    if (moment === 'after') die();
  },
  unwritable: (_, error) => new Error('not written', { cause: error }),
});
decisions.close();
