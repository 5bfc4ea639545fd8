import type { StatementPart } from '../../contracts/statements/statement-schema.ts';
import type { Naming } from './naming.ts';
import type { StatementInput } from './statement-input.ts';
import { upFirst } from './up-first.ts';

interface RefContext {
  readonly part: StatementPart;
  readonly input: Pick<StatementInput, 'document' | 'words'>;
  readonly naming: Naming;
}

/** An outage by when it began, an incident with what caused it; what is neither by its id. @param isFirst It begins a cell. */
export function refInWords(ref: string, { part, input, naming }: RefContext, isFirst = false): string {
  const { document, words } = input;
  const { outage: since, incident } = words.texts.annexes.misses;
  for (const { outages } of part.entities) {
    const outage = outages.find((one) => one.ref === ref);
    if (outage) return since(words.time(outage.fromMs));
  }
  if (!ref.startsWith(INCIDENT)) return ref;
  const id = ref.slice(INCIDENT.length);
  const row = document.figures.incidents?.rows.find((one) => one.incident === id);
  const name = isFirst ? upFirst(incident(id)) : incident(id);
  return row ? `${name}: ${naming.entity(row.root)}` : name;
}

const INCIDENT = 'incident:';
