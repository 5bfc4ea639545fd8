import { CLUSTER_WORDS_EN } from '../../core/words/cluster-words-en.ts';

const { states, never } = CLUSTER_WORDS_EN;

export const collectorsEn = {
  head: ['collector', 'zone', 'state', 'last heard', 'rows behind', 'certificate ends', 'trouble'],
  none: 'no collectors yet: camwatch collectors add NAME',
  states,
  never,
  token: (id: string, until: string) =>
    `${id} enrols with this token, once, until ${until}. It is told this time only:`,
  use: (token: string) =>
    `camwatch collector --hub https://HUB:8490 --token ${token} --dir /var/lib/camwatch`,
  revoked: (id: string) => `${id} is revoked: no hub takes anything from it any more`,
  unknown: (id: string) => `there is no collector ${id}: camwatch collectors list`,
};

export type CollectorTexts = typeof collectorsEn;
