import type { Response } from 'express';

/** A refusal as Grafana words it: a message, and a stable id where the object is of the alerting. */
export function refuse(response: Response, status: number, message: string, extra: object = {}): void {
  response.status(status).json({ message, ...extra });
}

/** The path parameter as text. */
export function parameter(value: string | readonly string[] | undefined): string {
  return typeof value === 'string' ? value : '';
}
