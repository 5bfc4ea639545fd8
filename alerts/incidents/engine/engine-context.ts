import type { Agenda } from './agenda.ts';
import type { IncidentOptions } from './engine-input.ts';
import type { IncidentBook } from './incident-book.ts';
import type { Task } from './model.ts';

/** What the parts of an engine share. */
export interface EngineContext {
  readonly options: IncidentOptions;
  readonly agenda: Agenda<Task>;
  readonly book: IncidentBook;
  /** Time as it was told: it never goes back. */
  readonly nowMs: () => number;
}
