import { z } from 'zod';
import {
  expectFiled,
  expectPeriod,
  WhichStatement,
} from '../../contracts/actions/statements/statement-context.ts';
import { objectedSince } from '../../contracts/statements/statement-disputes.ts';
import { filedBy } from '../../contracts/statements/statement-register.ts';
import { namesOfStatement } from '../../reports/statement/names-on-record.ts';
import { handedOutTexts } from '../../reports/statement/words/handed-out-texts.ts';
import { renderStatementFindings } from '../../reports/statement/words/render-findings.ts';
import { defineCommand } from '../shell/define-command.ts';
import { PLACE, TOLD } from '../shell/shared-options.ts';
import { dossierWordsOf } from './render-dossier.ts';
import { renderHandedOut } from './render-handed-out.ts';
import { renderStatement } from './render-statement.ts';
import { openStatementScope } from './statement-scope.ts';

/** `camwatch statement show`: a statement on record, for people. */
export const buildShowCommand = defineCommand({
  name: 'show',
  description: 'Show the statement that counts now, or another on record by its hash.',
  options: {
    ...{ ...WhichStatement.shape, ...PLACE, ...TOLD },
    hash: z.string().optional().meta({ value: 'start' }).describe('the one whose hash begins so'),
  },
  help: `
Times are those of the contract's zone. A draft is shown with the objections on record so far (--json: in "onRecord").

Examples:
  camwatch statement show --contract c-1 --period 2026-10
  camwatch statement show --contract c-1 --period 2026-10 --hash 9f2c --lang vi
  camwatch statement show --contract c-1 --period 2026-10 --json | jq .figures.parts[0].aggregate`,
  open: openStatementScope,
  run: ({ statements }, { contract, period, hash }) => {
    const life = statements.life(contract, expectPeriod(statements, contract, period));
    const filed = hash === undefined ? expectFiled(life) : filedBy(life, hash);
    const document = statements.documentOf(filed);
    const handedOut = life.handedOut.filter(({ of }) => of === filed.sha256);
    const names = namesOfStatement(statements, document);
    return { document, onRecord: objectedSince(document, life), life, filed, handedOut, names };
  },
  json: ({ document, onRecord, handedOut, names }) => ({
    ...document,
    ...(onRecord && { onRecord }),
    handedOut,
    names: {
      ...names,
      entities: objectOf(names.entities),
      places: objectOf(names.places),
      parties: objectOf(names.parties),
    },
  }),
  render: ({ document, onRecord, life, filed, handedOut, names }, { statements, cli }) => {
    const { timeZone } = document.period;
    const words = statements.wordsIn(timeZone);
    const told = {
      document: { ...document, ...onRecord },
      ...{ sha256: filed.sha256, names },
      words: dossierWordsOf(words, timeZone, statements.language),
    };
    return [
      renderStatement(told, words),
      ...renderStatementFindings(document.findings, { ...statements, words }),
      cli.terminal.style('bold', handedOutTexts(statements.language).title),
      ...renderHandedOut(handedOut, life, { ...statements, words }).map((line) => `  ${line}`),
    ];
  },
});

const objectOf = (names: ReadonlyMap<string, string> | undefined) => Object.fromEntries(names ?? []);
