import { join } from 'node:path';
import { z } from 'zod';
import { NO_CITY, type ProbedCity } from '../../collector/diagnosis/plan-probe.ts';
import { probe } from '../../collector/diagnosis/probe.ts';
import { Probe, Walk } from '../../collector/diagnosis/probe-input.ts';
import { walk } from '../../collector/diagnosis/walk.ts';
import { loadConfig } from '../../config/load-config.ts';
import { loadMakers } from '../../config/makers/load-makers.ts';
import type { Said } from '../../core/language/said.ts';
import { hideControls } from '../../core/text/terminal-text.ts';
import { wrapLines } from '../print/wrap-lines.ts';
import { defineCommand, type OpenScope, type PlainScope } from '../shell/define-command.ts';
import type { Given } from '../shell/option-members.ts';
import { CONFIG, TOLD } from '../shell/shared-options.ts';
import { createRenderContext, type RenderContext } from './render-context.ts';
import { renderResult } from './render-result.ts';
import { renderWalked, renderWalkRow, walkToJson } from './render-walk.ts';
import { isAllUp, toJson } from './to-json.ts';

interface ProbeScope extends PlainScope {
  readonly city: ProbedCity;
  readonly words: RenderContext;
}

const Opened = z.object({ config: z.string(), address: z.string().optional() });

/** Whoever asks an address needs no configuration that holds together. @throws CONFIG_INVALID */
const openProbe: OpenScope<ProbeScope> = async (given, cli, work) => {
  const { config: dir, address } = Opened.parse(given);
  const city =
    address === undefined
      ? await loadConfig(dir)
      : { ...NO_CITY, dir, makers: await loadMakers(join(dir, 'makers')) };
  const { timeZone } = city.settings.city;
  const words = createRenderContext(cli.language, timeZone, cli.terminal.style);
  await work({ cli, city, words, timeZone, cityTimeZone: timeZone });
};

const { device, ...asked } = Probe.shape;

/** `camwatch probe`: everything that can be asked of one device, now, from here, and what follows from it. */
export const buildProbeCommand = defineCommand({
  name: 'probe',
  arguments: ['device'],
  options: {
    ...{ device, config: CONFIG, ...asked },
    walk: Walk.shape.walk.optional(),
    maxRows: Walk.shape.maxRows,
    ...TOLD,
  },
  help: `
Where the device keeps silent, what is in front of it and beside it is asked as well, to tell the line from the device.
Without --credentials an address is asked over SNMP by v2c with the community public. Rates of interfaces need --times 2.
Exit code 1 when a check is not up.

Examples:
  camwatch probe cam-0001
  camwatch probe sw-12 --config /etc/camwatch --only snmp --times 2 --every 5s
  camwatch probe cam-0001 --json | jq '.checks[].rounds[].outcome'
  camwatch probe --address 10.1.2.3 --as snmp --as onvif --credentials env:NEW_CAMERA
  camwatch probe --address 10.1.2.3 --as rtsp --path /stream1 --credentials file:/run/secrets/cam
  camwatch probe --address 10.1.2.3 --walk`,
  check: findMisuse,
  open: openProbe,
  run: async ({ city, cli, words }, { walk: root, json, ...options }) => {
    const { env, stop, terminal } = cli;
    if (root === undefined)
      return { result: await probe({ city, env, stop, onProgress: terminal.progress }, options) };
    let count = 0;
    const onRow: Parameters<typeof walk>[0]['onRow'] = (row) => {
      if (!json) return terminal.print(hideControls(renderWalkRow(row, words)));
      count += 1;
      terminal.progress(`${options.device ?? options.address}: ${row.oid}`, count, options.maxRows);
    };
    return { walked: await walk({ city, env, stop, onRow }, { ...options, walk: root }) };
  },
  json: ({ result, walked }, { words }) => (walked ? walkToJson(walked) : toJson(result, words)),
  render: ({ result, walked }, { words, cli: { terminal } }) => {
    const lines = walked ? renderWalked(walked, words) : [renderResult(result, words)];
    // Devices had a say in it, and a pipe may end at a terminal.
    return lines.map((text) => hideControls(walked ? text : fitting(text, terminal)));
  },
  isProblem: ({ result, walked }) => (walked ? walked.failure !== undefined : !isAllUp(result)),
});

/** A file or a pipe gets lines as they are: they are searched and compared. */
const fitting = (text: string, { isInteractive, width }: PlainScope['cli']['terminal']): string =>
  isInteractive ? wrapLines(text, width) : text;

/** What does not go together. A reference is not repeated: somebody may have typed the secret itself. */
function findMisuse(given: Given): Said | undefined {
  const { device, address, walk, as, only, credentials } = given;
  if (credentials !== undefined && !/^(?:env|file|credential):./.test(String(credentials)))
    return {
      en: 'expected --credentials env:NAME, file:/path or credential:NAME, got [redacted]',
      vi: 'cần --credentials env:NAME, file:/path hoặc credential:NAME, nhận được [redacted]',
    };
  if ((device === undefined) === (address === undefined))
    return {
      en: 'expected a device of the inventory or --address, one of them',
      vi: 'cần một thiết bị trong danh mục hoặc --address, một trong hai',
    };
  if (device !== undefined) return findAlien(given);
  if (walk === undefined && as === undefined)
    return { en: 'expected --as or --walk with --address', vi: 'cần --as hoặc --walk đi cùng --address' };
  if (only === undefined) return undefined;
  return {
    en: '--only goes with a device: --as says what to ask an address',
    vi: '--only chỉ dùng với thiết bị: hỏi địa chỉ những gì là do --as',
  };
}

const AD_HOC_OPTIONS = ['port', 'as', 'credentials', 'path', 'tls', 'kind'] as const;

function findAlien(given: Given): Said | undefined {
  const alien = AD_HOC_OPTIONS.find((name) => given[name] !== undefined);
  if (alien === undefined) return undefined;
  return {
    en: `--${alien} goes with --address: a device has its own in the inventory`,
    vi: `--${alien} chỉ dùng với --address: thiết bị đã có trong danh mục`,
  };
}
