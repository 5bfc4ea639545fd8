import { type PutDown, putDown } from '../../contracts/statements/put-down.ts';
import type { StatementEntity } from '../../contracts/statements/statement-schema.ts';
import { createNaming, type Naming } from './naming.ts';
import type { StatementInput } from './statement-input.ts';
import type { StatementWords } from './statement-words.ts';

type Outage = StatementEntity['outages'][number];

/** What an outage is put down to in the period, after excuses, one line each. */
export type PutDownWords = (outage: Outage, stretches: StatementEntity['stretches']) => string;

export function createPutDownWords(
  input: Pick<StatementInput, 'document' | 'names' | 'words'>,
): PutDownWords {
  const { document, words } = input;
  const naming = createNaming(input);
  const causes = new Map(document.dossier?.claims.map(({ ref, cause }) => [ref, cause]));
  const causeOfClaim = (ref: string) => causes.get(ref);
  return (outage, stretches) =>
    putDown(outage, stretches, causeOfClaim)
      .map((one) => {
        const clauses = words.clauses(one.clauses);
        return `${whom(one, outage, { words, naming })}: ${words.span(one.ms)}${clauses === '' ? '' : ` (${clauses})`}`;
      })
      .join('\n') || '–';
}

function whom(
  { class: settled, blame, excuse }: PutDown,
  { fromMs }: Outage,
  { words, naming }: { readonly words: StatementWords; readonly naming: Naming },
): string {
  if (excuse)
    return `${words.className(settled)}: ${words.causeName(excuse.cause)}, ${naming.ref(excuse.ref)}`;
  if (!blame) return words.className(settled);
  const answering = blame.isOwn ? undefined : naming.answering(blame.owner, fromMs);
  return [naming.sentence(words.ownerName(blame)), answering && words.texts.dossier.answering(answering)]
    .filter(Boolean)
    .join('; ');
}
