import { z } from 'zod';
import { createFormats } from '../../core/language/formats.ts';
import { inLanguage } from '../../core/language/in-language.ts';
import type { Language } from '../../core/language/language.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import { clusterDemoOptions } from '../../demo/cluster/cluster-demo-options.ts';
import { runDemo } from '../../demo/run/run-demo.ts';
import { RunDemo } from '../../demo/run/setting/demo-input.ts';
import type { DemoOptions } from '../../demo/run/setting/demo-options.ts';
import { en } from '../../portal/web/messages/en.ts';
import { vi } from '../../portal/web/messages/vi.ts';
import { defineCommand, openNothing } from '../shell/define-command.ts';
import { TOLD } from '../shell/shared-options.ts';
import type { Terminal } from '../shell/terminal.ts';
import { TEXTS } from './all-texts.ts';
import { createNarrator } from './create-narrator.ts';
import { renderClusterResult } from './render-cluster-result.ts';
import type { RenderContext } from './render-picture.ts';
import { renderResult } from './render-result.ts';
import { runCluster } from './run-cluster.ts';

const TIME_ZONE = 'Asia/Ho_Chi_Minh';
const { influx, influxBreakMs, keep, ...city } = RunDemo.shape;

const messagesOf = inLanguage({ en, vi });

/** `camwatch demo`: a city on this machine, faults in it, and whether the ledger tells the truth about them. */
export const buildDemoCommand = defineCommand({
  name: 'demo',
  options: {
    ...city,
    lang: TOLD.lang.describe('language of terminal and page; otherwise from LANG'),
    ...{ influx, influxBreakMs, keep },
    cluster: z
      .boolean()
      .default(false)
      .describe('on several machines, made of network namespaces (root), which are killed and cut off'),
    json: TOLD.json.describe('print the result as JSON'),
  },
  help: `
As root, with fping and ip, reach is a ping and faults are unreachable routes; otherwise reach is a TCP connect and
faults are closed listeners. InfluxDB is used where influxd is installed, with a folder and port of its own.
Exit code 1 when the ledger does not agree with the script: a fault not found, an edge further off than one interval
(or, where probes were late, outside its bounds on record), or an outage that nobody made.

--cluster: two collectors, two hubs, two centres, PostgreSQL with a standby under Patroni, three etcd, HAProxy; a collector is
killed, one is cut off for a minute, the primary and a hub are killed. Takes six minutes (docs/cluster.md).

Examples:
  camwatch demo
  camwatch demo --cluster
  camwatch demo --for 60s
  camwatch demo --for 3m --influx-break 60s --keep
  camwatch demo --for 14m --round 13m --keep
  camwatch demo --for 60s --json --port 0 | jq '.faults[] | {kind, worstErrorMs}'`,
  open: openNothing,
  run: async ({ cli: { terminal, env, stop, language } }, { json, lang: _lang, cluster, ...given }) => {
    stop.throwIfAborted();
    const options = demoOptions(given, language);
    const context = createRenderContext(terminal, language);
    if (cluster)
      return await runCluster(clusterDemoOptions(options), {
        ...{ terminal, env, stop, language, context, isSilent: json },
      });
    const shown = terminal.isInteractive ? 'screen' : 'lines';
    const audience = createNarrator(terminal, json ? 'silent' : shown, options, context);
    return await runDemo(options, env, stop, audience);
  },
  json: (result) => result,
  render: (result, { cli }) => {
    const context = createRenderContext(cli.terminal, cli.language);
    return [
      'acts' in result ? renderClusterResult(result, cli.language, context) : renderResult(result, context),
    ];
  },
  isProblem: ({ isFine }) => !isFine,
});

const demoOptions = (
  { influx: isWanted, keep: isKept, ...given }: z.output<typeof RunDemo>,
  language: Language,
): DemoOptions => ({
  ...omitUndefined(given),
  ...{ language, folder: isKept ? 'keep' : 'remove', influx: isWanted ? 'auto' : 'off' },
});

const createRenderContext = ({ style, width }: Terminal, language: Language): RenderContext => ({
  ...{ texts: TEXTS[language], messages: messagesOf(language) },
  ...{ formats: createFormats(language, TIME_ZONE), style, width },
});
