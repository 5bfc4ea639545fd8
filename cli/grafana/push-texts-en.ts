export type PushCounts = Readonly<
  Record<'create' | 'change' | 'remove' | 'untouched' | 'kept' | 'refused', number>
>;

/** Everything that `camwatch dashboards push` and `camwatch alerts push` print. */
export const pushTextsEn = {
  kinds: {
    folder: 'folder',
    team: 'team',
    'folder-permissions': 'permissions of folder',
    'data-source': 'data source',
    'mute-timing': 'mute timing',
    template: 'message template',
    'contact-point': 'contact point',
    policies: 'notification policies',
    'rule-group': 'rule group',
    dashboard: 'dashboard',
  },
  plan: (url: string) => `Grafana at ${url}:`,
  counts: ({ create, change, remove, untouched, kept, refused }: PushCounts) =>
    [
      `${create} to create`,
      `${change} to change`,
      `${remove} to remove`,
      `${untouched} untouched`,
      ...(kept > 0 ? [`${kept} kept`] : []),
      ...(refused > 0 ? [`${refused} refused`] : []),
    ].join(', '),
  nothing: 'Nothing differs.',
  dryRun: 'Nothing was written (--dry-run).',
  done: (written: number, removed: number) => `Done: ${written} written, ${removed} removed.`,
  stopped: (done: number, total: number) =>
    `Stopped after ${done} of ${total}. What was done holds; run it again and it goes on.`,
  secretOrOrder: 'written anew: its secret is not shown there, and whether it is ours is not known',
  changedThere: 'changed in Grafana since the last push; put back',
  refusals: {
    locked: () => 'comes from a file on the server: the API cannot write it',
    strangers: (detail: string) => `holds what is not ours, move it elsewhere: ${detail}`,
    foreign: () => 'somebody else made it: rename it there, or take it over with --adopt',
    'foreign-policies': (detail: string) =>
      `the tree is not ours (its receiver: ${detail}): --take-over-policies takes it over`,
  },
  notRemoved: {
    'holds-others': (detail: string) => `kept: holds what is not ours: ${detail}`,
    'holds-rules': () => 'kept: holds alert rules',
    'has-members': (detail: string) => `kept: has members (${detail})`,
    locked: () => 'kept: comes from a file on the server',
    unmarked: () => 'kept: does not bear our mark any more',
  },
};

export type PushTexts = typeof pushTextsEn;
