import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { loadConfig } from '../config/load-config.ts';
import { renderExampleSettings } from '../config/render-example.ts';
import { readIfThere } from '../core/host/read-if-there.ts';
import { buildOpenApi } from '../portal/api/openapi/build-openapi.ts';
import { buildCityContent } from '../server/grafana/city-content.ts';
import { buildPartFiles, compareFiles, FILES_DIR, writeFiles } from '../server/grafana/files-folder.ts';
import { renderDecisions } from './print/render-decisions.ts';
import { renderMetrics } from './print/render-metrics.ts';
import { renderReasons } from './probe/render-reasons.ts';
import { renderReference } from './render-reference.ts';
import { defineCommand, openNothing } from './shell/define-command.ts';

interface GeneratedFile {
  /** Relative to the project. */
  readonly path: string;
  readonly render: () => string;
}

/** What is written down twice, and so generated from the one place where it is decided. */
const GENERATED_FILES: readonly GeneratedFile[] = [
  { path: 'docs/configuration.md', render: renderReference },
  { path: 'docs/camwatch.example.yaml', render: renderExampleSettings },
  { path: 'docs/metrics.md', render: renderMetrics },
  { path: 'docs/reasons.md', render: renderReasons },
  { path: 'docs/openapi.json', render: () => `${JSON.stringify(buildOpenApi(), undefined, 1)}\n` },
  { path: 'docs/adr/README.md', render: renderDecisions },
];

const PROJECT_DIR = join(import.meta.dirname, '..');
const SAMPLE_CITY = 'config/hanoi';
const AGENCY_FOLDERS = 'dashboards/camwatch-folder-';
const EXAMPLE_AGENCY = `${AGENCY_FOLDERS}so-khoa-hoc-va-cong-nghe/`;

/** Of the agencies' dashboards, which are alike, one is kept as an example; the manifest has the hash of each. */
const isKept = (path: string): boolean => !path.startsWith(AGENCY_FOLDERS) || path.startsWith(EXAMPLE_AGENCY);

const options = {
  check: z
    .boolean()
    .default(false)
    .describe('write nothing; exit code 1 when a document is not as it would be written'),
  dir: z.string().default(PROJECT_DIR).describe('project folder'),
};

/** `camwatch generate`: writes what is generated from the code and the sample city. */
export const buildGenerateCommand = defineCommand({
  name: 'generate',
  options,
  help: `
Examples:
  camwatch generate
  camwatch generate --check      # as npm run check does`,
  open: openNothing,
  run: async (_scope, { check, dir }) => [
    ...(await generateDocuments(dir, check)),
    ...(await generateGrafanaFiles(dir, check)),
  ],
  render: (differing, _scope, { check }) => (check ? [] : differing.map((path) => `wrote ${path}`)),
  notes: (differing, _scope, { check }) =>
    check ? differing.map((path) => `${path}: expected what camwatch generate writes, got another text`) : [],
  isProblem: (differing, { check }) => check && differing.length > 0,
});

/** @returns paths of the documents that differ, or differed. */
async function generateDocuments(dir: string, isCheck: boolean): Promise<readonly string[]> {
  const differing: string[] = [];
  for (const { path, render } of GENERATED_FILES) {
    const target = join(dir, path);
    if ((await readIfThere(target)) === render()) continue;
    differing.push(path);
    if (isCheck) continue;
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, render());
  }
  return differing;
}

/** What Grafana reads, for the sample city and in the language of its page. */
async function generateGrafanaFiles(dir: string, isCheck: boolean): Promise<readonly string[]> {
  const config = await loadConfig(join(PROJECT_DIR, SAMPLE_CITY));
  const content = buildCityContent(config, { language: config.settings.page.language });
  const target = join(dir, FILES_DIR);
  const differing: string[] = [];
  for (const part of ['dashboards', 'alerts'] as const) {
    const files = new Map(
      [...(await buildPartFiles(part, content, target))].filter(([path]) => isKept(path)),
    );
    const differences = await (isCheck ? compareFiles : writeFiles)(target, part, files);
    differing.push(
      ...differences
        .map(({ path }) => path)
        .filter((path) => !isCheck || isKept(path))
        .map((path) => join(FILES_DIR, path)),
    );
  }
  return [...new Set(differing)];
}
