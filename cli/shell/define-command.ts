import { Command } from 'commander';
import { z } from 'zod';
import { InputError } from '../../core/input/input-error.ts';
import { parseInput } from '../../core/input/parse-input.ts';
import type { Language } from '../../core/language/language.ts';
import type { Said } from '../../core/language/said.ts';
import type { Context } from './context.ts';
import {
  addMembers,
  type Given,
  givenMembers,
  listMembers,
  type Member,
  readMembers,
} from './option-members.ts';
import type { Zones } from './readers.ts';

/** What a command works with for the time of one run, and the zones in which what was typed is read. */
export type Scope = Zones;

/** Opens a scope for the time of `work`, by its own part of the options. */
export type OpenScope<Own extends Scope> = (
  given: Given,
  context: Context,
  work: (scope: Own) => Promise<void>,
) => Promise<void>;

/** What a command works with that opens nothing, and is asked for no times of a city. */
export interface PlainScope extends Scope {
  readonly cli: Context;
}

export const openNothing: OpenScope<PlainScope> = (_given, cli, work) =>
  work({ cli, timeZone: 'UTC', cityTimeZone: 'UTC' });

/** One command: options from schemas, one call, and how its result is told. */
export interface CommandDefinition<Shape extends z.ZodRawShape, Own extends Scope, Result> {
  readonly name: string;
  /** Of a command that the list of commands does not describe. */
  readonly description?: string;
  /** Members of `options` that are told by their place. */
  readonly arguments?: readonly (keyof Shape & string)[];
  /** Those of the action and those that several commands share, in the order of the help. */
  readonly options: Shape;
  /** Rules and examples below the options. */
  readonly help: string;
  /** What is wrong with options together as they were typed, where no schema of an action says it. */
  readonly check?: (given: Given) => Said | undefined;
  readonly open: OpenScope<Own>;
  readonly run: (scope: Own, options: z.output<z.ZodObject<Shape>>) => Result | Promise<Result>;
  /** Of a command that has `--json`; what is `undefined` is told in lines all the same. */
  readonly json?: (result: Result, scope: Own, options: z.output<z.ZodObject<Shape>>) => unknown;
  readonly render: (result: Result, scope: Own, options: z.output<z.ZodObject<Shape>>) => readonly string[];
  /** What is told of it on standard error, behind the result. */
  readonly notes?: (result: Result, scope: Own, options: z.output<z.ZodObject<Shape>>) => readonly string[];
  /** Whether the exit code is 1. */
  readonly isProblem?: (result: Result, options: z.output<z.ZodObject<Shape>>) => boolean;
}

/** What builds the command as commander has it. Where `json` was given, the result is printed as JSON. */
export function defineCommand<Shape extends z.ZodRawShape, Own extends Scope, Result>(
  definition: CommandDefinition<Shape, Own, Result>,
): (context: Context) => Command {
  return (context) => {
    const members = listMembers(definition.options, definition.arguments);
    const command = addMembers(new Command(definition.name), members, context.language);
    return command
      .description(definition.description ?? '')
      .addHelpText('after', definition.help)
      .action(async () => {
        const given = givenMembers(command, members);
        try {
          const wrong = definition.check?.(given);
          if (wrong) throw new InputError([{ member: '', ...wrong }]);
          await definition.open(given, context, async (scope) => {
            const read = readMembers(members, given, scope);
            const options = parseInput(z.object(definition.options), read);
            const result = await definition.run(scope, options);
            context.terminal.clearProgress();
            const json = given.json ? definition.json?.(result, scope, options) : undefined;
            if (json === undefined) printLines(definition.render(result, scope, options), context.terminal);
            else context.terminal.printJson(json);
            for (const note of definition.notes?.(result, scope, options) ?? [])
              context.terminal.printError(note);
            if (definition.isProblem?.(result, options)) context.reportProblem();
          });
        } catch (error) {
          if (error instanceof InputError)
            command.error(`error: ${wordsOf(error, members, context.language)}`);
          throw error;
        }
      });
  };
}

function printLines(lines: readonly string[], { print }: Context['terminal']): void {
  if (lines.length > 0) print(lines.join('\n'));
}

function wordsOf({ problems }: InputError, members: readonly Member[], language: Language): string {
  const words = problems.map(({ member, ...said }) => {
    const flag = members.find(({ name }) => name === member)?.flag;
    return flag === undefined ? said[language] : `${flag}: ${said[language]}`;
  });
  return words.join('; ');
}
