import { join } from 'node:path';
import { tempFolder } from '#test/support/temp-ledger.ts';
import { describeAccounts } from './describe-accounts.ts';

describeAccounts('SQLite', () => join(tempFolder(), 'accounts.sqlite'));
