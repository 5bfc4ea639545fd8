import { createCredentialStore } from '../../config/settings/credentials.ts';
import type { Credentials } from '../../core/domain/credentials.ts';
import { createSecret } from '../../core/domain/secret.ts';
import type { CredentialsOf } from '../scheduler/probe-batch.ts';

/** Stands for what agents are delivered with, where the command line names no credentials. Not a reference of an inventory. */
export const DELIVERED_COMMUNITY = 'community public';

const DELIVERED: Credentials = { snmp: { version: '2c', community: createSecret('public') } };

export interface CredentialsByReference {
  readonly credentialsOf: CredentialsOf;
  /** Why a reference that was asked for led to nothing. */
  readonly problemOf: (reference: string | undefined) => string | undefined;
}

/** Fetches credentials for one command, and remembers why some could not be fetched. */
export function createCredentialsByReference(env: NodeJS.ProcessEnv): CredentialsByReference {
  const problems = new Map<string, string>();
  const store = createCredentialStore(env, (reference, { message }) => problems.set(reference, message));
  return {
    credentialsOf: async ({ credentials: reference }) => {
      if (reference === undefined) return undefined;
      return reference === DELIVERED_COMMUNITY ? DELIVERED : await store.get(reference);
    },
    problemOf: (reference) => (reference === undefined ? undefined : problems.get(reference)),
  };
}
