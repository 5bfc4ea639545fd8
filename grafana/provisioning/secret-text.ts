import { CamwatchError } from '../../core/errors.ts';
import { doubleDollars } from './dollars.ts';

/** Thrown where a secret is kept in a way that Grafana's own files cannot name. */
export class SecretNotForFilesError extends CamwatchError {
  readonly code = 'GRAFANA_FILE_SECRET';
}

/** Where systemd puts the credentials of Grafana's own unit. */
const CREDENTIALS_DIR = '/run/credentials/grafana-server.service';

/** Where Grafana itself finds a secret when it reads the file: no secret stands in one. */
export function secretText(reference: string): string {
  const [, kind = '', name = ''] = /^(env|file|credential):(.+)$/.exec(reference) ?? [];
  switch (kind) {
    case 'env':
      return `$__env{${name}}`;
    case 'file':
      return `$__file{${name}}`;
    case 'credential':
      return `$__file{${CREDENTIALS_DIR}/${name}}`;
    default:
      throw new SecretNotForFilesError(
        `a secret of Grafana: expected env:NAME, file:/path or credential:NAME, got another text`,
      );
  }
}

const REFERENCE = /^(?:env:[A-Za-z_][A-Za-z0-9_]*|file:\/.+|credential:[A-Za-z0-9._-]+)$/;

/** A value of a contact point as a file holds it: a secret as the place it is read from, whichever way it is referred to. */
export function settingText(value: unknown): unknown {
  if (typeof value === 'string') return REFERENCE.test(value) ? secretText(value) : doubleDollars(value);
  if (typeof value !== 'object' || value === null || !('secretReference' in value)) return value;
  return secretText(String(value.secretReference));
}
