import { asObject, textOf } from '../../api/json.ts';
import { type Kind, lockOf, MANAGED_BY, nameOf, provenanceHeaders, type Wanted } from '../../api/kind.ts';
import type { MessageTemplate } from '../../content.ts';

/** A comment, which messages do not show. */
const MARK = `{{/* managed_by: ${MANAGED_BY} */}}`;

export function wantedTemplate({ name, template }: MessageTemplate): Wanted {
  const marked = template.includes(MARK) ? template : `${MARK}\n${template}`;
  return { kind: 'template', key: name, title: name, body: { template: marked.trim() } };
}

const path = (name: string) => `/api/v1/provisioning/templates/${encodeURIComponent(name)}`;

export const templateKind: Kind = {
  async find({ client }, name) {
    const answer = await client.read(path(name), nameOf('template', name));
    if (answer === undefined) return undefined;
    const { template, provenance, version } = asObject(answer);
    return {
      body: { template: textOf(template) },
      isMarked: textOf(template).includes(MARK),
      provenance: textOf(provenance),
      ...lockOf(textOf(provenance)),
      ...(textOf(version) !== '' && { version: textOf(version) }),
    };
  },

  async write(context, { key: name, body }, found) {
    await context.client.write('PUT', path(name), nameOf('template', name), {
      body: { ...body, ...(found?.version !== undefined && { version: found.version }) },
      headers: provenanceHeaders(context, found),
    });
  },

  async remove({ client }, name) {
    await client.write('DELETE', path(name), nameOf('template', name), { expect: [404] });
    return undefined;
  },
};
