import type { StatementLife } from '../statements/statement-register.ts';
import type { StatementDocument } from '../statements/statement-schema.ts';
import type { Dossier } from './dossier-schema.ts';
import { objectionEntries } from './objection-entries.ts';
import type { RecordDossier } from './read-dossier.ts';

/** The dossier of a document: what the record has, and the objections that the document names. */
export function completeDossier(
  dossier: RecordDossier,
  life: StatementLife,
  { figures, objections }: Pick<StatementDocument, 'figures' | 'objections'>,
): Dossier {
  return {
    ...dossier,
    objections: objectionEntries(life, objections.length, { figures, claims: dossier.claims }),
  };
}
