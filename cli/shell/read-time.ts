import type { Command } from 'commander';
import { parseTime } from '../../core/time/parse-time.ts';

/** Reads an option as an instant; the command ends with a message where it is none. */
export function readTime(command: Command, flag: string, text: string, timeZone: string): number {
  const parsed = parseTime(text, { timeZone });
  if ('atMs' in parsed) return parsed.atMs;
  return command.error(`error: ${flag}: ${parsed.said.en}`);
}
