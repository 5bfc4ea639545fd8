import pino, { type Logger } from 'pino';
import { escapeControls } from '../core/text/terminal-text.ts';

export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const STDERR = 2;

/** JSON lines on stderr, or in a file: stdout belongs to what a command was asked for. */
export function createLogger(level: LogLevel, destination: string | number = STDERR): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      hooks: { streamWrite: escapeControls },
      redact: ['*.password', '*.token', '*.authorization', 'password', 'token', 'authorization'],
    },
    pino.destination({ dest: destination, sync: true }),
  );
}
