import { Command, Option } from 'commander';
import { loadConfig } from '../../config/load-config.ts';
import { LANGUAGES, type Language } from '../../core/language/language.ts';
import type { GrafanaContent } from '../../grafana/content.ts';
import { buildAlertFiles, buildDashboardFiles, type Files } from '../../grafana/provisioning/build-files.ts';
import type { Part } from '../../grafana/provisioning/manifest.ts';
import { buildCityContent } from '../../server/grafana/city-content.ts';
import { readFilesManifest, writeFiles } from '../../server/grafana/files-folder.ts';
import type { Context } from '../shell/context.ts';

interface Options {
  readonly config: string;
  readonly out: string;
  readonly lang?: Language;
  readonly json?: boolean;
}

export const FILES_DIR = 'deploy/grafana';

const DESCRIPTIONS: Readonly<Record<Part, string>> = {
  dashboards: 'Write dashboards and data source as the files that Grafana reads at its start.',
  alerts: 'Write alert rules, contact points and policies as the files that Grafana reads at its start.',
};

/** `camwatch dashboards build` and `camwatch alerts build`. */
export function buildBuildCommand(part: Part, { terminal }: Context): Command {
  return new Command('build')
    .description(DESCRIPTIONS[part])
    .option('--config <dir>', 'configuration folder', 'config/hanoi')
    .option('--out <dir>', 'folder of the files', FILES_DIR)
    .addOption(
      new Option('--lang <language>', 'language (default: that of the page in the settings)').choices(
        LANGUAGES,
      ),
    )
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
The same configuration gives the same files; only what differs is written, and what is not built any more is taken away.
manifest.json holds the sha256 of every object. No file holds a secret: it names where Grafana finds it.

Examples:
  camwatch ${part} build
  camwatch ${part} build --config /etc/camwatch --out /etc/grafana/camwatch --lang en`,
    )
    .action(async ({ config: dir, out, lang, json }: Options) => {
      const config = await loadConfig(dir);
      const content = buildCityContent(config, { language: lang ?? config.settings.page.language });
      const files = await buildPartFiles(part, content, out);
      const written = await writeFiles(out, part, files);
      if (json) terminal.printJson({ dir: out, files: files.size, written });
      else {
        for (const { path, kind } of written)
          terminal.print(`${kind === 'left over' ? 'removed' : 'wrote'} ${path}`);
        terminal.print(`${out}: ${files.size} files, ${written.length} of them changed`);
      }
    });
}

/** The files of a part, with the list of what the folder holds. @throws GRAFANA_FILES_MANIFEST */
export async function buildPartFiles(part: Part, content: GrafanaContent, dir: string): Promise<Files> {
  const before = await readFilesManifest(dir);
  return part === 'dashboards' ? buildDashboardFiles(content, before) : buildAlertFiles(content, before);
}
