import { createDecisionTable } from './decision-table.ts';

/** Heads that were signed and sent out, and what others said of them. */
export const CHECKPOINTS = createDecisionTable('checkpoint');
