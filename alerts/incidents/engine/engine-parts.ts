import type { Agenda } from './agenda.ts';
import type { IncidentBook } from './incident-book.ts';
import type { Incident, Task } from './model.ts';
import type { Network } from './network.ts';
import type { PlannedWorks } from './planned-works.ts';

/** What an engine is made of. */
export interface EngineParts {
  readonly network: Network;
  readonly book: IncidentBook;
  readonly works: PlannedWorks;
  readonly agenda: Agenda<Task>;
  readonly blindSince: Map<string, number>;
  readonly ofCollectors: Map<string, Incident>;
}
