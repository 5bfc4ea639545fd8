import type { GrafanaClient } from '../../api/client.ts';
import { asObject, asObjects, type JsonObject, numberOf, textOf } from '../../api/json.ts';
import { type Kind, nameOf, type Wanted } from '../../api/kind.ts';

/** A team is known by its name; who is in it is decided in Grafana, by people. */
export function wantedTeam(name: string): Wanted {
  return { kind: 'team', key: name, title: name, body: { name } };
}

export const teamKind: Kind = {
  async find({ client }, name) {
    const team = await searchTeam(client, name);
    return team && { body: { name }, isMarked: false, ...(team.id !== undefined && { id: team.id }) };
  },

  async write({ client }, { key: name }) {
    await client.write('POST', '/api/teams', nameOf('team', name), { body: { name } });
  },

  async remove({ client }, name) {
    const about = nameOf('team', name);
    const team = await searchTeam(client, name);
    if (team?.id === undefined) return undefined;
    if (team.memberCount !== 0) return { reason: 'has-members', detail: String(team.memberCount ?? '?') };
    await client.write('DELETE', `/api/teams/${team.id}`, about, { expect: [404] });
    return undefined;
  },
};

/** The number that permissions are given to. */
export async function teamIdOf(client: GrafanaClient, name: string): Promise<number | undefined> {
  return (await searchTeam(client, name))?.id;
}

async function searchTeam(client: GrafanaClient, name: string) {
  const found = await client.read(`/api/teams/search?name=${encodeURIComponent(name)}`, nameOf('team', name));
  const team = asObjects(asObject(found).teams).find((one: JsonObject) => textOf(one.name) === name);
  return team && { id: numberOf(team.id), memberCount: numberOf(team.memberCount) };
}
