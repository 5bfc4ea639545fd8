import { readFileSync, statSync } from 'node:fs';
import type { Server } from 'node:https';
import { createSecureContext } from 'node:tls';
import { CamwatchError } from '../../core/errors.ts';
import { minutes } from '../../core/time/units.ts';

/** Paths of a certificate with those above it, and of its key (PEM). */
export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
  /** How often they are looked at again; a minute. */
  readonly lookEveryMs?: number;
}

export class PortalTlsError extends CamwatchError {
  readonly code = 'PORTAL_TLS';
}

const LOOK_EVERY_MS = minutes(1);
/** What those may who are neither the owner of a file nor of its group. */
const OTHERS = 0o007;

/** @throws PortalTlsError where they cannot be read, or do not belong together */
export function readTls({ cert, key }: TlsFiles) {
  try {
    if ((statSync(key).mode & OTHERS) !== 0) throw new Error('anybody on this machine may read the key');
    const read = { cert: readFileSync(cert), key: readFileSync(key), minVersion: 'TLSv1.2' as const };
    createSecureContext(read);
    return { ...read, handshakeTimeout: 5_000 };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new PortalTlsError(`page.tls: expected a certificate and its key in ${cert} and ${key}: ${why}`, {
      cause: error,
    });
  }
}

/** Takes a certificate that was renewed; one that is half written stays away until it is whole. */
export function followTls(server: Pick<Server, 'setSecureContext'>, files: TlsFiles): () => void {
  const changedMs = () => Math.max(...[files.cert, files.key].map(mtimeMs));
  let takenMs = changedMs();
  const timer = setInterval(() => {
    const nowMs = changedMs();
    if (nowMs === takenMs) return;
    try {
      server.setSecureContext(readTls(files));
      takenMs = nowMs;
    } catch {
      // The old one goes on; the next look may find them whole.
    }
  }, files.lookEveryMs ?? LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

const mtimeMs = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
