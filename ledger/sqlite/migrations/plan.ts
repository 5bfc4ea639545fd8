import { createDecisionTable } from './decision-table.ts';

/** Version 6: what is entered about the plan of the city, its registers and the report of a year. */
export const PLAN = createDecisionTable('plan_step');
