import { tamper, tempLedgerPath } from '#test/support/temp-ledger.ts';
import { describeRecordStore } from './describe-record-store.ts';

describeRecordStore({ engine: 'sqlite', tempPlace: tempLedgerPath, tamper });
