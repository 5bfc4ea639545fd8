import { z } from 'zod';
import type { Part } from '../../grafana/provisioning/manifest.ts';
import { buildCityContent } from '../../server/grafana/city-content.ts';
import { buildPartFiles, FILES_DIR, writeFiles } from '../../server/grafana/files-folder.ts';
import { openConfig } from '../print/config-scope.ts';
import { defineCommand } from '../shell/define-command.ts';
import { CONFIG, TOLD } from '../shell/shared-options.ts';
import { LANG, languageIn } from './content-language.ts';

const DESCRIPTIONS: Readonly<Record<Part, string>> = {
  dashboards: 'Write dashboards and data source as the files that Grafana reads at its start.',
  alerts: 'Write alert rules, contact points and policies as the files that Grafana reads at its start.',
};

const out = z.string().default(FILES_DIR).meta({ value: 'dir' }).describe('folder of the files');

/** `camwatch dashboards build` and `camwatch alerts build`. */
export const buildBuildCommand = (part: Part) =>
  defineCommand({
    name: 'build',
    description: DESCRIPTIONS[part],
    options: { config: CONFIG, out, lang: LANG, json: TOLD.json },
    help: `
The same configuration gives the same files; only what differs is written, and what is not built any more is taken away.
manifest.json holds the sha256 of every object. No file holds a secret: it names where Grafana finds it.

Examples:
  camwatch ${part} build
  camwatch ${part} build --config /etc/camwatch --out /etc/grafana/camwatch --lang en`,
    open: openConfig,
    run: async ({ config }, options) => {
      const content = buildCityContent(config, { language: languageIn(config, options) });
      const files = await buildPartFiles(part, content, options.out);
      return { files: files.size, written: await writeFiles(options.out, part, files) };
    },
    json: (built, _scope, { out: dir }) => ({ dir, ...built }),
    render: ({ files, written }, _scope, { out: dir }) => [
      ...written.map(({ path, kind }) => `${kind === 'left over' ? 'removed' : 'wrote'} ${path}`),
      `${dir}: ${files} files, ${written.length} of them changed`,
    ],
  });
