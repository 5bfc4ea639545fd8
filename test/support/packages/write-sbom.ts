import { readFile, writeFile } from 'node:fs/promises';
import { buildSbom } from './build-sbom.ts';
import { parseLock } from './read-lock.ts';

/** `npm run sbom [FILE]`. */
const [path = 'camwatch.cdx.json'] = process.argv.slice(2);
const sbom = buildSbom(parseLock(await readFile('package-lock.json', 'utf8')), process.versions);
await writeFile(path, `${JSON.stringify(sbom, undefined, 2)}\n`);
process.stdout.write(`wrote ${path}: ${sbom.components.length} components\n`);
