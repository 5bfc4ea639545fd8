import type { Express } from 'express';
import { addClaims } from './add-claims.ts';
import { addContracts } from './add-contracts.ts';
import { addDrafts } from './add-drafts.ts';
import { addHandovers } from './add-handovers.ts';
import { addLetters } from './add-letters.ts';
import { addNewClaim } from './add-new-claim.ts';
import { addPlan } from './add-plan.ts';
import { addRegisters } from './add-registers.ts';
import { addReports } from './add-reports.ts';
import { addStatementActs } from './add-statement-acts.ts';
import { addStatements } from './add-statements.ts';
import { addTasks } from './add-tasks.ts';
import { addVerify } from './add-verify.ts';
import { addWaiting } from './add-waiting.ts';
import { addWorks } from './add-works.ts';
import type { PapersOptions } from './at-papers.ts';
import { addCalendar } from './calendar/add-calendar.ts';

/** Pages about contracts and the plan, and what people put on record there. */
export function addPapers(app: Express, options: PapersOptions): void {
  addContracts(app, options);
  addCalendar(app, options);
  addNewClaim(app, options);
  addClaims(app, options);
  addPlan(app, options);
  addDrafts(app, options);
  addHandovers(app, options);
  addRegisters(app, options);
  addTasks(app, options);
  addWaiting(app, options);
  addLetters(app, options);
  addStatements(app, options);
  addStatementActs(app, options);
  addVerify(app, options);
  if (options.reports) addReports(app, { ...options, reports: options.reports });
  addWorks(app, options);
}
