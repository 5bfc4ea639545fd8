import type { Express } from 'express';
import { addClaims } from './add-claims.ts';
import { addContracts } from './add-contracts.ts';
import { addNewClaim } from './add-new-claim.ts';
import type { PapersOptions } from './at-papers.ts';

/** Pages about contracts, and what people put on record there. */
export function addPapers(app: Express, options: PapersOptions): void {
  addContracts(app, options);
  addNewClaim(app, options);
  addClaims(app, options);
}
