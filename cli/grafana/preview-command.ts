import { expectDrawingProgram } from '../../demo/preview/draw-pictures.ts';
import { PreviewDashboards, previewDashboards } from '../../demo/preview/preview-dashboards.ts';
import { type ConfigScope, openConfig } from '../print/config-scope.ts';
import { defineCommand, type OpenScope } from '../shell/define-command.ts';
import { CONFIG, TOLD } from '../shell/shared-options.ts';

/** Reading a large city takes a while: nobody waits for that to be told to build something first. */
const openWhereBuilt: OpenScope<ConfigScope> = async (...args) => {
  await expectDrawingProgram();
  await openConfig(...args);
};

/** `camwatch dashboards preview`: pictures of dashboards without a Grafana server. */
export const buildPreviewCommand = defineCommand({
  name: 'preview',
  description: "Draws dashboards with Grafana's own components, from what an InfluxDB has.",
  options: {
    config: CONFIG.describe('folder of the inventory and settings'),
    ...PreviewDashboards.shape,
    lang: TOLD.lang,
  },
  help: `
Asks the InfluxDB of the settings, as their user. The drawing program is built once, from the folder of camwatch:
npm --prefix dashboards/preview ci --ignore-scripts && npm --prefix dashboards/preview run build

Examples:
  camwatch dashboards preview --config /etc/camwatch --last 6h --out /tmp/pictures
  camwatch dashboards preview --last 1h --until 2026-11-26T08:00+07:00
  camwatch dashboards preview --dashboard camwatch-district --var district=dong-da --width 1366 --out /tmp/pictures`,
  open: openWhereBuilt,
  run: ({ config, cli: { language, env, stop, terminal } }, options) =>
    previewDashboards(
      {
        ...{ config, language, env, stop },
        onRefused: (name, { query, detail }) => terminal.printError(`${name}: ${detail}: ${query}`),
        onPicture: ({ path }) => terminal.print(path),
      },
      options,
    ),
  render: () => [],
});
