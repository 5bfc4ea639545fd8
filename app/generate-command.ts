import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import { renderExampleSettings } from '../config/render-example.ts';
import { renderReference } from '../config/render-reference.ts';
import type { Context } from './context.ts';
import { renderReasons } from './probe/render-reasons.ts';
import { renderMetrics } from './render-metrics.ts';

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
];

const PROJECT_DIR = join(import.meta.dirname, '..');

/** `camwatch generate`: writes the documents that are generated from the code. */
export function buildGenerateCommand({ terminal, reportProblem }: Context): Command {
  return new Command('generate')
    .description('Write the documents that are generated from the code.')
    .option('--check', 'write nothing; exit code 1 when a document is not as it would be written')
    .option('--dir <dir>', 'project folder', PROJECT_DIR)
    .addHelpText(
      'after',
      `
Examples:
  camwatch generate
  camwatch generate --check      # as npm run check does`,
    )
    .action(async ({ check, dir }: { check?: boolean; dir: string }) => {
      for (const { path, render } of GENERATED_FILES) {
        const isCurrent = (await readIfThere(join(dir, path))) === render();
        if (isCurrent) continue;
        if (check) {
          terminal.printError(`${path}: expected what camwatch generate writes, got another text`);
          reportProblem();
          continue;
        }
        await mkdir(dirname(join(dir, path)), { recursive: true });
        await writeFile(join(dir, path), render());
        terminal.print(`wrote ${path}`);
      }
    });
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
