import { type ClaimDossier, readClaimDossier } from '../../contracts/actions/claims/claim-dossier.ts';
import { ClaimNumber } from '../../contracts/actions/claims/claim-number.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import { valueAt } from '../../core/time/versions.ts';
import { namesOnRecord } from '../../reports/statement/names-on-record.ts';
import { buildClaimPaper } from '../../reports/statement/papers/claim-paper.ts';
import { createDocumentWords } from '../../reports/statement/words/document-words.ts';
import { type CityScope, withCity } from '../print/city-scope.ts';
import { PAPER, writePaper } from '../print/write-paper.ts';
import { defineCommand } from '../shell/define-command.ts';
import { CITY } from '../shell/shared-options.ts';

/** `camwatch claim document`: the paper of a claim, for its parties to sign. */
export const buildDocumentCommand = defineCommand({
  name: 'document',
  description:
    'Write a claim as minutes to sign (DOCX, PDF): who filed, was heard and decided, when, on which papers, and why.',
  arguments: ['id'],
  options: { ...CITY, id: ClaimNumber, ...PAPER },
  help: `
The paper says what is on record of the claim now: when it is filed, that it was received; when it is decided or withdrawn, that.
It has the name and hash of each file, and the number and hash of each row: what counts is the record.
Without --lang it is in Vietnamese; --lang en writes a translation for reference, whose name ends in -en.

Examples:
  camwatch claim document 7
  camwatch claim document 7 --format docx,pdf --out /srv/claims
  camwatch claim document 7 --format pdf --lang en`,
  open: withCity,
  run: async (scope, { id, lang = 'vi', ...files }) => {
    const dossier = readClaimDossier(scope.record, id, scope.nowMs);
    const paper = buildClaimPaper({
      ...dossier,
      ...wordsOf(dossier, scope, lang),
      rows: dossier.rows.map(({ action, ...row }) => ({ ...row, act: action })),
    });
    const written = await writePaper(paper, { ...files, name: `claim-${id}`, language: lang });
    return { claim: dossier.claim.ref, files: written };
  },
  json: (result) => result,
  render: ({ files }) => files,
});

function wordsOf(
  { claim, contract, atMs }: ClaimDossier,
  { record, timeZone, nowMs }: CityScope,
  language: 'vi' | 'en',
) {
  const { history, reader } = record;
  const contractor = valueAt(history.contractors.get(contract.contractor), atMs)?.name;
  return {
    names: {
      ...omitUndefined({ contractor }),
      ...namesOnRecord({ history, reader, nowMs }, claim.entities, atMs),
    },
    words: createDocumentWords(timeZone, language),
  };
}
