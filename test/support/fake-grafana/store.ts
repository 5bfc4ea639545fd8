// biome-ignore-start lint/suspicious/noExplicitAny: what clients send is kept as it came.
export type Body = any;
// biome-ignore-end lint/suspicious/noExplicitAny: what clients send is kept as it came.

export interface FakeFolder {
  readonly id: number;
  readonly uid: string;
  title: string;
  parentUid: string;
  version: number;
  permissions: readonly FakePermission[];
}

export interface FakePermission {
  readonly teamId?: number;
  readonly userId?: number;
  readonly role?: string;
  readonly permission: number;
}

export interface FakeTeam {
  readonly id: number;
  readonly name: string;
  memberCount: number;
}

export interface FakeRuleGroup {
  readonly folderUid: string;
  readonly title: string;
  interval: number;
  rules: Body[];
}

/** Everything that one organisation holds. */
export interface FakeStore {
  readonly folders: Map<string, FakeFolder>;
  readonly teams: Map<number, FakeTeam>;
  readonly dataSources: Map<string, Body>;
  readonly muteTimings: Map<string, Body>;
  readonly templates: Map<string, Body>;
  readonly contactPoints: Map<string, Body>;
  policies: Body;
  /** By `folder/title`. */
  readonly ruleGroups: Map<string, FakeRuleGroup>;
  readonly dashboards: Map<string, { folderUid: string; dashboard: Body; provisioned: boolean }>;
  quotas: { readonly dashboards?: number; readonly rules?: number };
  nextId: number;
}

/** The tree of a new organisation. */
export const FIRST_POLICIES = {
  receiver: 'grafana-default-email',
  group_by: ['grafana_folder', 'alertname'],
};

export function createStore(): FakeStore {
  return {
    folders: new Map(),
    teams: new Map(),
    dataSources: new Map(),
    muteTimings: new Map(),
    templates: new Map(),
    contactPoints: new Map([
      [
        'first',
        {
          uid: 'first',
          name: 'grafana-default-email',
          type: 'email',
          settings: { addresses: '<example@email.com>' },
        },
      ],
    ]),
    policies: FIRST_POLICIES,
    ruleGroups: new Map(),
    dashboards: new Map(),
    quotas: {},
    nextId: 1,
  };
}
