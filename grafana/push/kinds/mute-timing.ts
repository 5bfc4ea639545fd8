import { asObject, textOf, toJsonObject } from '../../api/json.ts';
import { type Kind, lockOf, MANAGED_BY, nameOf, provenanceHeaders, type Wanted } from '../../api/kind.ts';
import { withoutKeys } from '../../api/normalise.ts';
import type { MuteTiming } from '../../content.ts';

export function wantedMuteTiming(timing: MuteTiming): Wanted {
  return { kind: 'mute-timing', key: timing.name, title: timing.name, body: toJsonObject(timing) };
}

const ALL = '/api/v1/provisioning/mute-timings';
const path = (name: string) => `${ALL}/${encodeURIComponent(name)}`;

export const muteTimingKind: Kind = {
  async find({ client }, name) {
    const answer = await client.read(path(name), nameOf('mute-timing', name));
    if (answer === undefined) return undefined;
    const timing = asObject(answer);
    const provenance = textOf(timing.provenance);
    return {
      body: withoutKeys(timing, ['version', 'provenance', 'uid']),
      isMarked: name.startsWith(MANAGED_BY),
      provenance,
      ...lockOf(provenance),
      ...(textOf(timing.version) !== '' && { version: textOf(timing.version) }),
    };
  },

  async write(context, { key: name, body }, found) {
    const { client } = context;
    const about = nameOf('mute-timing', name);
    const headers = provenanceHeaders(context, found);
    if (!found) {
      await client.write('POST', ALL, about, { body, headers });
      return;
    }
    await client.write('PUT', path(name), about, {
      body: { ...body, ...(found.version !== undefined && { version: found.version }) },
      headers,
    });
  },

  async remove({ client }, name) {
    await client.write('DELETE', path(name), nameOf('mute-timing', name), { expect: [404] });
    return undefined;
  },
};
