import type { Witnessed } from '../../record/verification.ts';
import { createFindings } from '../chain/chain-findings.ts';
import { openStoreReadOnly } from '../store/open-store.ts';
import { type CheckpointOptions, checkCheckpoints } from './check-checkpoints.ts';

/** The last head that others have signed. What does not fit is for `verifyLedger` to tell. */
export function readWitnessed(path: string, options: CheckpointOptions): Witnessed | undefined {
  const database = openStoreReadOnly(path);
  try {
    database.exec('BEGIN');
    return checkCheckpoints(database, createFindings(), options);
  } finally {
    database.close();
  }
}
