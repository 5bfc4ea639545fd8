import type { Express } from 'express';
import { addClaims } from './add-claims.ts';
import type { PapersOptions } from './at-papers.ts';

/** Pages about contracts, and what people put on record there. */
export function addPapers(app: Express, options: PapersOptions): void {
  addClaims(app, options);
}
