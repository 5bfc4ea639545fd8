import { z } from 'zod';
import { ledgerPath, localZone, type PlaceOptions } from '../../config/settings/ledger-place.ts';
import { keyPlace } from '../../contracts/actions/statements/key-place.ts';
import type { Language } from '../../core/language/language.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import {
  type VerifiedReport,
  type VerifyContext,
  VerifyReport,
  verifyReport,
} from '../../reports/actions/verify-report.ts';
import { renderVerification } from '../../reports/words/render-verification.ts';
import { witnessNote } from '../checkpoint/witness-note.ts';
import { defineCommand, openNothing } from '../shell/define-command.ts';
import { PLACE, TOLD } from '../shell/shared-options.ts';

/** `camwatch report verify`: the figures in a document against its sealed data, and these against the ledger. */
export const buildVerifyCommand = defineCommand({
  name: 'verify',
  description:
    'Verify a report (DOCX, PDF, XLSX) against its sealed figures, and sealed figures (JSON) against the ledger.',
  arguments: ['file'],
  options: {
    ...{ ...PLACE, ...VerifyReport.shape },
    offline: z.boolean().default(false).describe('without a ledger: only what the files themselves tell'),
    ...TOLD,
  },
  help: `
A file that was handed out is found again in the ledger by its hash, and that decides: nothing is rendered anew for it. Of any other it
is said that it is not on record, and it is compared line by line with the one that was handed out, of which a copy is kept beside the
ledger (or --original, for one that was handed out before copies were kept):
green (exit code 0) where every figure that is printed is the one that the sealed data give, and the ledger still gives these; red
(exit code 1) with the figure and its place where one differs. Words may be edited in Word; a sentence that was reworded is listed, since
its figures must be read by a person, and so is whatever was added or may cover a figure. States of tasks, names in
tables and charts are held to it as numbers are. A PDF must be the very file that was handed out. Every file of the report that was issued is named; once
one was, any other of its format must say the same as one that stands, and a PDF must have its signature; one that another was issued in place of is red.

The seal must be of a key that the ledger knows: one that signed a statement on record, or that of the settings (statements.key, or
of the user where --ledger is given). Where none is known, and with --offline, compare the fingerprint that is printed with the one named to you.

Examples:
  camwatch report verify reports-2025/bao-cao-city-2025.docx
  camwatch report verify signed.pdf --lang vi
  camwatch report verify signed.docx --figures reports-2025/bao-cao-city-2025.json
  camwatch report verify signed.docx --original reports-2025/bao-cao-city-2025.docx
  camwatch report verify reports-2025/bao-cao-city-2025.json --offline --json`,
  open: openNothing,
  run: async ({ cli: { env, stop, language } }, { offline, lang = language, ...options }) => {
    const place = omitUndefined(options);
    const record = offline ? undefined : await recordOf(place, env);
    const verified = await verifyReport({ stop, ...(record && { record }) }, options);
    return {
      verified: record ? await withWitnesses(verified, record.store.place, { place, lang }) : verified,
      telling: { language: lang, timeZone: (await localZone(place)).timeZone },
    };
  },
  json: ({ verified }, _scope, { file }) => toJson(file, verified),
  render: ({ verified, telling }, { cli: { terminal } }, { file }) => [
    renderVerification(file, verified, { ...telling, style: terminal.style }),
  ],
  isProblem: ({ verified }) => !verified.isGood,
});

async function recordOf(
  place: PlaceOptions,
  env: NodeJS.ProcessEnv,
): Promise<NonNullable<VerifyContext['record']>> {
  return { store: recordStore(await ledgerPath(place)), keyFile: (await keyPlace(place, env)).path };
}

/** With a line on who else has signed the ledger. */
async function withWitnesses(
  verified: VerifiedReport,
  ledger: string,
  { place, lang }: { readonly place: PlaceOptions; readonly lang: Language },
): Promise<VerifiedReport> {
  const { figures } = verified;
  return {
    ...verified,
    figures: { ...figures, notes: [...figures.notes, await witnessNote(ledger, place, lang)] },
  };
}

function toJson(file: string, { sealedPath, isGood, figures, isChanged: _, ...rest }: VerifiedReport) {
  const { document: _document, ...checked } = figures;
  return { file, sealed: sealedPath, isGood, figures: checked, ...rest };
}
