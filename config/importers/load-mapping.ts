import { readFile } from 'node:fs/promises';
import { ConfigError } from '../files/config-error.ts';
import { decodeText } from '../files/read-text.ts';
import { parseYaml, parseYamlValue } from '../files/yaml-file.ts';
import { MappingFile } from './mapping.ts';

/** @throws a {@link ConfigError} with every problem of the file. */
export async function loadMapping(path: string): Promise<MappingFile> {
  const decoded = decodeText(await readFile(path));
  if (!decoded.ok) {
    throw new ConfigError(path, [
      { file: path, line: decoded.line, col: 1, path: 'the file', message: decoded.message },
    ]);
  }
  const yaml = parseYaml(path, decoded.text);
  if (yaml.problems.length > 0) throw new ConfigError(path, yaml.problems);
  const { value, problems } = parseYamlValue(yaml, yaml.value, MappingFile);
  if (!value) throw new ConfigError(path, problems);
  return value;
}
