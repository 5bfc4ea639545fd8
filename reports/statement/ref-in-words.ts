import type { StatementPart } from '../../contracts/statements/statement-schema.ts';
import type { Naming } from './naming.ts';
import type { StatementInput } from './statement-input.ts';

interface RefContext {
  readonly part: StatementPart;
  readonly input: Pick<StatementInput, 'document' | 'words'>;
  readonly naming: Naming;
}

/** An outage by when it began, an incident with what caused it; what is neither by its id. */
export function refInWords(ref: string, { part, input, naming }: RefContext): string {
  const { document, words } = input;
  const { outage: since, incident } = words.texts.annexes.misses;
  for (const { outages } of part.entities) {
    const outage = outages.find((one) => one.ref === ref);
    if (outage) return since(words.time(outage.fromMs));
  }
  if (!ref.startsWith(INCIDENT)) return ref;
  const id = ref.slice(INCIDENT.length);
  const row = document.figures.incidents?.rows.find((one) => one.incident === id);
  return row ? `${incident(id)}: ${naming.entity(row.root)}` : incident(id);
}

const INCIDENT = 'incident:';
