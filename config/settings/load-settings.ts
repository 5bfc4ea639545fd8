import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from '../files/config-error.ts';
import { decodeText } from '../files/read-text.ts';
import { parseYaml, parseYamlValue } from '../files/yaml-file.ts';
import { Settings } from './settings-schema.ts';

const FILE = 'camwatch.yaml';

/**
 * Reads only the settings of a configuration folder, for commands that must work while its tables do not.
 * @throws a {@link ConfigError} that lists every problem in them.
 */
export async function loadSettings(dir: string): Promise<Settings> {
  const refuse = (line: number, message: string) =>
    new ConfigError(dir, [{ file: FILE, line, col: 1, path: 'the file', message }]);
  const bytes = await readFile(join(dir, FILE)).catch((error: NodeJS.ErrnoException) => {
    throw refuse(1, `expected a file that can be read, got ${error.code ?? error.message}`);
  });
  const decoded = decodeText(bytes);
  if (!decoded.ok) throw refuse(decoded.line, decoded.message);
  const yaml = parseYaml(FILE, decoded.text);
  if (yaml.problems.length > 0) throw new ConfigError(dir, yaml.problems);
  const { value, problems } = parseYamlValue(yaml, yaml.value, Settings);
  if (!value) throw new ConfigError(dir, problems);
  return value;
}
