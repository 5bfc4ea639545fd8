import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { PlaceOptions } from '../../../config/settings/ledger-place.ts';
import { loadSettings } from '../../../config/settings/load-settings.ts';
import { isDatabasePlace } from '../../../core/domain/record-place.ts';
import { loadStatementKey, type StatementKey } from '../../statements/statement-key.ts';

export interface KeyOptions extends PlaceOptions {
  readonly key?: string;
}

/** Where the key lies, or would be made. */
export interface KeyPlace {
  readonly path: string;
  /** It lies beside the ledger, as keys did by default once: whoever copies or takes the one has both. Where it belongs. */
  readonly moveTo?: string;
}

const KEY = 'statement-key.pem';
/** Of the settings, relative to the configuration folder, until keys were kept away from the ledger. */
const FORMER_KEY = join('data', KEY);

/**
 * The key that `--key` names, else that of the settings; of a ledger given by itself that of the user. A key of before that
 * still lies beside the ledger goes on, until somebody moves it: statements that it signed name it.
 */
export async function keyPlace(
  { config, ledger, key }: KeyOptions,
  env: NodeJS.ProcessEnv,
): Promise<KeyPlace> {
  if (key !== undefined) return { path: key };
  if (ledger !== undefined && !isDatabasePlace(ledger))
    return orFormer(userKeyPath(env), join(dirname(ledger), KEY));
  const { statements } = await loadSettings(config);
  return orFormer(resolve(config, statements.key), resolve(config, FORMER_KEY));
}

/** Of the process that signs. */
export interface KeyContext {
  readonly env: NodeJS.ProcessEnv;
  readonly terminal: { readonly printError: (line: string) => void };
}

/** The key of that place; says on standard error where it should lie. @throws STATEMENT_KEY */
export async function loadKey(
  options: KeyOptions,
  { env, terminal }: KeyContext,
): Promise<{ readonly path: string; readonly key: StatementKey }> {
  const { path, moveTo } = await keyPlace(options, env);
  if (moveTo !== undefined) terminal.printError(`camwatch: ${describeMove(path, moveTo)}`);
  return { path, key: loadStatementKey(path) };
}

/** Moved, never made anew: the parties know it by its fingerprint. */
export const describeMove = (path: string, moveTo: string): string =>
  `${path}: the signing key lies beside the ledger, where whoever takes the one has both; move it: install -d -m 700 ${dirname(moveTo)} && mv ${path} ${moveTo}`;

function orFormer(path: string, former: string): KeyPlace {
  if (path === former || existsSync(path) || !existsSync(former)) return { path };
  return { path: former, moveTo: path };
}

/** By the XDG base directories. */
function userKeyPath({ XDG_CONFIG_HOME, HOME }: NodeJS.ProcessEnv): string {
  const folder = XDG_CONFIG_HOME || join(HOME || homedir(), '.config');
  return join(folder, 'camwatch', KEY);
}
