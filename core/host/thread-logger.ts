import { type Logger, levels, pino } from 'pino';

const LEVELS = ['debug', 'info', 'warn', 'error', 'fatal'] as const;

/** A line of the log of another thread, on its way to the one that writes it. */
export interface LogLine {
  readonly type: 'log';
  readonly level: (typeof LEVELS)[number];
  readonly facts: object;
  readonly text: string;
}

/** The logger of a thread that writes no log of its own: one line of it is one line of the owner's. */
export const createThreadLogger = (level: string, send: (line: LogLine) => void): Logger =>
  pino({ level, base: null }, { write: (line: string) => send(parseLine(line)) });

function parseLine(line: string): LogLine {
  const { level, time: _time, msg = '', ...facts } = JSON.parse(line);
  const name = levels.labels[level];
  return { type: 'log', level: LEVELS.find((one) => one === name) ?? 'info', facts, text: msg };
}
