import type { CollectorState } from '../../hub/actions/collector-state.ts';

const STATES: Readonly<Record<CollectorState, string>> = {
  invited: 'waits for its token to be used',
  expired: 'token or certificate has ended',
  sending: 'sending',
  silent: 'silent',
  revoked: 'revoked',
};

export const collectorsEn = {
  head: ['collector', 'zone', 'state', 'last heard', 'rows behind', 'certificate ends', 'trouble'],
  none: 'no collectors yet: camwatch collectors add NAME',
  never: 'never',
  states: STATES,
  token: (id: string, until: string) =>
    `${id} enrols with this token, once, until ${until}. It is told this time only:`,
  use: (token: string) =>
    `camwatch collector --hub https://HUB:8490 --token ${token} --dir /var/lib/camwatch`,
  revoked: (id: string) => `${id} is revoked: no hub takes anything from it any more`,
  unknown: (id: string) => `there is no collector ${id}: camwatch collectors list`,
};

export type CollectorTexts = typeof collectorsEn;
