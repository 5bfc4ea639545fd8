import { createDecisionTable } from './decision-table.ts';

/** Version 9: what was decided not to count as measured, since the fault is ours. */
export const UNMEASURED = createDecisionTable('unmeasured');
