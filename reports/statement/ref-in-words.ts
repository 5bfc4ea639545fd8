import type { StatementPart } from '../../contracts/statements/statement-schema.ts';
import { upFirst } from '../../core/text/up-first.ts';
import type { Naming } from './naming.ts';
import type { StatementInput } from './statement-input.ts';

interface RefContext {
  readonly part: StatementPart;
  readonly input: Pick<StatementInput, 'words'>;
  readonly naming: Naming;
}

/** An outage by when it began, an incident by when it was opened and what caused it; what is neither by its id. @param isFirst It begins a cell. */
export function refInWords(ref: string, { part, input, naming }: RefContext, isFirst = false): string {
  const { words } = input;
  const { outage: since } = words.texts.annexes.misses;
  for (const { outages } of part.entities) {
    const outage = outages.find((one) => one.ref === ref);
    if (outage) return since(words.time(outage.fromMs));
  }
  if (!ref.startsWith(INCIDENT)) return ref;
  const name = naming.entity(ref);
  return isFirst ? upFirst(name) : name;
}

const INCIDENT = 'incident:';
