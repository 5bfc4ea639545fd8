import { CommanderError } from 'commander';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Context } from '#cli/shell/context.ts';
import { defineCommand, type OpenScope, type Scope } from '#cli/shell/define-command.ts';
import { Ids, Instant, Words } from '#core/input/fields.ts';
import { must, parseInput } from '#core/input/parse-input.ts';
import type { Language } from '#core/language/language.ts';

const zones = { timeZone: 'Asia/Ho_Chi_Minh', cityTimeZone: 'Asia/Ho_Chi_Minh' };
const open: OpenScope<Scope> = (_given, _context, work) => work(zones);

const Move = z
  .object({
    id: z.string().meta({ value: 'number' }).describe('of the thing'),
    state: z.enum(['on', 'off']).describe('what it becomes'),
    sinceMs: Instant.optional().describe('since when'),
    why: Words.meta({ value: 'text' }).describe('why'),
    device: Ids.describe('of these'),
    line: z
      .array(z.int('expected numbers').positive('expected numbers'))
      .default([])
      .meta({ value: 'numbers', split: 'commas' })
      .describe('lines'),
    dryRun: z.boolean().default(false).describe('do nothing'),
  })
  .superRefine(
    must(
      ({ state, sinceMs }) => state === 'on' || sinceMs === undefined,
      '--since goes with on',
      '--since chỉ dùng với on',
    ),
  );

/** What a command of that schema does with a command line. */
const run = (...words: readonly string[]) => runIn('en', ...words);

async function runIn(language: Language, ...words: readonly string[]) {
  const said = { out: '', err: '', json: undefined as unknown, problem: false };
  const context = {
    language,
    terminal: {
      print: (text: string) => {
        said.out += text;
      },
      clearProgress: () => undefined,
      printJson: (value: unknown) => {
        said.json = value;
      },
    },
    reportProblem: () => {
      said.problem = true;
    },
  } as unknown as Context;
  const build = defineCommand({
    name: 'move',
    description: 'Move a thing.',
    arguments: ['id', 'state'],
    options: { json: z.boolean().default(false).describe('print JSON'), ...Move.shape },
    help: '\nExamples:\n  move 1 on',
    check: ({ device }) =>
      Array.isArray(device) && device.length > 2
        ? { en: 'expected two at most', vi: 'cần nhiều nhất hai' }
        : undefined,
    open,
    run: (_scope, options) => parseInput(Move, options),
    json: (moved) => moved,
    render: ({ id, state }) => [`${id} is`, state],
    isProblem: ({ dryRun }) => dryRun,
  });
  const command = build(context)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        said.out += text;
      },
      outputError: (text) => {
        said.err += text;
      },
    });
  try {
    await command.parseAsync([...words], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
  }
  return said;
}

/** What a command of other forms of options makes of a command line. */
async function runForms(language: Language, ...words: readonly string[]) {
  const said = { out: '', err: '', options: undefined as unknown };
  const build = defineCommand({
    name: 'forms',
    arguments: ['dir'],
    options: {
      dir: z.string().default('here').describe('folder'),
      waitMs: z
        .int()
        .max(60_000)
        .meta({ value: 'duration', reads: 'duration', expected: { en: 'up to 1m', vi: 'tối đa 1m' } })
        .default(5_000)
        .describe('how long'),
      home: z.string().default('/home/me').meta({ value: 'dir', shown: '~' }).describe('where'),
      header: z.boolean().default(true).describe('leave out the first row'),
      sinceMs: Instant.meta({ expected: { en: 'expected a time', vi: 'cần thời điểm' } }).optional(),
    },
    help: '',
    open,
    run: (_scope, options) => {
      said.options = options;
    },
    render: () => [],
  });
  const terminal = { print: () => undefined, clearProgress: () => undefined };
  const command = build({ language, terminal } as unknown as Context)
    .exitOverride()
    .configureOutput({ writeOut: (text) => (said.out += text), outputError: (text) => (said.err += text) });
  await command.parseAsync([...words], { from: 'user' }).catch((error: unknown) => {
    if (!(error instanceof CommanderError)) throw error;
  });
  return said;
}

describe('a command of a schema', () => {
  test('shows durations and defaults as they are typed, and switches off what is on', async () => {
    expect((await runForms('en', '--help')).out).toContain(`Arguments:
  dir                folder (default: "here")

Options:
  --wait <duration>  how long (default: 5s)
  --home <dir>       where (default: ~)
  --no-header        leave out the first row
  --since <time>
`);
    const given = { dir: 'here', waitMs: 5_000, home: '/home/me', header: true };
    expect((await runForms('en')).options).toEqual(given);
    expect((await runForms('en', 'there', '--wait', '1m', '--no-header')).options).toEqual({
      ...{ ...given, dir: 'there', waitMs: 60_000, header: false },
    });
  });

  test.each([
    [['--wait', '2m'], "error: option '--wait <duration>' argument '2m' is invalid. up to 1m\n"],
    [['--wait', '5'], "error: option '--wait <duration>' argument '5' is invalid. up to 1m\n"],
    [['--since', 'soon'], 'error: --since: expected a time, got "soon"\n'],
  ])('says by its schema what is wrong with %j', async (words, err) => {
    expect(await runForms('en', ...words)).toMatchObject({ err, options: undefined });
  });

  test('says it in Vietnamese as well', async () => {
    expect((await runForms('vi', '--since', 'soon')).err).toBe(
      'error: --since: cần thời điểm, nhận được "soon"\n',
    );
  });

  test('has a flag for each member: its words, its value, its default, and what is given by its place', async () => {
    expect((await run('--help')).out).toBe(`Usage: move [options] <number> <state>

Move a thing.

Arguments:
  number            of the thing
  state             what it becomes (choices: "on", "off")

Options:
  --json            print JSON
  --since <time>    since when
  --why <text>      why
  --device <id>     of these (default: [])
  --line <numbers>  lines (default: [])
  --dry-run         do nothing
  -h, --help        display help for command

Examples:
  move 1 on
`);
  });

  test('reads times in the zone, numbers, and lists that are given at once or one by one', async () => {
    const words = ['7', 'on', '--since', '2026-10-05 08:00', '--why', ' cut ', '--device', 'a, b', '--json'];

    expect((await run(...words, '--line', '1,2', '--line', '3')).json).toEqual({
      id: '7',
      state: 'on',
      sinceMs: Date.parse('2026-10-05T08:00+07:00'),
      why: 'cut',
      device: ['a', 'b'],
      line: [1, 2, 3],
      dryRun: false,
    });
  });

  test('prints what it renders, and asks for the exit code 1 where the result is a problem', async () => {
    expect(await run('7', 'off', '--why', 'cut', '--dry-run')).toMatchObject({
      out: '7 is\noff',
      problem: true,
    });
    expect(await run('7', 'off', '--why', 'cut')).toMatchObject({ problem: false });
  });

  test.each([
    [['7', 'on'], "error: required option '--why <text>' not specified\n"],
    [
      ['7', 'up', '--why', 'cut'],
      "error: command-argument value 'up' is invalid for argument 'state'. Allowed choices are on, off.\n",
    ],
    [
      ['7', 'on', '--why', 'no'],
      "error: option '--why <text>' argument 'no' is invalid. expected 3 to 2000 characters in one line\n",
    ],
    [
      ['7', 'on', '--why', 'cut', '--line', '1,x'],
      "error: option '--line <numbers>' argument '1,x' is invalid. expected numbers\n",
    ],
    [
      ['7', 'on', '--why', 'cut', '--line', '0x2'],
      "error: option '--line <numbers>' argument '0x2' is invalid. expected numbers\n",
    ],
    [
      ['7', 'on', '--why', 'cut', '--since', 'soon'],
      'error: --since: expected a time such as 2025-10-01T08:00:00+07:00 or 2025-10-01 08:00, got "soon"\n',
    ],
    [['7', 'on', '--why', 'cut', '--device', 'a,b,c'], 'error: expected two at most\n'],
    [['7', 'off', '--why', 'cut', '--since', '2026-10-05 08:00'], 'error: --since goes with on\n'],
  ])('says what is wrong with %j', async (words, err) => {
    expect(await run(...words)).toMatchObject({ err, out: '' });
  });

  test.each([
    [['7', 'on', '--why', 'no'], 'cần từ 3 đến 2000 ký tự trên một dòng'],
    [['7', 'off', '--why', 'cut', '--since', '2026-10-05 08:00'], '--since chỉ dùng với on'],
  ])('says in Vietnamese what the schema does not take of %j', async (words, said) => {
    expect((await runIn('vi', ...words)).err).toContain(said);
  });
});
