import type { Request } from 'express';

/** `api`, unless the header is there, with any value: then nothing, and the object stays open to edits. */
export function provenanceOf({ headers }: Pick<Request, 'headers'>): string {
  return 'x-disable-provenance' in headers ? '' : 'api';
}

/** Whether the routes of notifications refuse it: what was locked once cannot be opened again. */
export function opensLocked(request: Pick<Request, 'headers'>, stored = ''): boolean {
  return stored !== '' && provenanceOf(request) === '';
}
