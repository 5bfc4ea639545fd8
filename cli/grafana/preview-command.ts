import { PreviewDashboards, previewDashboards } from '../../demo/preview/preview-dashboards.ts';
import { openConfig } from '../print/config-scope.ts';
import { defineCommand } from '../shell/define-command.ts';
import { CONFIG, TOLD } from '../shell/shared-options.ts';

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
The drawing program is built once: npm --prefix dashboards/preview ci --ignore-scripts && npm --prefix dashboards/preview run build

Examples:
  camwatch dashboards preview --last 6h
  camwatch dashboards preview --last 1h --until 2026-11-26T08:00+07:00
  camwatch dashboards preview --dashboard camwatch-district --var district=dong-da --width 1366 --out /tmp/pictures`,
  open: openConfig,
  run: ({ config, cli: { language, stop, terminal } }, options) =>
    previewDashboards(
      {
        ...{ config, language, stop },
        onRefused: (name, { query, detail }) => terminal.printError(`${name}: ${detail}: ${query}`),
        onPicture: ({ path }) => terminal.print(path),
      },
      options,
    ),
  render: () => [],
});
