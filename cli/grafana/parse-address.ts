import { InvalidArgumentError } from 'commander';

/** An address of the command line. */
export function parseAddress(text: string): string {
  if (URL.parse(text)?.protocol.startsWith('http')) return text;
  throw new InvalidArgumentError('expected an address such as http://127.0.0.1:8086');
}
