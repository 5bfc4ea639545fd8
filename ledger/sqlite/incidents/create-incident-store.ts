import type { IncidentStore } from '../../record/incidents/incident-store.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { createIncidentReads } from './incident-reads.ts';
import { createIncidentWriter, type IncidentWriterOptions } from './incident-writer.ts';
import { createInputReads } from './input-reads.ts';
import { readStanding } from './standing-rows.ts';
import { readTold } from './told-reads.ts';

/** On a connection that `openStore` opened, for nobody else. */
export const createIncidentStore = (
  database: SqlDatabase,
  options: IncidentWriterOptions,
): IncidentStore => ({
  place: database.location() ?? 'ledger',
  reads: createIncidentReads(database),
  inputs: {
    ...createInputReads(database),
    standing: (throughSeq) => readStanding(database, throughSeq),
  },
  writer: createIncidentWriter(database, options),
  toldOf: (incident) => readTold(database, incident),
});
