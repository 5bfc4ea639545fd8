import { Command, InvalidArgumentError, Option } from 'commander';
import { createFormats } from '../../core/language/formats.ts';
import { LANGUAGES, type Language } from '../../core/language/language.ts';
import { formatDurationMs, parseDurationMs, seconds } from '../../core/time/units.ts';
import { runDemo } from '../../demo/run/run-demo.ts';
import { FIRST_BLOCK, LAST_BLOCK } from '../../demo/run/setting/claim-folder.ts';
import type { DemoOptions } from '../../demo/run/setting/demo-options.ts';
import { shortestDemoMs } from '../../demo/run/setting/demo-script.ts';
import { en } from '../../portal/web/messages/en.ts';
import type { Messages } from '../../portal/web/messages/messages.ts';
import { vi } from '../../portal/web/messages/vi.ts';
import type { Context } from '../shell/context.ts';
import { languageOf } from '../shell/language-of.ts';
import type { Terminal } from '../shell/terminal.ts';
import { TEXTS } from './all-texts.ts';
import { createNarrator, type Narration } from './create-narrator.ts';
import type { RenderContext } from './render-picture.ts';
import { renderResult } from './render-result.ts';

interface Options {
  readonly for?: number;
  readonly round?: number;
  readonly devices: number;
  readonly seed: number;
  readonly port?: number;
  readonly block?: number;
  readonly lang?: Language;
  readonly keep?: boolean;
  readonly influx: boolean;
  readonly influxBreak?: number;
  readonly json?: boolean;
}

/** Fewer would leave districts empty, more would not fit into one block of addresses. */
const DEVICES = { min: 250, max: 2_000 };
const LARGEST_SEED = 2 ** 32 - 1;
const TIME_ZONE = 'Asia/Ho_Chi_Minh';

/** `camwatch demo`: a city on this machine, faults in it, and whether the ledger tells the truth about them. */
export function buildDemoCommand({ terminal, env, stop, reportProblem }: Context): Command {
  return new Command('demo')
    .addOption(
      new Option('--for <duration>', 'end by itself after this long, such as 60s or 5m').argParser(
        parseLength,
      ),
    )
    .addOption(
      new Option(
        '--round <duration>',
        'how long things stay broken, such as 12m: long enough for alerts to fire (default: a minute)',
      ).argParser(parseDuration),
    )
    .option('--devices <count>', 'how many devices', parseWithin(DEVICES.min, DEVICES.max), 300)
    .option(
      '--seed <number>',
      'the same number gives the same city and script',
      parseWithin(0, LARGEST_SEED),
      1,
    )
    .option('--port <port>', 'port of the page (0: any free one)', parseWithin(0, 65_535))
    .addOption(
      new Option(
        '--block <number>',
        'use the addresses 127.NUMBER.x.y; otherwise the first free block',
      ).argParser(parseWithin(FIRST_BLOCK, LAST_BLOCK)),
    )
    .addOption(
      new Option('--lang <language>', 'language of terminal and page; otherwise from LANG').choices(
        LANGUAGES,
      ),
    )
    .option('--no-influx', 'do without InfluxDB')
    .addOption(
      new Option(
        '--influx-break <duration>',
        'stop InfluxDB for this long, ten seconds after the start',
      ).argParser(parseDuration),
    )
    .option('--keep', 'keep configuration, ledger, measurements, truth and log, and say where')
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      `
As root, with fping and ip, reach is a ping and faults are unreachable routes; otherwise reach is a TCP connect and
faults are closed listeners. InfluxDB is used where influxd is installed, with a folder and port of its own.
Exit code 1 when the ledger does not agree with the script: a fault not found, an edge further off than one interval
(or, where probes were late, outside its bounds on record), or an outage that nobody made.

Examples:
  camwatch demo
  camwatch demo --for 60s
  camwatch demo --for 3m --influx-break 60s --keep
  camwatch demo --for 14m --round 13m --keep
  camwatch demo --for 60s --json --port 0 | jq '.faults[] | {kind, worstErrorMs}'`,
    )
    .action(async (given: Options) => {
      stop.throwIfAborted();
      const language = given.lang ?? languageOf(env);
      const options = readOptions(given, language);
      const context = createRenderContext(terminal, language);
      const audience = createNarrator(terminal, narrationOf(given, terminal), options, context);
      const result = await runDemo(options, env, stop, audience);
      if (given.json) terminal.printJson(result);
      else terminal.print(renderResult(result, context));
      if (!result.isFine) reportProblem();
    });
}

function readOptions(given: Options, language: Language): DemoOptions {
  return {
    ...(given.for !== undefined && { forMs: given.for }),
    ...(given.round !== undefined && { roundMs: given.round }),
    devices: given.devices,
    seed: given.seed,
    ...(given.port !== undefined && { port: given.port }),
    ...(given.block !== undefined && { block: given.block }),
    language,
    folder: given.keep ? 'keep' : 'remove',
    influx: given.influx ? 'auto' : 'off',
    ...(given.influxBreak !== undefined && { influxBreakMs: given.influxBreak }),
  };
}

function narrationOf({ json }: Options, terminal: Terminal): Narration {
  if (json) return 'silent';
  return terminal.isInteractive ? 'screen' : 'lines';
}

function createRenderContext(terminal: Terminal, language: Language): RenderContext {
  return {
    texts: TEXTS[language],
    messages: MESSAGES[language],
    formats: createFormats(language, TIME_ZONE),
    style: terminal.style,
    width: terminal.width,
  };
}

const MESSAGES: Readonly<Record<Language, Messages>> = { vi, en };

function parseLength(text: string): number {
  const lengthMs = parseDuration(text);
  const shortestMs = Math.ceil(shortestDemoMs() / seconds(5)) * seconds(5);
  if (lengthMs >= shortestMs) return lengthMs;
  throw new InvalidArgumentError(
    `Expected at least ${formatDurationMs(shortestMs)}: less does not hold a fault of every kind.`,
  );
}

function parseDuration(text: string): number {
  const durationMs = parseDurationMs(text);
  if (durationMs !== undefined && durationMs > 0) return durationMs;
  throw new InvalidArgumentError('Expected a duration with its unit, such as 60s or 5m.');
}

function parseWithin(min: number, max: number) {
  return (text: string): number => {
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= min && number <= max) return number;
    throw new InvalidArgumentError(`Expected a whole number from ${min} to ${max}.`);
  };
}
