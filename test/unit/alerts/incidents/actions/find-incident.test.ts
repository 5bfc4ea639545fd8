import { expect, test } from 'vitest';
import { findIncident } from '#alerts/incidents/actions/find-incident.ts';
import { lineIncident } from '#test/support/incident-city.ts';

/** Ids of what is resolved end with a minus sign here. */
function readsOf(...all: readonly string[]) {
  const known = all
    .map((id) => ({ id: id.replace(/-$/, ''), isResolved: id.endsWith('-') }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    incident: (id: string) =>
      known.some((one) => one.id === id)
        ? { id, openedMs: 1, updatedMs: 1, summary: lineIncident(1, { id }) }
        : undefined,
    ids: (prefix = '') => known.filter(({ id }) => id.startsWith(prefix)).values(),
  };
}

const reads = readsOf(
  'link:link-7@100-',
  'link:link-7@200',
  'link:link-70@300',
  'device:cam-1@50-',
  'device:cam-1@60-',
  'devices:cabinet:tu-1@70',
);

test.each([
  ['link:link-70@300', 'link:link-70@300'],
  ['link:link-7@100', 'link:link-7@100'],
  ['link:link-7@1', 'link:link-7@100'],
  ['link:link-7', 'link:link-7@200'],
  ['link-7', 'link:link-7@200'],
  ['link-70', 'link:link-70@300'],
  ['cabinet', 'devices:cabinet:tu-1@70'],
  ['cam-1@6', 'device:cam-1@60'],
])('%s is %s', (text, id) => {
  expect(findIncident(reads, text).id).toBe(id);
});

test.each([
  [
    'link',
    'expected the id of one incident, got "link", with which 2 begin: link:link-70@300, link:link-7@200',
  ],
  [
    'cam-1',
    'expected the id of one incident, got "cam-1", with which 2 begin: device:cam-1@50, device:cam-1@60',
  ],
  ['', 'expected the id of an incident, or its beginning, got ""; camwatch incidents list has them'],
  ['tu-1', 'expected the id of an incident, or its beginning, got "tu-1"; perhaps devices:cabinet:tu-1@70'],
  [
    'link:lnik-7',
    'expected the id of an incident, or its beginning, got "link:lnik-7"; perhaps link:link-7@200, link:link-7@100',
  ],
  [
    '\u001b[2J',
    'expected the id of an incident, or its beginning, got "\\u{1b}[2J"; camwatch incidents list has them',
  ],
])('"%s" is refused, with those that are near', (text, message) => {
  expect(() => findIncident(reads, text)).toThrow(
    expect.objectContaining({
      code: 'INCIDENT_UNKNOWN',
      message: message,
    }),
  );
});
