import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { ledgerPath } from '../../config/settings/ledger-place.ts';
import { loadSettings } from '../../config/settings/load-settings.ts';
import { loadKey } from '../../contracts/actions/statements/key-place.ts';
import type { SealAct } from '../../contracts/actions/statements/seal-and-file.ts';
import {
  type StatementContext,
  statementContext,
} from '../../contracts/actions/statements/statement-context.ts';
import { sealedFileName } from '../../contracts/statements/sealed-file-name.ts';
import { StatementError } from '../../contracts/statements/statement-error.ts';
import type { StatementDocument } from '../../contracts/statements/statement-schema.ts';
import type { Language } from '../../core/language/language.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import { createWords, type Words } from '../../reports/statement/words/words.ts';
import type { Context } from '../shell/context.ts';
import type { OpenScope, Scope } from '../shell/define-command.ts';
import { languageOf } from '../shell/language-of.ts';
import { authorOf, PLACE, TOLD } from '../shell/shared-options.ts';
import type { CommonOptions, SealOptions } from './options.ts';

/** What commands about statements work with: the statements of a city, and the words of the language that is asked for. */
export interface StatementScope extends StatementContext {
  readonly language: Language;
  /** In the city's zone. */
  readonly words: Words;
  /** In that of a contract. */
  readonly wordsIn: (timeZone: string) => Words;
}

/** The contract that a command is about, or all of them. */
interface AboutContract extends CommonOptions {
  readonly contract?: string;
}

/**
 * Opens the ledger for the time of `work`. Days and months are those of the city that `--config` names. Of a large city only
 * the devices of the contract are read.
 */
export async function withStatementScope<Result>(
  options: AboutContract,
  { terminal, env }: Pick<Context, 'terminal' | 'env'>,
  work: (statements: StatementScope) => Result | Promise<Result>,
): Promise<Result> {
  const { timeZone } = (await loadSettings(options.config)).city;
  const store = recordStore(await ledgerPath(options));
  using reader = store.openReader();
  const language = options.lang ?? languageOf(env);
  const wordsIn = (zone: string) => createWords(language, zone, terminal.style);
  // Assigned, so that the history is read when it is asked for.
  const statements = statementContext({ store, reader, timeZone }, options);
  return await work(Object.assign(statements, { language, words: wordsIn(timeZone), wordsIn }));
}

/** The statements of a record, with what a command may touch of the outside. */
export interface StatementScopeOptions extends Scope {
  readonly statements: StatementScope;
  readonly cli: Context;
}

const Opened = z.object({ ...PLACE, ...TOLD, contract: z.string().optional() });

export const openStatementScope: OpenScope<StatementScopeOptions> = (given, cli, work) =>
  withStatementScope(omitUndefined(Opened.parse(given)), cli, (statements) => {
    const { timeZone } = statements;
    return work({ statements, cli, timeZone, cityTimeZone: timeZone });
  });

/** Who seals by the options of a command; `tellKey` is called with the path of a key that was made. */
export function sealer(
  { statements, cli }: StatementScopeOptions,
  options: SealOptions & { readonly attach?: readonly string[] },
  tellKey: (path: string) => void = () => undefined,
): SealAct {
  return {
    statements,
    author: authorOf(options),
    files: options.attach ?? [],
    key: async () => {
      const { key, path } = await loadKey(omitUndefined(options), cli);
      if (key.isNew) tellKey(path);
      return key;
    },
    out: (document) => outPath(options.out, document),
    overwrite: options.force ?? false,
  };
}

/** Before any work: where `--out` lies, and for several files a folder, made where there is none in one that exists. @throws STATEMENT_FILE */
export function expectPlace(out: string | undefined, wanted: 'file' | 'folder'): void {
  if (out === undefined) return;
  const folder = wanted === 'folder' ? out : dirname(out);
  if (wanted === 'folder' && !existsSync(out) && existsSync(dirname(out))) mkdirSync(out);
  if (existsSync(folder) && statSync(folder).isDirectory()) return;
  const isThere = existsSync(folder);
  throw new StatementError('STATEMENT_FILE', {
    en: `--out: ${folder}: expected a folder that exists, got ${isThere ? 'a file' : 'nothing'}`,
    vi: `--out: ${folder}: cần thư mục có sẵn, nhận được ${isThere ? 'một tệp' : 'không có gì'}`,
  });
}

/** `--out` as a file: in a folder it has the name of the statement. */
export function outPath(out: string | undefined, document: StatementDocument): string {
  const name = sealedFileName(document);
  if (out === undefined) return name;
  return existsSync(out) && statSync(out).isDirectory() ? join(out, name) : out;
}
