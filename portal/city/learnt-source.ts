import type { DeviceReads } from '../../ledger/record/devices.ts';

/** Where the portal gets from what speaking to devices left behind: `server/` hands in the ledger's reader. */
export type LearntSource = Pick<DeviceReads, 'findings' | 'facts' | 'trafficDays'>;
