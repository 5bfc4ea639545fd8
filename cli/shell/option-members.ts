import { Argument, type Command, InvalidArgumentError, Option } from 'commander';
import { z } from 'zod';
import { InputError } from '../../core/input/input-error.ts';
import { parseInput } from '../../core/input/parse-input.ts';
import type { Language } from '../../core/language/language.ts';
import type { Said } from '../../core/language/said.ts';
import { formatDurationMs, parseDurationMs } from '../../core/time/units.ts';
import { READERS, type Zones } from './readers.ts';

/** A member of a schema as an option or argument of a command. */
export interface Member {
  readonly name: string;
  readonly schema: z.core.$ZodType;
  readonly isArgument: boolean;
  readonly isRequired: boolean;
  /** `--cut-from` for `cutFromMs`; of an argument its name. */
  readonly flag: string;
  readonly node: Node;
}

/** What of a schema's JSON form is read here; `value`, `reads`, `isBare` and `split` are metadata of ours. */
const Node = z.object({
  type: z.string().optional(),
  enum: z.array(z.string()).optional(),
  items: z.object({ type: z.string().optional() }).optional(),
  description: z.string().default(''),
  default: z.unknown().optional(),
  /** What stands for the value in the help, such as `time`; else the name of the member. */
  value: z.string().optional(),
  /** How a value is read that is written otherwise than the schema has it. */
  reads: z.enum(['time', 'day', 'when', 'period', 'past', 'instant', 'duration']).optional(),
  /** What of another form is said, where its reader has words for any. */
  expected: z.object({ en: z.string(), vi: z.string() }).optional(),
  /** How the help writes the default, where that is not the value itself. */
  shown: z.string().optional(),
  /** The option may stand without its value. */
  isBare: z.boolean().default(false),
  /** Of a list: several may be given at once. */
  split: z.literal('commas').optional(),
});
type Node = z.output<typeof Node>;

const Form = z.object({ properties: z.record(z.string(), Node), required: z.array(z.string()).default([]) });

/** Values by the names of members. */
export type Given = Readonly<Record<string, unknown>>;

/** The members of a shape in its order. */
export function listMembers(shape: z.ZodRawShape, args: readonly string[] = []): readonly Member[] {
  const json = z.toJSONSchema(z.object(shape), { io: 'input', unrepresentable: 'any' });
  const { properties, required } = Form.parse(json);
  return Object.entries(shape).flatMap(([name, schema]) => {
    const node = properties[name];
    const [isArgument, isRequired] = [args.includes(name), required.includes(name)];
    const flag = isArgument ? name : `--${kebabOf(attributeOf(name))}`;
    return node ? [{ name, schema, node, flag, isRequired, isArgument }] : [];
  });
}

/** Helpers that have no context to ask say it in English. */
export function addMembers(command: Command, members: readonly Member[], language: Language = 'en'): Command {
  for (const member of members)
    if (member.isArgument) command.addArgument(toArgument(member, language));
    else command.addOption(toOption(member, language));
  return command;
}

/** What was typed, by the names of the members. */
export function givenMembers(command: Command, members: readonly Member[]): Given {
  const options = command.opts();
  const args = members.filter(({ isArgument }) => isArgument);
  return Object.fromEntries(
    members.map((member) => [
      member.name,
      member.isArgument ? command.processedArgs[args.indexOf(member)] : options[attributeOf(member.name)],
    ]),
  );
}

/** The same with times and periods read in their zones. @throws INPUT_INVALID where one cannot be read */
export function readMembers(members: readonly Member[], given: Given, zones: Zones): Given {
  const read = ({ name, node }: Member): unknown => {
    const value = given[name];
    const reader = readerOf(node);
    if (typeof value !== 'string' || !reader) return value;
    const result = reader(value, zones);
    if ('value' in result) return result.value;
    throw new InputError([{ member: name, ...saidOf(node, value, result.said) }]);
  };
  return Object.fromEntries(members.map((member) => [member.name, read(member)]));
}

const saidOf = ({ expected }: Node, text: string, said: Said): Said =>
  expected
    ? {
        en: `${expected.en}, got ${JSON.stringify(text)}`,
        vi: `${expected.vi}, nhận được ${JSON.stringify(text)}`,
      }
    : said;

const kebabOf = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const attributeOf = (name: string): string => name.replace(/Ms$/, '');

function toOption({ name, flag, node, schema, isRequired }: Member, language: Language): Option {
  const { type, value = name, isBare, description, default: fallback } = node;
  const isSwitch = type === 'boolean';
  const told = isBare ? `[${value}]` : `<${value}>`;
  const switched = fallback === true ? flag.replace('--', '--no-') : flag;
  const option = new Option(isSwitch ? switched : `${flag} ${told}`, description);
  if (node.enum) option.choices(node.enum);
  else if (!isSwitch && !readerOf(node))
    option.argParser<unknown>((text, before) => parseValue(text, before, schema, node, language));
  if (!isSwitch && fallback !== undefined) option.default(fallback, shownDefault(node));
  return option.makeOptionMandatory(isRequired);
}

function shownDefault({ reads, shown, default: fallback }: Node): string | undefined {
  return reads === 'duration' && typeof fallback === 'number' ? formatDurationMs(fallback) : shown;
}

function toArgument({ name, node, schema, isRequired }: Member, language: Language): Argument {
  const { type, value = name, description, default: fallback } = node;
  const named = type === 'array' ? `${value}...` : value;
  const argument = new Argument(isRequired ? `<${named}>` : `[${named}]`, description);
  if (typeof fallback === 'string') argument.default(fallback);
  if (node.enum) return argument.choices(node.enum);
  return argument.argParser<unknown>((text, before) => parseValue(text, before, schema, node, language));
}

/** Of what is read once the zone is known. */
const readerOf = ({ reads }: Node) =>
  reads === undefined || reads === 'instant' || reads === 'duration' ? undefined : READERS[reads];

/** One occurrence of an option; those of a list are gathered. */
function parseValue(
  text: string,
  before: unknown,
  schema: z.core.$ZodType,
  { type, items, split, reads, default: fallback }: Node,
  language: Language,
): unknown {
  const isList = type === 'array';
  const parts = split === 'commas' ? text.split(',').map((part) => part.trim()) : [text];
  const isNumber = (items?.type ?? type) === 'integer';
  const values = parts.map((part) => (isNumber ? readNumber(part, reads) : part));
  const parsed = readValue(schema, isList ? values : values[0], language);
  const isMore = before !== fallback && Array.isArray(before) && Array.isArray(parsed);
  return isMore ? [...before, ...parsed] : parsed;
}

/** Not a number where it is written otherwise. */
function readNumber(text: string, reads: Node['reads']): number {
  if (reads === 'duration') return parseDurationMs(text) ?? Number.NaN;
  const isWritten = (reads === 'instant' ? WITH_OFFSET : DIGITS).test(text);
  if (!isWritten) return Number.NaN;
  return reads === 'instant' ? Date.parse(text) : Number(text);
}

const DIGITS = /^-?\d+$/;
const WITH_OFFSET = /[zZ]$|[+-]\d{2}:\d{2}$/;

function readValue(schema: z.core.$ZodType, value: unknown, language: Language): unknown {
  try {
    return parseInput(schema, value);
  } catch (error) {
    if (error instanceof InputError) throw new InvalidArgumentError(error.problems[0]?.[language] ?? '');
    throw error;
  }
}
